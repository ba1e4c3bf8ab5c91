import assert from 'node:assert/strict';
import type { FaultInput } from '../../sandbox/faults.js';
import { HireStatusAttribute } from '../../src/workflows/search-attributes.js';
import { eventually, Rig } from '../support/rig.js';

describe('technical trouble', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 19 }));

  /** Name of the step that waits the trouble out, and the type of its last failure. */
  async function pendingFailure(id: string): Promise<readonly (string | null | undefined)[]> {
    return await eventually('a pending activity with a failure', async () => {
      const { raw } = await rig.handle(id).describe();
      const pending = raw.pendingActivities?.find(({ lastFailure }) => lastFailure);
      return pending && [pending.activityType?.name, pending.lastFailure?.applicationFailureInfo?.type];
    });
  }

  /** Last names, so that the mails can be told apart. */
  const names = ['Anvil', 'Brook', 'Cedar', 'Dune', 'Ember', 'Fjord', 'Grove'];
  const cases: { what: string; fault: FaultInput; step: string; type: string; byHand?: boolean }[] = [
    {
      what: "Lucca's key refused",
      fault: { system: 'lucca', action: { answer: { status: 401 } } },
      step: 'resolveDefaults',
      type: 'LuccaUnauthorized',
      byHand: true,
    },
    {
      what: 'Lucca in maintenance',
      fault: { system: 'lucca', action: { answer: { status: 503, body: 'text' } } },
      step: 'resolveDefaults',
      type: 'LuccaUnavailable',
    },
    {
      what: 'Lucca answering a sign-in page',
      fault: { system: 'lucca', path: 'users', action: { answer: 'html' } },
      step: 'deriveLogin',
      type: 'LuccaUnavailable',
    },
    {
      what: "Flatchr's key refused",
      fault: { system: 'flatchr', action: { answer: { status: 401 } } },
      step: 'validateHire',
      type: 'FlatchrUnauthorized',
      byHand: true,
    },
    {
      what: 'Flatchr down',
      fault: { system: 'flatchr', action: { answer: { status: 503 } } },
      step: 'validateHire',
      type: 'FlatchrUnavailable',
    },
    {
      what: 'the mail server down',
      fault: { system: 'mail', method: 'MAIL', action: { answer: { status: 451 } } },
      step: 'notifyAdmin',
      type: 'MailNotDelivered',
    },
  ];
  for (const [index, { what, fault, step, type, byHand }] of cases.entries())
    it(`${what}: is visible, asks nobody, and passes by itself`, async () => {
      rig.sandbox.faults.add(fault);
      await rig.stopWorker(); // a worker keeps Lucca's lists for minutes: only a new one asks for them
      await rig.startWorker();
      const lastname = names[index] ?? assert.fail('a name for each case');
      const mail = `${lastname}@example.org`;
      const id = await rig.hire({ firstname: 'Theo', lastname, email: mail });
      assert.deepEqual(await pendingFailure(id), [step, type]);
      const { status, problem } = await rig.hires.state(id);
      assert.deepEqual([status, problem], ['in-progress', undefined]);
      const { typedSearchAttributes } = await rig.handle(id).describe();
      assert.equal(typedSearchAttributes.get(HireStatusAttribute), 'in-progress');
      assert.ok((await rig.currentDetails(id)).includes(`at \`${step}\``));

      rig.sandbox.faults.clear();
      if (byHand) assert.deepEqual(await rig.hires.retry(id, { by: 'it' }), { activities: 1 }); // by itself only after a minute
      const { corrections } = await rig.untilStatus(id, 'created');
      assert.deepEqual(corrections, []);
      assert.equal(rig.sandbox.lucca.users.filter((user) => user.mail === mail).length, 1);
      await rig.handle(id).result();
      assert.equal(rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname)).length, 1);
    });

  it('a quota used up for a moment: every hire waits for as long as Lucca asks, fails nothing, and goes on', async () => {
    const answer = { status: 429, retryAfter: 'seconds', retryAfterMs: 1_000 } as const;
    rig.sandbox.faults.add({ system: 'lucca', path: 'users', times: 3, action: { answer } });
    const mails = Array.from({ length: 10 }, (_, i) => `quota${i}@example.org`);
    const ids = await Promise.all(mails.map((email, i) => rig.hire({ firstname: 'Theo', lastname: `Quota${'abcdefghij'[i]}`, email })));
    for (const id of ids) await rig.untilStatus(id, 'created');
    assert.equal(rig.sandbox.lucca.ledger.filter(({ status }) => status === 429).length, 3);
    for (const email of mails) assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === email).length, 1);
    for (const id of ids) {
      const { events = [] } = await rig.handle(id).fetchHistory();
      const attempts = events?.flatMap(({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? []);
      assert.deepEqual(attempts, [1, 1, 1, 1, 1], 'attempts of the five steps');
    }
  });

  it('at the mail server does not keep a problem from being answered; the mails come later', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', action: { answer: { status: 451 } } });
    const id = await rig.hire({ firstname: 'Theo', lastname: 'Unheard', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    assert.deepEqual(await pendingFailure(id), ['notifyAdmin', 'MailNotDelivered']);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'unheard@example.org' } });
    await rig.until(id, ({ step, employee }) => step === 'notifyAdmin' && employee !== undefined);
    assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === 'unheard@example.org').length, 1);

    rig.sandbox.faults.clear();
    await rig.untilStatus(id, 'created');
    const [mail, ...more] = rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Unheard'));
    assert.ok(mail?.text.includes('employeeId='), 'the mail about the employee');
    assert.deepEqual(more, [], 'no mail about a problem that is solved');
  });

  it('with the very mail about a problem that is answered meanwhile stops nothing', async () => {
    rig.sandbox.faults.add(
      { system: 'mail', method: 'MAIL', times: 1, action: { delayMs: 700, answer: { status: 451 } } },
      { system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 1_500 } }, // the mail fails while the hire still goes on
    );
    const id = await rig.hire({ firstname: 'Theo', lastname: 'Crossing', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await eventually('the mail is under way', () => (rig.sandbox.faults.active[0]?.applied === 1 ? true : undefined));
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'crossing@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    const { events } = await rig.handle(id).fetchHistory();
    assert.deepEqual(
      events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed),
      [],
    );
  });

  it('does not stop a worker that is replaced: hires go on where they were', async () => {
    const id = await rig.hire({ firstname: 'Theo', lastname: 'Replaced', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await rig.stopWorker();
    await rig.signal(id, { kind: 'fields', by: 'Anna', fields: { email: 'replaced@example.org' } });
    await rig.startWorker();
    await rig.untilStatus(id, 'created', 25_000);
  });
});
