import assert from 'node:assert/strict';
import { HireProblemAttribute, HireStatusAttribute } from '../../src/workflows/search-attributes.js';
import { eventually, Rig } from '../support/rig.js';

describe('a value that only a person knows', () => {
  describe('without defaults', () => {
    let rig: Rig;
    before(async () => {
      rig = await Rig.start({ connection: (settings) => ({ ...settings, defaults: { contractType: 'CDI' } }) });
    });
    after(() => rig.stop({ replays: 2 }));

    it('parks the hire, tells the admin how to answer, and goes on by a plain signal', async () => {
      const id = await rig.hire({ firstname: 'Paula', lastname: 'Parked', email: 'paula@example.org', vacancy: 'Communications intern' });
      const problem = await rig.untilProblem(id, 'missing');
      assert.deepEqual(
        problem.issues.map(({ code, field }) => `${code} ${field}`),
        ['missing establishment', 'missing department', 'missing primaryRole'],
      );

      const mail = await eventually('the mail', () => rig.sandbox.mail.messages.find(({ subject }) => subject.includes('Paula Parked')));
      assert.match(mail.text, /Siège/, 'the choices');
      assert.ok(mail.text.includes(id), 'which hire');

      const waiting = await rig.handle(id).describe();
      assert.equal(waiting.typedSearchAttributes.get(HireStatusAttribute), 'awaiting-correction');
      assert.equal(waiting.typedSearchAttributes.get(HireProblemAttribute), 'missing');
      const { waitingSince, event, ending, order, ...memo } = waiting.memo ?? {};
      assert.deepEqual(memo, {
        left: false,
        person: 'Paula Parked',
        vacancy: 'Communications intern',
        problem: {
          number: 1,
          code: 'missing',
          step: 'resolveDefaults',
          issues: ['establishment', 'department', 'primaryRole'].map((field) => ({ code: 'missing', field })),
        },
      });
      for (const at of [waitingSince, event]) assert.ok(Date.parse(String(at)) <= Date.now());
      assert.equal(ending, false);
      assert.deepEqual(order, (await rig.hires.state(id)).order);

      const details = await rig.currentDetails(id);
      assert.match(details, /\*\*awaiting-correction\*\*/);
      assert.match(details, /field `establishment`/);
      assert.deepEqual(await rig.exampleAnswer(id), {
        kind: 'fields',
        by: 'your name',
        problem: 1,
        fields: { establishment: '…', department: '…', primaryRole: '…' },
      });
      assert.doesNotMatch(details, /Paula|Parked/);

      await rig.signal(id, { kind: 'fields', by: 'Anna', fields: { establishment: 'siege', department: 'service  it', primaryRole: 55 } });
      const { draft, corrections } = await rig.untilStatus(id, 'created');
      assert.deepEqual(
        [draft.establishment, draft.department, draft.primaryRole].map((one) => [one?.value, one?.origin]),
        [
          [1, 'correction'],
          [14, 'correction'],
          [55, 'correction'],
        ],
      );
      assert.deepEqual(
        corrections.map(({ problem, correction: { kind, by } }) => ({ problem, kind, by })),
        [{ problem: 1, kind: 'fields', by: 'Anna' }],
      );
      await rig.handle(id).result();
      const { typedSearchAttributes, memo: ended, status } = await rig.handle(id).describe();
      assert.equal(status.name, 'COMPLETED');
      assert.equal(typedSearchAttributes.get(HireStatusAttribute), 'created');
      assert.equal(typedSearchAttributes.get(HireProblemAttribute), undefined);
      assert.deepEqual([ended?.['problem'], ended?.['waitingSince']], [undefined, undefined]);
      assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === 'paula@example.org').length, 1);
    });

    it('asks again, under a new number, when Lucca has nothing of the name given', async () => {
      // An answer that is faster than the mail of its problem takes the mail back: the test answers what it has read.
      const mails = (count: number) =>
        eventually('a mail for each problem and for the employee', () =>
          rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Wanda Wrong')).length === count ? true : undefined,
        );
      const id = await rig.hire({ firstname: 'Wanda', lastname: 'Wrong', email: 'wanda@example.org' });
      await rig.untilProblem(id, 'missing');
      await mails(1);
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { establishment: 'Paris', primaryRole: 'Collaborateur' } });

      const second = await rig.untilProblem(id, 'unknown', 2);
      assert.deepEqual(
        second.issues.map(({ field, given, choices }) => ({ field, given, choices: choices?.map(({ name }) => name) })),
        [{ field: 'establishment', given: 'Paris', choices: ['Siège', 'Lyon'] }],
        'the role of the first answer still counts, and an archived establishment is no choice',
      );
      await mails(2);
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 2, fields: { establishment: 'Lyon' } });
      await rig.untilStatus(id, 'created');
      assert.equal(rig.sandbox.lucca.users.find(({ mail }) => mail === 'wanda@example.org')?.legalEntityId, 2);
      await mails(3);
    });
  });

  describe('on the board of the sandbox', () => {
    let rig: Rig;
    before(async () => void (rig = await Rig.start()));
    after(() => rig.stop({ replays: 7 }));

    const cases = [
      { applicant: 5002, who: 'no e-mail: found by names', code: 'missing', field: 'email', fields: { email: 'louis@acme.example' } },
      { applicant: 5003, who: 'a department that Lucca lacks', code: 'unknown', field: 'department', fields: { department: 'Service IT' } },
      { applicant: 5011, who: 'a head who has left', code: 'head-left', field: 'department', fields: { department: 'RH' } },
      { applicant: 5012, who: 'two departments of one name', code: 'ambiguous', field: 'department', fields: { department: 41 } },
      {
        applicant: 5013,
        who: 'a contract type without a mapping',
        code: 'unmapped',
        field: 'contractType',
        fields: { contractType: 'CDD' },
      },
    ] as const;
    for (const { applicant, who, code, field, fields } of cases)
      it(`${who}: created by the correction one would give`, async () => {
        const id = await rig.drag(applicant);
        const problem = await rig.untilProblem(id, code);
        assert.deepEqual(
          problem.issues.map((issue) => issue.field),
          [field],
        );
        await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields });
        const { draft } = await rig.untilStatus(id, 'created');
        assert.equal(draft[field]?.origin, 'correction');
      });

    it('keeps what was read before the question where Flatchr does not show it any more', async () => {
      const id = await rig.hire({ firstname: 'Vera', lastname: 'Kept', traits: { 'Email pro': 'vera at acme' }, vacancy: 'Developer' });
      await rig.untilProblem(id, 'unusable');
      for (const path of ['/flatchr/vacancy/', '/traits'])
        rig.sandbox.faults.add({ system: 'flatchr', path, times: 1, action: { answer: { status: 404 } } });
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields: { email: 'vera@acme.example' } });
      const { draft } = await rig.untilStatus(id, 'created');
      assert.deepEqual([draft.department?.label, draft.department?.origin], ['Service IT', 'flatchr']);
    });

    it('asks for all that is missing at once, and takes it in one answer', async () => {
      const id = await rig.hire({ firstname: '–', lastname: 'Several', email: 'sven at example', traits: { "Date d'entrée": 'soon' } });
      const problem = await rig.untilProblem(id, 'unusable');
      assert.deepEqual(
        problem.issues.map(({ code, field }) => `${code} ${field}`),
        ['unusable firstName', 'unusable email', 'unusable startDate'],
      );
      await rig.signal(id, {
        kind: 'fields',
        by: 'Anna',
        fields: { firstName: 'Sven', email: 'sven@example.org', startDate: '2027-05-03', phone: '0612345678', login: 'sven1' },
      });
      await rig.untilStatus(id, 'created');
      const user = rig.sandbox.lucca.users.find(({ mail }) => mail === 'sven@example.org');
      assert.deepEqual(
        [user?.firstName, user?.login, user?.personalMobile, user?.dtContractStart],
        ['Sven', 'sven1', '+33612345678', '2027-05-03T00:00:00'],
      );
    });
  });
});
