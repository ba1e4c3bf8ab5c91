import assert from 'node:assert/strict';
import { CorrectionRefusedError } from '../../src/client.js';
import type { Correction } from '../../src/hire/correction.js';
import { Rig } from '../support/rig.js';

describe('answering a problem', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 9 }));

  const retry = { kind: 'retry', by: 'Anna' } as const;

  async function waiting(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Lena', lastname, vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    return id;
  }

  async function refusal(id: string, correction: unknown): Promise<readonly string[]> {
    // Wrong on purpose: what a program without our types may send.
    const error: unknown = await rig.hires.correct(id, correction as Correction).catch((reason: unknown) => reason);
    assert.ok(error instanceof CorrectionRefusedError, 'it was taken');
    for (const { rule, remedy } of error.errors) assert.ok(rule && remedy);
    return error.errors.map(({ path }) => path);
  }

  async function updateEvents(id: string): Promise<number> {
    const { events = [] } = await rig.handle(id).fetchHistory();
    return (events ?? []).filter(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => accepted).length;
  }

  it('refuses wrong shapes at once, names each path, and leaves no event', async () => {
    const id = await waiting('Shapes');
    const wrong: [unknown, string[]][] = [
      [null, ['']],
      ['retry', ['']],
      [{}, ['kind', 'by']],
      [{ kind: 'fields', by: 'Anna' }, ['fields']],
      [
        { kind: 'fields', by: ' ', fields: { email: 7, startDate: '2027-02-30', city: 'x' } },
        ['by', 'fields.email', 'fields.startDate', 'fields.city'],
      ],
      [{ kind: 'fields', by: 'Anna', fields: { department: 0 } }, ['fields.department']],
      [{ kind: 'use-existing', by: 'Anna', employeeId: '5' }, ['employeeId']],
      [{ kind: 'abandon', by: 'Anna' }, ['reason']],
      [{ ...retry, surprise: 1 }, ['surprise']],
      [{ ...retry, problem: '1' }, ['problem']],
    ];
    for (const [correction, paths] of wrong) assert.deepEqual(await refusal(id, correction), paths, JSON.stringify(correction));
    assert.equal(await updateEvents(id), 0);
    assert.equal((await rig.hires.state(id)).problem?.number, 1);

    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'shapes@example.org' } });
    assert.equal(await updateEvents(id), 1);
    await rig.untilStatus(id, 'created');
  });

  it('refuses an answer to another problem, of a kind that does not help, or when nothing waits', async () => {
    const id = await waiting('States');
    assert.deepEqual(await refusal(id, { ...retry, problem: 2 }), ['problem']);
    await assert.rejects(rig.hires.correct(id, { ...retry, problem: 2 }), /look at problem 1/);
    assert.deepEqual(await refusal(id, { kind: 'create-anyway', by: 'Anna' }), ['kind']);
    assert.deepEqual(await refusal(id, { kind: 'use-existing', by: 'Anna', employeeId: 384 }), ['kind']);

    rig.sandbox.faults.add({ system: 'lucca', method: 'GET', action: { delayMs: 1_000 } });
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields: { email: 'states@example.org' } });
    await assert.rejects(rig.hires.correct(id, retry), /nothing waits for an answer now/);
    await assert.rejects(rig.hires.correct(id, { ...retry, problem: 1 }), /1 is not the current one \(nothing waits/);
    rig.sandbox.faults.clear();
    await rig.untilStatus(id, 'created');
  });

  it('takes one of two answers that race, and tells the other', async () => {
    const id = await waiting('Race');
    const answer = (email: string) => rig.hires.correct(id, { kind: 'fields', by: email, problem: 1, fields: { email } });
    const results = await Promise.allSettled([answer('race1@example.org'), answer('race2@example.org')]);
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const { corrections } = await rig.untilStatus(id, 'created');
    assert.equal(corrections.length, 1);
    const mails = rig.sandbox.lucca.users.flatMap(({ mail }) => (mail.startsWith('race') ? [mail] : []));
    assert.deepEqual(mails, [corrections[0]?.correction.by]);
  });

  it('takes one of three answers that race by page, update and signal, and tells the others', async () => {
    const id = await waiting('Derby');
    rig.sandbox.faults.add({ system: 'lucca', action: { delayMs: 500 } }); // it is still under way when the last of them comes
    const { runId: run } = await rig.handle(id).describe();
    const reader = rig.links.readerOf('rh@sandbox.example');
    const page = `${rig.webUrl}/h/${await rig.links.sign({ hire: id, run, problem: 1, reader, follows: false })}`;
    const fields = (by: string) => ({ kind: 'fields', by, problem: 1, fields: { email: `derby.${by}@example.org` } }) as const;
    const [byPage, byUpdate] = await Promise.allSettled([
      fetch(page, { method: 'POST', body: new URLSearchParams({ kind: 'fields', email: 'derby.page@example.org' }) }),
      rig.hires.correct(id, fields('update')),
      rig.signal(id, fields('signal')),
    ]);
    const { corrections } = await rig.until(id, (state) => state.corrections.length > 0 && state.draft.email !== undefined);
    const [winner, ...others] = corrections.map(({ correction }) => correction.by);
    assert.deepEqual(others, []);
    const won = winner === 'rh@sandbox.example' ? 'page' : winner;
    if (won !== 'update') assert.equal(byUpdate.status === 'rejected' && (byUpdate.reason as Error).name, 'CorrectionRefusedError');
    if (won !== 'signal')
      await rig.until(id, ({ ignoredSignal }) => ignoredSignal?.startsWith('problem: 1 is not the current one') === true);
    assert.ok(byPage.status === 'fulfilled' && byPage.value.ok);
    assert.match(await byPage.value.text(), new RegExp(`Réponse donnée par ${winner}`), 'the page says who was faster');
    rig.sandbox.faults.clear();
    const { draft } = await rig.untilStatus(id, 'created');
    assert.equal(draft.email?.value, `derby.${won}@example.org`);
  });

  it('fixes the login once an employee may exist with it', async () => {
    const id = await rig.hire({ firstname: 'Lena', lastname: 'Login', email: 'login@example.org' });
    await rig.untilStatus(id, 'created');
    rig.sandbox.faults.add({ system: 'lucca', method: 'PATCH', path: 'work-contracts', times: 1, action: { answer: { status: 400 } } });
    const second = await rig.hire({ firstname: 'Lars', lastname: 'Login', email: 'lars@example.org' });
    await rig.untilProblem(second, 'contract-rejected');
    assert.deepEqual(await refusal(second, { kind: 'fields', by: 'Anna', fields: { login: 'other' } }), ['fields.login']);
    await rig.hires.correct(second, retry);
    const { draft } = await rig.untilStatus(second, 'created');
    assert.equal(draft.login?.value, 'lars.login', 'the first format was taken');
  });

  it('refuses what can no longer reach Lucca once the employee exists, by update and by signal, and takes the contract type', async () => {
    rig.sandbox.faults.add({ system: 'lucca', method: 'PATCH', path: 'work-contracts', times: 1, action: { answer: { status: 400 } } });
    const id = await rig.hire({ firstname: 'Lena', lastname: 'Contract', email: 'contract@example.org' });
    await rig.untilProblem(id, 'contract-rejected');
    const others = { kind: 'fields', by: 'Anna', fields: { contractType: 2, email: 'new@example.org', startDate: '2027-05-01' } } as const;
    assert.deepEqual(await refusal(id, others), ['fields.email', 'fields.startDate']);
    await assert.rejects(rig.hires.correct(id, others), /the employee exists \(change it in Lucca\)/);
    await rig.signal(id, others);
    const { ignoredSignal, problem } = await rig.until(id, (state) => state.ignoredSignal !== undefined);
    assert.match(ignoredSignal ?? '', /^fields\.email: the employee exists/);
    assert.equal(problem?.number, 1);

    await rig.signal(id, { kind: 'fields', by: 'Anna', fields: { contractType: 2 } });
    const { draft } = await rig.untilStatus(id, 'created');
    assert.deepEqual([draft.contractType?.value, draft.email?.value], [2, 'contract@example.org']);
  });

  it('ignores a wrong signal, says why, and goes on waiting', async () => {
    const id = await waiting('Signal');
    for (const payload of [null, 'retry', 42, [], { kind: 'fields', by: 'Anna', fields: { email: 5 } }]) await rig.signal(id, payload);
    const { ignoredSignal, problem } = await rig.until(id, (state) => state.ignoredSignal?.includes('fields.email') === true);
    assert.equal(problem?.number, 1);
    assert.match(ignoredSignal ?? '', /^fields\.email: must be a text/);
    assert.match(await rig.currentDetails(id), /last signal was ignored:\*\* fields\.email/);

    await rig.signal(id, { kind: 'fields', by: 'Anna', fields: { email: 'signal@example.org' } });
    const created = await rig.untilStatus(id, 'created');
    assert.equal(created.ignoredSignal, undefined);
  });

  it('ignores a signal without a payload', async () => {
    const id = await waiting('Nothing');
    await rig.handle(id).signal('correction');
    await rig.until(id, (state) => state.ignoredSignal !== undefined);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'done' });
    await rig.untilFailed(id);
  });
});
