import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Taken } from '../../src/client/drags.js';
import { deleteEmployee, editCandidate, endContract } from '../support/edits.js';
import { eventually, Rig } from '../support/rig.js';

describe('a candidate who is dragged to the hired column again', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 25 }));

  const users = (lastname: string) => rig.sandbox.lucca.users.filter(({ lastName }) => lastName === lastname);
  const mails = (lastname: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname));
  const applicantOf = (id: string) => id.split('/').at(-1) ?? '';
  const kinds = async (id: string) => (await rig.hires.state(id)).story.map(({ kind }) => kind);

  async function dragAgain(id: string): Promise<Taken> {
    const { status, body } = await rig.post(rig.sandbox.flatchr.drag(applicantOf(id)));
    assert.equal(status, 202);
    return body as Taken;
  }

  async function waiting(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Emil', lastname, vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await rig.until(id, ({ story }) => story.some(({ kind }) => kind === 'told'));
    return id;
  }

  async function created(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Emil', lastname, email: `${lastname}@example.org` });
    await rig.handle(id).result();
    return id;
  }

  describe('while the hire waits for a person', () => {
    it('goes on by itself with what was put right in Flatchr', async () => {
      const id = await waiting('Mended');
      editCandidate(rig.sandbox, applicantOf(id), { email: 'mended@example.org' });
      assert.deepEqual(await dragAgain(id), { hire: id, started: false, outcome: 'news' });
      await rig.handle(id).result();
      assert.deepEqual(await kinds(id), ['hired', 'problem', 'told', 'dragged-again', 'created', 'told']);
      assert.deepEqual([users('Mended').length, mails('Mended').length], [1, 2]);
    });

    it('keeps what people corrected', async () => {
      const id = await rig.hire({ firstname: 'Emil', lastname: '42', vacancy: 'Developer' });
      await rig.untilProblem(id, 'unusable');
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { lastName: 'Kept' } });
      await rig.untilProblem(id, 'missing', 2);
      editCandidate(rig.sandbox, applicantOf(id), { email: 'kept@example.org' });
      await dragAgain(id);
      await rig.handle(id).result();
      assert.equal(users('Kept').length, 1);
    });

    it('asks the same question, since the same time and without a mail, where nothing changed', async () => {
      const id = await waiting('Same');
      const before = await rig.until(id, ({ next }) => next !== undefined);
      await dragAgain(id);
      await rig.until(id, ({ story, problem }) => problem !== undefined && story.some(({ kind }) => kind === 'dragged-again'));
      const { problem, waitingSince, next, plan } = await rig.hires.state(id);
      assert.deepEqual([problem, waitingSince, next, plan], [before.problem, before.waitingSince, before.next, before.plan]);
      await sleep(300); // a mail takes less
      assert.equal(mails('Same').length, 1);
      assert.deepEqual(await kinds(id), ['hired', 'problem', 'told', 'dragged-again']);
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields: { email: 'same@example.org' } });
      await rig.handle(id).result();
    });

    it('asks anew where something else is missing now', async () => {
      const id = await waiting('Other');
      editCandidate(rig.sandbox, applicantOf(id), { email: 'other@example.org', firstname: '' });
      await dragAgain(id);
      const { issues } = await rig.untilProblem(id, 'missing', 2);
      assert.deepEqual(
        issues.map(({ field }) => field),
        ['firstName'],
      );
      await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'enough' });
      await rig.untilFailed(id);
    });

    it('ignores the same event, an older one, and what is no order at all', async () => {
      const id = await waiting('Odd');
      const { order } = await rig.hires.state(id);
      const [, connection, applicant] = id.split('/');
      const odd = [
        undefined,
        null,
        17,
        'x'.repeat(1_000_000),
        [],
        {},
        { ...order, applicant: 'another' },
        { ...order, candidate: null },
        { ...order, switchedAt: 'yesterday' },
        order,
        { ...order, switchedAt: '2001-01-01T00:00:00.000Z', candidate: { email: 'old@example.org' } },
        { connection, applicant, switchedAt: order.switchedAt, candidate: { email: 17 }, vacancy: { junk: 'x'.repeat(5_000) } },
      ];
      for (const payload of odd) await rig.handle(id).signal('drag', payload);
      await rig.handle(id).signal('drag');
      await rig.handle(id).signal('nobody knows this one', 'x');
      const state = await rig.hires.state(id);
      assert.deepEqual([state.problem?.number, state.order], [1, order]);
      assert.deepEqual(await kinds(id), ['hired', 'problem', 'told']);
      await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'enough' });
      await rig.untilFailed(id);
    });
  });

  it('takes the new data while the hire sits out an outage', async () => {
    rig.sandbox.faults.add({ system: 'lucca', path: 'departments|roles|establishments|users', action: { answer: { status: 503 } } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Outage', email: 'outage@example.org' });
    await rig.until(id, ({ step }) => step === 'resolveDefaults');
    editCandidate(rig.sandbox, applicantOf(id), { lastname: 'Recovered' });
    assert.equal((await dragAgain(id)).outcome, 'news');
    rig.sandbox.faults.clear();
    await rig.hires.retryActivities(id);
    await rig.handle(id).result();
    assert.deepEqual([users('Outage').length, users('Recovered').length], [0, 1]);
  });

  it('does not disturb a creation under way', async () => {
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action: { delayMs: 1_000, when: 'after' } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Underway', email: 'underway@example.org' });
    await rig.until(id, ({ step }) => step === 'createEmployee');
    assert.equal((await dragAgain(id)).outcome, 'news');
    await rig.handle(id).result();
    assert.deepEqual([users('Underway').length, mails('Underway').length], [1, 1]);
  });

  describe('after the hire has ended with an employee', () => {
    it('does nothing while the employee is in Lucca, and says so', async () => {
      const id = await created('There');
      const [user] = users('There');
      const requests = rig.sandbox.lucca.ledger.length;
      assert.deepEqual(await dragAgain(id), { hire: id, started: true, outcome: 'started-anew' });
      const result = (await rig.handle(id).result()) as { status: string; employee: { id: number } };
      assert.deepEqual([result.status, result.employee.id], ['created', user?.id]);
      assert.deepEqual(await kinds(id), ['dragged-again', 'still-in-lucca']);
      assert.deepEqual([users('There').length, mails('There').length], [1, 1]);
      assert.equal(rig.sandbox.lucca.ledger.length - requests, 1, 'one look-up');

      await dragAgain(id); // and again, from what the second run recalled
      await rig.handle(id).result();
      assert.deepEqual([users('There').length, mails('There').length], [1, 1]);
    });

    it('asks where the employee is gone, and hires anew when a person says so', async () => {
      const id = await created('Gone');
      deleteEmployee(rig.sandbox, users('Gone')[0]?.id ?? 0);
      await dragAgain(id);
      const { remedies } = await rig.untilProblem(id, 'employee-gone');
      assert.deepEqual(remedies, ['create-anyway', 'retry']);
      await eventually('the question', () => mails('Gone')[1]);
      assert.match(mails('Gone')[1]?.text ?? '', /n.est plus dans Lucca[^]*Embaucher à nouveau[^]*C.était une erreur/);
      await rig.hires.correct(id, { kind: 'retry', by: 'Anna' });
      await rig.untilProblem(id, 'employee-gone', 2);
      await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
      const { status } = (await rig.handle(id).result()) as { status: string };
      assert.deepEqual([status, users('Gone').length], ['created', 1]);
    });

    it('asks where the employee is gone, and ends when it was a mistake', async () => {
      const id = await created('Mistake');
      deleteEmployee(rig.sandbox, users('Mistake')[0]?.id ?? 0);
      await dragAgain(id);
      await rig.untilProblem(id, 'employee-gone');
      await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'a mistake' });
      assert.deepEqual((await rig.untilFailed(id)).details, [{ mayExist: false }]);
      assert.equal(users('Mistake').length, 0);
    });

    it('shows who has left, and makes a new file beside the old one when a person says so', async () => {
      const id = await created('Left');
      const [first] = users('Left');
      endContract(rig.sandbox, first?.id ?? 0, '2020-01-31');
      await dragAgain(id);
      const { existing = [], remedies } = await rig.untilProblem(id, 'employee-gone');
      assert.deepEqual(
        existing.map((one) => [one.id, one.former]),
        [[first?.id, true]],
      );
      assert.deepEqual(remedies, ['create-anyway', 'use-existing', 'retry']);
      await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
      await rig.handle(id).result();
      assert.equal(new Set(users('Left').map(({ login }) => login)).size, 2);
    });

    it('looks after an employee that it was linked to as well', async () => {
      const id = await rig.hire({ firstname: 'Emil', lastname: 'Linked', vacancy: 'Developer' });
      await rig.untilProblem(id, 'missing');
      const other = users((await rig.hires.state(await created('Target'))).draft.lastName?.value ?? '')[0];
      rig.sandbox.faults.add({
        system: 'lucca',
        method: 'POST',
        path: 'users',
        times: 1,
        action: { answer: { status: 400, message: 'no' } },
      });
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'linked@example.org' } });
      await rig.untilProblem(id, 'lucca-rejected', 2);
      await rig.hires.correct(id, { kind: 'use-existing', by: 'Anna', employeeId: other?.id ?? 0 });
      await rig.handle(id).result();
      const before = mails('Linked').length;

      await dragAgain(id);
      assert.deepEqual(((await rig.handle(id).result()) as { status: string }).status, 'linked');
      assert.equal(mails('Linked').length, before);
      deleteEmployee(rig.sandbox, other?.id ?? 0);
      await dragAgain(id);
      await rig.untilProblem(id, 'employee-gone');
      await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'a mistake' });
      await rig.untilFailed(id);
    });
  });

  it('is a repeat when the same event comes again, however the hire has ended', async () => {
    const body = rig.sandbox.flatchr.drag(rig.sandbox.flatchr.add({ firstname: 'Emil', lastname: 'Repeat', vacancy: 'Developer' }).id);
    const { body: first } = await rig.post(body);
    const { hire: id } = first as Taken;
    await rig.untilProblem(id, 'missing');
    const repeat = { hire: id, started: false, outcome: 'repeat' };
    assert.deepEqual((await rig.post(body)).body, repeat);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'withdrew' });
    await rig.untilFailed(id);
    assert.deepEqual((await rig.post(body)).body, repeat);
    assert.equal((await dragAgain(id)).outcome, 'started-anew');
    await rig.untilProblem(id, 'missing');
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'withdrew' });
    await rig.untilFailed(id);
  });

  it('is one news and no second run, when the same new event comes many times at once', async () => {
    const id = await waiting('Burst');
    editCandidate(rig.sandbox, applicantOf(id), { email: 'burst@example.org' });
    const body = rig.sandbox.flatchr.drag(applicantOf(id));
    const answers = await Promise.all(Array.from({ length: 20 }, () => rig.post(body)));
    assert.ok(answers.every(({ body: answer }) => !(answer as Taken).started));
    await rig.handle(id).result();
    assert.equal((await kinds(id)).filter((kind) => kind === 'dragged-again').length, 1);
    assert.equal(users('Burst').length, 1);
  });

  it('begins anew as soon as the run that is being ended has ended', async () => {
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action: { delayMs: 1_500, answer: 'reset' } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Ending', email: 'ending@example.org' });
    await eventually('the request', () => rig.sandbox.lucca.ledger.find(({ method }) => method === 'POST') && true);
    await rig.until(id, ({ step }) => step === 'createEmployee');
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'withdrew' });
    editCandidate(rig.sandbox, applicantOf(id), { lastname: 'Ending Anew' });
    assert.deepEqual(await dragAgain(id), { hire: id, started: false, outcome: 'starts-anew-at-end' });
    await rig.untilStatus(id, 'created');
    assert.equal(users('Ending').length + users('Ending Anew').length, 1);
    const [begun] = (await rig.handle(id).fetchHistory()).events ?? [];
    const { HireStatus } = begun?.workflowExecutionStartedEventAttributes?.searchAttributes?.indexedFields ?? {};
    assert.equal(Buffer.from(HireStatus?.data ?? []).toString(), '"in-progress"', 'not what the run before it ended with');
  });

  it('is not lost when the workflow hears of it together with a cancellation', async () => {
    const id = await waiting('Cancelled');
    editCandidate(rig.sandbox, applicantOf(id), { email: 'cancelled@example.org' });
    await rig.stopWorker();
    await rig.handle(id).cancel();
    assert.equal((await dragAgain(id)).outcome, 'starts-anew-at-end');
    await rig.startWorker();
    await rig.untilStatus(id, 'created');
  });

  it('is not lost, at whatever moment the run ends', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, at) => {
        const id = await rig.hire({ firstname: 'Emil', lastname: `Moment ${at}`, vacancy: 'Developer' });
        await rig.untilProblem(id, 'missing');
        editCandidate(rig.sandbox, applicantOf(id), { email: `moment-${at}@example.org` });
        const abandoned = rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'withdrew' }).catch((error: unknown) => error);
        await sleep(at * 100);
        const { outcome } = await dragAgain(id);
        const refused = await abandoned;
        // An abandon that comes after the drag ends the hire for good, as a person wants it who has seen the drag.
        const state = await rig.until(id, ({ status }) => status === 'created' || status === 'abandoned');
        if (outcome !== 'news') assert.equal(state.status, 'created', outcome);
        return `${outcome}, ${state.status}${refused instanceof Error ? ', refused' : ''}`;
      }),
    );
    assert.ok(
      outcomes.some((outcome) => !outcome.startsWith('news')),
      outcomes.join('; '),
    );
  });
});
