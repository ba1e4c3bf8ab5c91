import assert from 'node:assert/strict';
import type { Fields } from '../../../src/hire/correction.js';
import type { Hire, Left } from '../../../src/hire/order.js';
import type { FoundProblem } from '../../../src/hire/problem.js';
import type { ValidateOrder, ValidHire } from '../../../src/hire/steps.js';
import type { NewCandidate } from '../../../sandbox/flatchr/board.js';
import { failureOf, useActivities, type Surroundings } from '../../support/activities.js';

const CAMILLE = 5_001;
const LOUIS = 5_002; // no e-mail
const START = "Date d'entrée";
const SOMEONE: NewCandidate = { firstname: 'Ada', lastname: 'Byron', email: 'ada@home.test', traits: { [START]: '2027-03-01' } };

function valid(result: { done?: ValidHire | undefined; problem?: FoundProblem | undefined }): ValidHire {
  return result.done ?? assert.fail(JSON.stringify(result.problem));
}
function issues(result: { done?: ValidHire | undefined; problem?: FoundProblem | undefined }): unknown[] {
  return (result.problem ?? assert.fail('no problem')).issues.map(({ code, field }) => [code, field]);
}

describe('validateHire with a Flatchr key', () => {
  const rig = useActivities();
  const validate = (hire: Hire, order: Partial<ValidateOrder> = {}, surroundings: Surroundings = {}) =>
    rig().run('validateHire', { hire, fields: {}, hiredAnyway: false, startedAt: '2027-01-04T09:00:00Z', ...order }, surroundings);
  const hireOf = (candidate: NewCandidate) => rig().hire(rig().sandbox.flatchr.add({ ...SOMEONE, ...candidate }).id);
  const personOf = async (candidate: NewCandidate, fields: Fields = {}) => {
    rig().claims.clear(); // the same person once more, for the same vacancy
    return valid(await validate(hireOf(candidate), { fields })).person;
  };

  it('takes person, offer and start date from Flatchr, with tags', async () => {
    const { person, offer } = valid(await validate(rig().hire(CAMILLE)));
    assert.deepEqual(person, {
      lastName: { value: 'Martin', origin: 'flatchr' },
      firstName: { value: 'Camille', origin: 'flatchr' },
      email: { value: 'camille.martin@acme.example', origin: 'flatchr' },
      personalEmail: { value: 'camille.martin@example.org', origin: 'flatchr' },
      phone: { value: '+33612345678', origin: 'flatchr' },
      startDate: { value: '2027-02-15', origin: 'flatchr' },
    });
    assert.deepEqual(offer, { title: 'Sales executive', reference: 'REF-2101', departments: ['Ventes'], contractType: ['1', 'CDI'] });
  });

  describe('of an application that goes by two ids', () => {
    const encoded = () => rig().sandbox.flatchr.applicants[0]!.encoded;
    const found = () => ({ ...rig().hire(CAMILLE), applicant: encoded() });

    it('claims it by the encoded one, and says it again each time', async () => {
      const hire = rig().hire(CAMILLE);
      for (let attempt = 1; attempt <= 2; attempt++) assert.equal((await validate(hire)).reading?.applicant, encoded());
      assert.deepEqual([...rig().claims], [[encoded(), `hire/sandbox/${CAMILLE}`]]);
    });

    for (const [name, first, second] of [
      ['webhook', () => rig().hire(CAMILLE), found],
      ['reconciliation', found, () => rig().hire(CAMILLE)],
    ] as const)
      it(`gives way to the hire of the ${name}, which began before it, and tells that one what it knows`, async () => {
        const [one, other] = [first(), second()];
        valid(await validate(one));
        const of = `hire/sandbox/${one.applicant}`;
        assert.deepEqual(await validate(other), { repeat: { kind: 'repeat', of } });
        assert.deepEqual(rig().handedOver, [{ hire: other, to: of }]);
      });

    it('does not give way once it may have made an employee', async () => {
      valid(await validate(found()));
      valid(await validate(rig().hire(CAMILLE), { mayExist: true }));
    });

    it('claims nothing of a candidate who is not in the hired column', async () => {
      const hire = rig().hire(CAMILLE);
      await rig().sandbox.flatchr.move(CAMILLE, 691);
      await failureOf(validate(hire));
      assert.equal(rig().claims.size, 0);
    });

    it('is that row alone, whoever else has its address, its names or its vacancy', async () => {
      const twin = rig().sandbox.flatchr.add({ ...SOMEONE, phone: '+33 6 99 99 99 99' });
      const hire = { ...hireOf({}), applicant: twin.encoded };
      rig().sandbox.flatchr.drag(twin.id);
      Object.assign(twin.candidate, { lastname: 'Durand' });
      assert.equal(valid(await validate(hire)).person.lastName.value, 'Durand');
    });
  });

  it('believes Flatchr, not the body', async () => {
    const hire = rig().hire(CAMILLE);
    const { person, offer } = valid(
      await validate({
        ...hire,
        candidate: { ...hire.candidate, lastName: 'Forged' },
        vacancy: { ...hire.vacancy, title: 'Forged', startDate: '2030-01-01' },
      }),
    );
    assert.doesNotMatch(JSON.stringify({ person, offer }), /Forged|2030/);
    const { person: called } = valid(await validate({ ...hire, candidate: { ...hire.candidate, phone: '+33 6 99 99 99 99' } }));
    assert.equal(called.phone?.value, '+33612345678');
  });

  describe('names', () => {
    const NAMES: [string, string, string][] = [
      ['composes letters', 'Andre\u0301', 'André'],
      ['makes one space of many', '  Ana \t\n Lucía ', 'Ana Lucía'],
      ['drops invisible characters without tearing the word', 'A\u200bn\u00adn\ufeffa\u200e', 'Anna'],
      ['drops what turns the reading direction', '\u202eAda\u2066', 'Ada'],
      ['drops control characters', 'Ada\u0000\u001b', 'Ada'],
      ['leaves capitals, hyphens and apostrophes', "Jean-Luc d'ARC", "Jean-Luc d'ARC"],
      ['leaves other scripts', '李小龙', '李小龙'],
    ];
    for (const [what, typed, value] of NAMES)
      it(what, async () => {
        const { firstName, lastName } = await personOf({ firstname: typed, lastname: typed });
        assert.deepEqual([firstName.value, lastName.value], [value, value]);
      });

    for (const [typed, code] of [
      [null, 'missing'],
      ['', 'missing'],
      [' \u200b ', 'missing'],
      ['???', 'unusable'],
      ['123', 'unusable'],
      ['x'.repeat(256), 'unusable'],
    ] as const)
      it(`calls ${JSON.stringify(typed)?.slice(0, 10)} ${code}, for both names at once`, async () => {
        const result = await validate(hireOf({ firstname: typed, lastname: typed }));
        assert.deepEqual(issues(result), [
          [code, 'lastName'],
          [code, 'firstName'],
        ]);
        assert.equal(result.problem?.code, code);
        assert.deepEqual(result.problem?.remedies, ['fields', 'retry']);
      });

    it('mends what arrived damaged, and says what stood in Flatchr', async () => {
      const { firstName, lastName } = await personOf({ firstname: 'HÃ©lÃ¨ne', lastname: 'Cr&egrave;vec&oelig;ur' });
      assert.deepEqual(firstName, { value: 'Hélène', origin: 'flatchr', flags: ['name-mended'], given: 'HÃ©lÃ¨ne' });
      assert.deepEqual(lastName, { value: 'Crèvecœur', origin: 'flatchr', flags: ['name-mended'], given: 'Cr&egrave;vec&oelig;ur' });
    });

    it('asks about what is damaged for good, with what was probably meant where that is known', async () => {
      const { problem } = await validate(hireOf({ firstname: 'H?l\uFFFDne', lastname: 'Durand (ép. Martin)' }));
      assert.deepEqual(problem?.issues, [
        { code: 'doubtful', field: 'lastName', given: 'Durand (ép. Martin)', suggestion: 'Durand' },
        { code: 'doubtful', field: 'firstName', given: 'H?l\uFFFDne' },
      ]);
      assert.deepEqual(problem?.remedies, ['fields', 'retry']);
    });

    it('does not doubt what a person answered', async () => {
      const answer = { firstName: 'H?l\uFFFDne', lastName: 'Durand (ép. Martin)' };
      const { firstName, lastName } = await personOf({ firstname: null, lastname: null }, answer);
      assert.deepEqual([firstName.value, lastName.value], Object.values(answer));
    });

    it('leaves a birth name out', async () => {
      const { lastName } = await personOf({ lastname: 'Durand (née Martin)' });
      assert.deepEqual(lastName, { value: 'Durand', origin: 'flatchr', flags: ['name-shortened'], given: 'Durand (née Martin)' });
    });

    it('takes a correction first, tidied too', async () => {
      const { lastName } = await personOf({ lastname: '?' }, { lastName: ' Byron\u0301 ' });
      assert.deepEqual(lastName, { value: 'Byroń', origin: 'correction' });
    });
  });

  describe('personal e-mail', () => {
    const own = async (candidate: Parameters<typeof personOf>[0], fields: Fields = {}) => (await personOf(candidate, fields)).personalEmail;

    it('is the candidate’s own address, where a professional one is used', async () => {
      assert.deepEqual(await own({ email: 'ada@home.example' }, { email: 'ada.byron@acme.example' }), {
        value: 'ada@home.example',
        origin: 'flatchr',
      });
    });

    it('is none where it is the e-mail itself, or cannot be read', async () => {
      assert.equal(await own({ email: 'ada@home.example' }), undefined);
      assert.equal(await own({ email: 'ada@home.example' }, { email: 'Ada@home.example' }), undefined);
      assert.equal(await own({ email: 'at home' }, { email: 'ada.byron@acme.example' }), undefined);
    });

    it('is a person’s to correct', async () => {
      assert.deepEqual(await own({ email: 'ada@home.example' }, { personalEmail: 'ada@other.example' }), {
        value: 'ada@other.example',
        origin: 'correction',
      });
      const { problem } = await validate(hireOf({}), { fields: { personalEmail: 'at home' } });
      assert.deepEqual(problem?.issues, [{ code: 'unusable', field: 'personalEmail', given: 'at home' }]);
    });
  });

  describe('phone', () => {
    const PHONES: [string | null, string | undefined, boolean][] = [
      ['06 12 34 56 78', '+33612345678', false],
      ['+49 30 901820', '+4930901820', false],
      ['0049 30 901820', '+4930901820', false],
      ['(0)6.12.34.56.78', '+33612345678', false],
      ['0690 12 34 56', '+590690123456', false], // Guadeloupe, not +33 690
      ['01 45 67 89 01 poste 12', '01 45 67 89 01 poste 12', true],
      ['ask reception', 'ask reception', true],
      ['12', '12', true],
      ['+33 6 12', '+33 6 12', true],
      ['', undefined, false],
      [null, undefined, false],
    ];
    for (const [typed, value, asTyped] of PHONES)
      it(`${typed} → ${value}${asTyped ? ', as typed' : ''}`, async () => {
        const { phone } = await personOf({ phone: typed });
        assert.deepEqual(
          phone,
          value === undefined ? undefined : { value, origin: 'flatchr', ...(asTyped && { flags: ['phone-as-typed'] }) },
        );
      });

    it('takes a correction first', async () => {
      assert.deepEqual((await personOf({ phone: '12' }, { phone: '0745678901' })).phone, { value: '+33745678901', origin: 'correction' });
    });
  });

  describe('e-mail', () => {
    it('flags the personal one', async () => {
      assert.deepEqual((await personOf({ email: ' Ada@Home.test ' })).email, {
        value: 'Ada@Home.test',
        origin: 'flatchr',
        flags: ['personal-email'],
      });
    });

    it('takes off what an address was pasted with', async () => {
      assert.equal((await personOf({ email: 'Ada Byron <mailto:ada@home.test>;' })).email.value, 'ada@home.test');
      assert.equal((await personOf({ firstname: 'Eva', email: null }, { email: ' <ada@acme.test> ' })).email.value, 'ada@acme.test');
    });

    it('asks which of two addresses, and suggests one whose spaces are a slip', async () => {
      for (const [given, suggestion] of [
        ['ada@home.test; b@home.test', undefined],
        ['ada @ home.test', 'ada@home.test'],
      ] as const)
        assert.deepEqual((await validate(hireOf({ email: given }))).problem?.issues, [
          { code: 'unusable', field: 'email', given, ...(suggestion && { suggestion }) },
        ]);
    });

    it('prefers the tag, and a correction to both', async () => {
      const tagged = { traits: { ...SOMEONE.traits, 'Email pro': 'ada@acme.test' } };
      assert.deepEqual((await personOf(tagged)).email, { value: 'ada@acme.test', origin: 'flatchr' });
      assert.deepEqual((await personOf(tagged, { email: 'b@acme.test' })).email, { value: 'b@acme.test', origin: 'correction' });
    });

    for (const email of [
      'ada',
      'ada@',
      '@home.test',
      'ada@home',
      'ada.lovelace@home',
      'a b@home.test',
      'a,b@home.test',
      `${'a'.repeat(250)}@home.test`,
    ])
      it(`cannot use ${email.slice(0, 20)}`, async () => {
        assert.deepEqual(issues(await validate(hireOf({ email }))), [['unusable', 'email']]);
      });

    for (const email of ["jürgen.o'neil+x@müller.example", 'ada@sub.home.test'])
      it(`takes ${email}`, async () => assert.equal((await personOf({ email })).email.value, email));

    it('asks where none is known', async () => {
      assert.deepEqual(issues(await validate(rig().hire(LOUIS))), [['missing', 'email']]);
    });
  });

  it('tells beside a problem what is clear, the first day among it', async () => {
    const result = await validate(hireOf({ email: null, traits: { [START]: '2027-02-01' } }));
    const { firstName, startDate, email } = result.known ?? {};
    assert.deepEqual([firstName?.value, startDate?.value, email], ['Ada', '2027-02-01', undefined]);
  });

  it('asks once for all that is wrong', async () => {
    const hire = hireOf({ firstname: '7', email: 'ada', phone: 'x', traits: { [START]: 'soon' } });
    assert.deepEqual(issues(await validate(hire)), [
      ['unusable', 'firstName'],
      ['unusable', 'email'],
      ['unusable', 'startDate'],
    ]);
  });

  describe('finding the application', () => {
    it('finds it by names where there is no e-mail', async () => {
      assert.equal(valid(await validate(rig().hire(LOUIS), { fields: { email: 'l@acme.test' } })).person.lastName.value, 'Garnier');
    });

    it('finds it by names where the e-mail was changed meanwhile, and takes the new one', async () => {
      const hire = hireOf({});
      const ada = rig().sandbox.flatchr.applicants.at(-1)!;
      Object.assign(ada.candidate, { email: 'new@home.test' });
      assert.equal(valid(await validate(hire)).person.email.value, 'new@home.test');
    });

    for (const status of [400, 422]) {
      const refused = (times?: number) =>
        rig().sandbox.faults.add({ system: 'flatchr', path: '/search/', times, action: { answer: { status } } });

      it(`finds it by names where Flatchr answers the search by e-mail with ${status}, and asks for an e-mail that can be used`, async () => {
        const hire = hireOf({ email: 'ada @home' });
        refused(1);
        const result = await validate(hire);
        assert.deepEqual(issues(result), [['unusable', 'email']]);
        refused(1);
        assert.equal(valid(await validate(hire, { fields: { email: 'ada@acme.test' } })).person.lastName.value, 'Byron');
      });

      it(`asks whether it is a hire where Flatchr answers every search with ${status}, and goes on from the answer`, async () => {
        const hire = hireOf({});
        refused();
        const info = { scheduledTimestampMs: rig().now - 60_000 };
        const result = await validate(hire, {}, { info });
        assert.deepEqual(issues(result), [['search-refused', undefined]]);
        assert.deepEqual(result.problem?.remedies, ['retry', 'create-anyway']);
        assert.equal(valid(await validate(hire, { hiredAnyway: true }, { info })).person.email.value, 'ada@home.test');
      });
    }

    it('takes the hired one of two applications of one person', async () => {
      rig().sandbox.flatchr.add({ ...SOMEONE, phone: '0611111111' });
      const { person } = valid(await validate(hireOf({ phone: '0622222222' })));
      assert.equal(person.phone?.value, '+33622222222');
    });

    it('asks for the names where the body names nobody, and looks for whom a person names', async () => {
      const hire = hireOf({ phone: '0611111111' });
      const nameless = { ...hire, candidate: { phone: hire.candidate.phone } };
      assert.deepEqual(issues(await validate(nameless)), [
        ['missing', 'lastName'],
        ['missing', 'firstName'],
        ['missing', 'email'],
      ]);
      const fields = { lastName: 'Byron', firstName: 'Ada', email: 'ada@acme.test' };
      assert.equal(valid(await validate(nameless, { fields })).person.phone?.value, '+33611111111');
      const late = { info: { scheduledTimestampMs: rig().now - 60_000 } };
      const forged = { ...fields, lastName: 'Nobody' };
      assert.deepEqual(issues(await validate(nameless, { fields: forged }, late)), [['not-hired', undefined]]);
    });

    it('asks about hired namesakes without an e-mail', async () => {
      for (const phone of ['1', '2']) hireOf({ email: null, phone });
      const result = await validate(hireOf({ email: null }));
      assert.deepEqual(issues(result), [['ambiguous', undefined]]);
      assert.deepEqual(result.problem?.remedies, ['retry', 'create-anyway']);
    });

    it('tells namesakes apart by vacancy', async () => {
      const hire = hireOf({ email: null, phone: '0611111111' });
      hireOf({ email: null, phone: '0622222222', vacancy: 'Accountant' });
      assert.equal(valid(await validate(hire, { fields: { email: 'x@acme.test' } })).person.phone?.value, '+33611111111');
    });
  });

  describe('a candidate who is not in the hired column', () => {
    const movedBack = () => {
      const hire = rig().hire(CAMILLE);
      rig().sandbox.flatchr.drag(CAMILLE, 691);
      return hire;
    };
    const NOT_HIRED = ['not-hired', undefined];

    it('is looked for again while the search may lag, and only then is a problem', async () => {
      const hire = movedBack();
      const scheduledTimestampMs = rig().now;
      rig().now += 29_999;
      const failure = await failureOf(validate(hire, {}, { info: { scheduledTimestampMs } }));
      assert.equal(failure.type, 'FlatchrNotYetHired');
      assert.equal(failure.nextRetryDelay, 5_000);
      rig().now += 1;
      const result = await validate(hire, {}, { info: { scheduledTimestampMs } });
      assert.deepEqual(issues(result), [NOT_HIRED]);
      assert.deepEqual(result.problem?.remedies, ['retry', 'create-anyway']);
    });

    it('is taken as soon as the search shows the drag', async () => {
      rig().sandbox.set({ searchLagMs: 10_000 });
      const hire = rig().hire(CAMILLE);
      const scheduledTimestampMs = rig().now;
      assert.equal((await failureOf(validate(hire))).type, 'FlatchrNotYetHired');
      rig().now += 10_000;
      valid(await validate(hire, {}, { info: { scheduledTimestampMs } }));
    });

    const later = (hire: Hire, order: Partial<ValidateOrder> = {}) =>
      validate(hire, order, { info: { scheduledTimestampMs: rig().now - 60_000 } });

    it('goes on when a person says so, with what Flatchr says now', async () => {
      const hire = { ...movedBack(), candidate: { firstName: 'Camille', lastName: 'Martin', phone: 'forged' } };
      const { person } = valid(await later(hire, { hiredAnyway: true }));
      assert.deepEqual([person.phone?.value, person.email.value], ['+33612345678', 'camille.martin@acme.example']);
    });

    it('may be unknown to Flatchr, or archived: a forged body creates nobody', async () => {
      const hire = rig().hire(CAMILLE);
      const forged: Hire = { ...hire, candidate: { firstName: 'Mallory', lastName: 'Doe', email: 'mallory@evil.test' } };
      assert.deepEqual(issues(await later(forged)), [NOT_HIRED]);
      assert.equal(valid(await later(forged, { hiredAnyway: true, fields: { startDate: '2027-05-01' } })).person.lastName.value, 'Doe');
      Object.assign(rig().sandbox.flatchr.applicants[0]!, { status: 0 });
      assert.deepEqual(issues(await later(hire)), [NOT_HIRED]);
    });
  });

  describe('who it is', () => {
    const later = (hire: Hire, order: Partial<ValidateOrder> = {}) =>
      validate(hire, order, { info: { scheduledTimestampMs: rig().now - 60_000 } });
    const COUPLE = { lastname: 'Morel', email: 'morel@home.test' };

    for (const order of ['first', 'last'])
      it(`is the one whose names fit, of two of one vacancy that share an address, where that one applied ${order}`, async () => {
        const add = (firstname: string) => hireOf({ ...COUPLE, firstname, phone: firstname === 'Hugo' ? '0611111111' : '0622222222' });
        const hires = (order === 'first' ? ['Hugo', 'Anne'] : ['Anne', 'Hugo']).map(add);
        const { person } = valid(await validate(hires[order === 'first' ? 0 : 1]!));
        assert.deepEqual([person.firstName.value, person.phone?.value], ['Hugo', '+33611111111']);
      });

    it('is not whoever else has the address: after the lag a person is asked, and nobody is taken in silence', async () => {
      const hugo = hireOf({ ...COUPLE, firstname: 'Hugo' });
      const anne: Hire = { ...hugo, applicant: '777', candidate: { ...hugo.candidate, firstName: 'Anne' } };
      assert.equal((await failureOf(validate(anne))).type, 'FlatchrNotYetHired');
      const { problem } = await later(anne);
      assert.deepEqual(problem?.issues, [{ code: 'other-person', given: 'Hugo Morel' }]);
      assert.deepEqual(problem?.remedies, ['fields', 'retry', 'create-anyway']);
      const { person } = valid(await later(anne, { hiredAnyway: true }));
      assert.equal(person.firstName.value, 'Anne');
    });

    const renamed = (names: object, before: NewCandidate = {}) => {
      const hire = hireOf({ ...COUPLE, firstname: 'Hugo', ...before });
      Object.assign(rig().sandbox.flatchr.applicants.at(-1)!.candidate, names);
      return hire;
    };

    it('is the only one with the address and the first name, where the last name was put right since', async () => {
      assert.equal(valid(await validate(renamed({ lastname: 'Maurel' }))).person.lastName.value, 'Maurel');
    });

    it('is the only one with the address, where first and last name were exchanged since', async () => {
      assert.equal(valid(await validate(renamed({ firstname: 'Morel', lastname: 'Hugo' }))).person.lastName.value, 'Hugo');
    });

    it('is asked about where the phone tells against it, and taken by the names that a person gives', async () => {
      const hire = renamed({ lastname: 'Maurel', phone: '0699999999' }, { phone: '0611111111' });
      assert.deepEqual(issues(await later(hire)), [['other-person', undefined]]);
      assert.equal(valid(await validate(hire, { fields: { lastName: 'Maurel' } })).person.phone?.value, '+33699999999');
    });

    it('is the one with the id, whatever the names', async () => {
      const hire = renamed({ firstname: 'Anne', lastname: 'Maurel' });
      const { encoded } = rig().sandbox.flatchr.applicants.at(-1)!;
      assert.equal(valid(await validate({ ...hire, applicant: encoded })).person.firstName.value, 'Anne');
    });

    it('is found however the name is damaged or the address wrapped', async () => {
      const hire = hireOf({ firstname: 'Hélène', lastname: 'Morel', email: 'helene@home.test' });
      const candidate = { ...hire.candidate, firstName: 'H&eacute;l&egrave;ne', lastName: 'MOREL (née Petit)', email: 'helene@home.test' };
      assert.equal(valid(await validate({ ...hire, candidate })).person.firstName.value, 'Hélène');
    });

    it('is nobody in particular where the body has no names and two share the address', async () => {
      const [, hire] = ['Hugo', 'Anne'].map((firstname) => hireOf({ ...COUPLE, firstname }));
      const nameless: Hire = { ...hire!, candidate: { email: COUPLE.email } };
      assert.deepEqual(issues(await validate(nameless)), [['ambiguous', undefined]]);
    });

    it('stands in the vacancy of the drag', async () => {
      hireOf({ ...COUPLE, firstname: 'Hugo', phone: '0622222222', vacancy: 'Accountant' });
      const hire = hireOf({ ...COUPLE, firstname: 'Hugo', phone: '0611111111' });
      const withoutId: Hire = { ...hire, vacancy: { ...hire.vacancy, id: undefined } };
      assert.equal(valid(await validate(withoutId)).person.phone?.value, '+33611111111');
    });
  });

  it('judges a row that does not say whether it is hired by the title of its column', async () => {
    const { flatchr } = rig().connection;
    assert.ok(flatchr);
    const old = {
      ...flatchr,
      search: async (...who: Parameters<typeof flatchr.search>) =>
        (await flatchr.search(...who)).map((row) => ({ ...row, hired: undefined })),
    };
    const hire = rig().hire(CAMILLE);
    const surroundings = { connection: { ...rig().connection, flatchr: old }, info: { scheduledTimestampMs: rig().now - 60_000 } };
    valid(await validate(hire, {}, surroundings));
    rig().sandbox.flatchr.drag(CAMILLE, 691);
    assert.deepEqual(issues(await validate(hire, {}, surroundings)), [['not-hired', undefined]]);
  });

  describe('what Flatchr refuses for good does not stop the hire', () => {
    const refuse = (path: string, status: number) => rig().sandbox.faults.add({ system: 'flatchr', path, action: { answer: { status } } });

    for (const status of [403, 404, 405, 410]) {
      it(`vacancy ${status}: what the webhook tells is taken, and said`, async () => {
        const hire = rig().hire(CAMILLE);
        refuse('/flatchr/vacancy/', status);
        const { person, offer } = valid(await validate(hire));
        assert.equal(person.email.value, 'camille.martin@acme.example');
        assert.deepEqual(offer, { title: 'Sales executive', reference: 'REF-2101', departments: [], contractType: ['1'], unread: true });
      });

      for (const path of ['/traits', '/tags'])
        it(`${path} ${status}: the other values are taken, and said to be others`, async () => {
          const hire = rig().hire(CAMILLE);
          refuse(path, status);
          const { person } = valid(await validate(hire));
          assert.deepEqual(person.email.flags, ['personal-email', 'tag-unread']);
          assert.deepEqual(person.startDate.flags, ['date-of-switch', 'tag-unread']);
        });
    }

    it('what an earlier round has read is kept', async () => {
      const hire = rig().hire(CAMILLE);
      const first = await validate(hire);
      refuse('/flatchr/vacancy/', 404);
      refuse('/traits', 404);
      assert.deepEqual(valid(await validate(hire, { earlier: first.reading })), valid(first));
    });

    it('what an earlier round has read is kept also from one that ended in a question', async () => {
      const hire = hireOf({ lastname: null, traits: { [START]: '2027-03-01', 'Email pro': 'ada@acme.test' } });
      const { problem, reading } = await validate(hire);
      assert.equal(problem?.code, 'missing');
      refuse('/flatchr/vacancy/', 410);
      refuse('/tags', 403);
      const { person, offer } = valid(await validate(hire, { fields: { lastName: 'Byron' }, earlier: reading }));
      assert.deepEqual([person.startDate.value, person.email.value, offer.departments], ['2027-03-01', 'ada@acme.test', ['Ventes']]);
    });

    it('what an earlier round has read is kept also where a person says that it is a hire', async () => {
      const hire = rig().hire(CAMILLE);
      const { done, reading } = await validate(hire);
      refuse('/search/', 404);
      const { person, offer } = valid(await validate(hire, { hiredAnyway: true, earlier: reading }));
      assert.deepEqual([person.startDate, person.email, offer], [done?.person.startDate, done?.person.email, done?.offer]);
    });

    it('says what was not read where a person says that it is a hire, and nothing was read before', async () => {
      const hire = rig().hire(CAMILLE);
      refuse('/search/', 404);
      const { person, offer } = valid(await validate(hire, { hiredAnyway: true }));
      assert.deepEqual([offer.unread, person.email.flags], [true, ['personal-email', 'tag-unread']]);
    });

    it('says so of the vacancy, too, where the body does not tell which one it is', async () => {
      const hire = rig().hire(CAMILLE);
      assert.equal(valid(await validate({ ...hire, vacancy: { ...hire.vacancy, id: undefined } })).offer.unread, true);
    });

    it('contract types: the id is taken', async () => {
      const vacancy = rig().sandbox.flatchr.addVacancy({ title: 'Cook', contractTypeId: 99 }).encoded;
      const hire = hireOf({ vacancy });
      refuse('/contracts', 404);
      assert.deepEqual(valid(await validate(hire)).offer.contractType, ['99']);
    });

    for (const status of [404, 405, 410])
      it(`search ${status}: a person is asked whether it is a hire, at once`, async () => {
        const hire = rig().hire(CAMILLE);
        refuse('/search/', status);
        assert.deepEqual(issues(await validate(hire)), [['search-refused', undefined]]);
      });

    it('but a key without the right to search is trouble for the operators', async () => {
      refuse('/search/', 403);
      const failure = await failureOf(validate(rig().hire(CAMILLE)));
      assert.deepEqual([failure.type, failure.nextRetryDelay], ['FlatchrUnauthorized', 60_000]);
    });
  });

  describe('trouble with Flatchr is waited for, and the body never taken in its place', () => {
    it('key refused', async () => {
      rig().sandbox.faults.add({ system: 'flatchr', action: { answer: { status: 401, message: 'camille' } } });
      for (const hiredAnyway of [false, true]) {
        const failure = await failureOf(validate(rig().hire(CAMILLE), { hiredAnyway }));
        assert.deepEqual([failure.type, failure.nextRetryDelay], ['FlatchrUnauthorized', 60_000]);
      }
    });

    for (const answer of [{ status: 500 }, { status: 429 }, 'stall', 'reset', 'truncated', 'html', 'wrong-json'] as const)
      it(JSON.stringify(answer), async () => {
        rig().sandbox.faults.add({ system: 'flatchr', action: { answer } });
        for (const hiredAnyway of [false, true])
          assert.equal((await failureOf(validate(rig().hire(CAMILLE), { hiredAnyway }))).type, 'FlatchrUnavailable');
      });

    it('tags that cannot be read', async () => {
      rig().sandbox.faults.add({ system: 'flatchr', path: '/traits', action: { answer: { status: 500 } } });
      assert.equal((await failureOf(validate(rig().hire(CAMILLE)))).type, 'FlatchrUnavailable');
    });
  });

  it('knows no connection that is not configured', async () => {
    const failure = await failureOf(validate({ ...rig().hire(CAMILLE), connection: 'gone' }));
    assert.equal(failure.type, 'ConnectionUnknown');
  });
});

for (const hiredColumn of ['entretien', '693'])
  describe(`validateHire with the hired column ${hiredColumn}`, () => {
    const rig = useActivities((settings) => ({ ...settings, flatchr: { ...settings.flatchr, hiredColumns: [hiredColumn] } }));
    const validate = (hire: Hire) =>
      rig().run(
        'validateHire',
        { hire, fields: {}, hiredAnyway: false, startedAt: '2027-01-04T09:00:00Z' },
        { info: { scheduledTimestampMs: rig().now - 60_000 } },
      );

    it('takes a candidate who stands there, and no other', async () => {
      const hire = rig().hire(CAMILLE, 693);
      valid(await validate(hire));
      rig().sandbox.flatchr.drag(CAMILLE, 695);
      assert.deepEqual(issues(await validate(hire)), [['not-hired', undefined]]);
    });
  });

describe('validateHire of a candidate who was moved out of the hired column', () => {
  const rig = useActivities();
  const START_MS = Date.UTC(2027, 0, 4, 9);
  const asked = async (left: Left, more: Partial<ValidateOrder> = {}, surroundings: Surroundings = {}) => {
    const hire = rig().hire(CAMILLE);
    const order = { hire, fields: {}, hiredAnyway: false, startedAt: '2027-01-04T09:00:00Z', left, ...more };
    return (await rig().run('validateHire', order, surroundings)).problem?.code;
  };
  const withoutKey = (): Surroundings => ({ connection: { ...rig().connection, flatchr: undefined } });
  const secondsAgo = (seconds: number): Left => ({ at: new Date(START_MS - 1_000 * seconds).toISOString() });

  it('asks at once, although the search does not show it yet', async () => {
    rig().now = START_MS;
    assert.equal(await asked(secondsAgo(10)), 'not-hired');
  });

  it('goes on where Flatchr shows the candidate in the hired column some time later', async () => {
    rig().now = START_MS;
    assert.equal(await asked(secondsAgo(31)), undefined);
    assert.equal(await asked({}), undefined);
  });

  it('asks at once where Flatchr shows it, too', async () => {
    const hire = rig().hire(CAMILLE);
    await rig().sandbox.flatchr.move(CAMILLE, 691);
    const order = { hire, fields: {}, hiredAnyway: false, startedAt: '2027-01-04T09:00:00Z', left: {} };
    assert.equal((await rig().run('validateHire', order)).problem?.code, 'not-hired');
  });

  it('asks without a key, however long ago, until a person says that the hire goes on', async () => {
    rig().now = START_MS;
    assert.equal(await asked(secondsAgo(100_000), {}, withoutKey()), 'not-hired');
    assert.equal(await asked({}, {}, withoutKey()), 'not-hired');
    assert.equal(await asked({}, { hiredAnyway: true }, withoutKey()), undefined);
  });
});

describe('validateHire without a Flatchr key', () => {
  const rig = useActivities((settings) => ({ ...settings, country: 'DE', timeZone: 'Europe/Berlin' }));

  const validate = (order: Omit<ValidateOrder, 'fields' | 'hiredAnyway'>) =>
    rig().run('validateHire', { fields: {}, hiredAnyway: false, ...order }, { connection: { ...rig().connection, flatchr: undefined } });

  it('takes the body alone', async () => {
    const hire = rig().hire(CAMILLE);
    rig().sandbox.faults.add({ system: 'flatchr', action: { answer: 'reset' } });
    const typed: Hire = { ...hire, candidate: { ...hire.candidate, phone: '030 901820' } };
    const { person, offer } = valid(await validate({ hire: typed, startedAt: '2027-01-04T09:00:00Z' }));
    assert.deepEqual(person, {
      lastName: { value: 'Martin', origin: 'flatchr' },
      firstName: { value: 'Camille', origin: 'flatchr' },
      email: { value: 'camille.martin@example.org', origin: 'flatchr', flags: ['personal-email'] },
      phone: { value: '+4930901820', origin: 'flatchr' },
      startDate: { value: '2027-01-04', origin: 'switch-date', flags: ['date-of-switch'] },
    });
    assert.deepEqual(offer, { title: 'Sales executive', reference: 'REF-2101', departments: [], contractType: ['1'] });
    assert.deepEqual(rig().sandbox.faults.active[0]?.seen, 0);
  });

  it('takes the workflow start for the day of the switch where the body tells none', async () => {
    const hire = { ...rig().hire(CAMILLE), switchedAt: undefined };
    const result = await validate({ hire, startedAt: '2027-01-03T23:30:00Z' });
    assert.equal(valid(result).person.startDate.value, '2027-01-04');
  });
});
