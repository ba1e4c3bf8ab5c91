import assert from 'node:assert/strict';
import type { Fields } from '../../../src/hire/correction.js';
import type { Hire } from '../../../src/hire/hire.js';
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
  const personOf = async (candidate: NewCandidate, fields: Fields = {}) => valid(await validate(hireOf(candidate), { fields })).person;

  it('takes person, offer and start date from Flatchr, with tags', async () => {
    const { person, offer } = valid(await validate(rig().hire(CAMILLE)));
    assert.deepEqual(person, {
      lastName: { value: 'Martin', origin: 'flatchr' },
      firstName: { value: 'Camille', origin: 'flatchr' },
      email: { value: 'camille.martin@acme.example', origin: 'flatchr' },
      phone: { value: '+33612345678', origin: 'flatchr' },
      startDate: { value: '2027-02-15', origin: 'flatchr' },
    });
    assert.deepEqual(offer, { title: 'Sales executive', reference: 'REF-2101', departments: ['Ventes'], contractType: ['1', 'CDI'] });
  });

  it('believes Flatchr, not the body', async () => {
    const hire = rig().hire(CAMILLE);
    const { person, offer } = valid(
      await validate({
        ...hire,
        candidate: { ...hire.candidate, lastName: 'Forged', phone: '+33 6 99 99 99 99' },
        vacancy: { ...hire.vacancy, title: 'Forged', startDate: '2030-01-01' },
      }),
    );
    assert.doesNotMatch(JSON.stringify({ person, offer }), /Forged|9999|2030/);
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
        assert.deepEqual(issues(result), [['not-hired', undefined]]);
        assert.deepEqual(result.problem?.remedies, ['retry', 'create-anyway']);
        assert.equal(valid(await validate(hire, { hiredAnyway: true }, { info })).person.email.value, 'ada@home.test');
      });
    }

    it('takes the hired one of two applications of one person', async () => {
      rig().sandbox.flatchr.add({ ...SOMEONE, phone: '0611111111' });
      const { person } = valid(await validate(hireOf({ phone: '0622222222' })));
      assert.equal(person.phone?.value, '+33622222222');
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

    it('may be one whose vacancy is gone', async () => {
      const hire = rig().hire(CAMILLE);
      rig().sandbox.faults.add({ system: 'flatchr', path: '/flatchr/vacancy/', action: { answer: { status: 404 } } });
      assert.equal((await failureOf(validate(hire))).type, 'FlatchrNotYetHired');
      assert.deepEqual(issues(await later(hire)), [NOT_HIRED]);
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
