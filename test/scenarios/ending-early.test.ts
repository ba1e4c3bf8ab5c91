import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { HireStatusAttribute } from '../../src/workflows/search-attributes.js';
import { eventually, Rig } from '../support/rig.js';

/** So many that some abandons meet a mail's result, at any speed of the machine. */
const MOMENTS = 12;

describe('a hire that a person ends', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 13 + MOMENTS }));

  const abandon = { kind: 'abandon', by: 'Anna', reason: 'withdrew' } as const;
  const users = (lastname: string) => rig.sandbox.lucca.users.filter(({ lastName }) => lastName === lastname);
  const mails = (lastname: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname));

  async function waiting(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Emil', lastname, vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await eventually('the problem mail', () => mails(lastname)[0]);
    return id;
  }

  async function dragAgain(id: string): Promise<unknown> {
    const [, , applicant = ''] = id.split('/');
    const { body } = await rig.post(rig.sandbox.flatchr.drag(applicant));
    return body;
  }

  async function untilRequest(method: string, path: RegExp, since: number): Promise<void> {
    await eventually(`${method} ${path.source}`, () =>
      rig.sandbox.lucca.ledger.slice(since).find((entry) => entry.method === method && path.test(entry.path)),
    );
  }

  it('fails as HireAbandoned without a mail, and a new drag starts it anew', async () => {
    const id = await waiting('Update');
    const first = await rig.handle(id).describe();
    await rig.hires.correct(id, { ...abandon, problem: 1 });
    const failure = await rig.untilFailed(id);
    assert.deepEqual([failure.type, failure.nonRetryable, failure.category], ['HireAbandoned', true, 'BENIGN']);
    assert.deepEqual(failure.details, [{ mayExist: false }]);
    const ended = await rig.handle(id).describe();
    assert.equal(ended.status.name, 'FAILED');
    assert.equal(ended.typedSearchAttributes.get(HireStatusAttribute), 'abandoned');
    assert.equal(mails('Update').length, 1, 'the problem alone');

    assert.deepEqual(await dragAgain(id), { hire: id, started: true, outcome: 'started-anew' });
    const again = await rig.handle(id).describe();
    assert.notEqual(again.runId, first.runId);
    await rig.untilProblem(id, 'missing');
    await eventually('its mail', () => mails('Update').length === 2); // an answer that is faster than the mail would take it back
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'update@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    assert.deepEqual(await dragAgain(id), { hire: id, started: true, outcome: 'started-anew' });
    await rig.handle(id).result();
    assert.equal(users('Update').length, 1);
    assert.equal(new Set(mails('Update').map(({ messageId }) => messageId)).size, 3, 'a new run writes mails of its own');
  });

  it('is ended also when the result of a mail comes at the same moment, and Temporal drops the first request', async () => {
    const abandoned = async (number: number) => {
      const id = await rig.hire({ firstname: 'Emil', lastname: `Moment ${number}`, vacancy: 'Developer' });
      await rig.untilProblem(id, 'missing');
      await rig.hires.correct(id, abandon); // not before the mail is out, and not after
      return (await rig.untilFailed(id)).type;
    };
    const types = await Promise.all(Array.from({ length: MOMENTS }, (_, number) => abandoned(number)));
    assert.deepEqual(new Set(types), new Set(['HireAbandoned']));
  });

  it('takes an abandon by signal', async () => {
    const id = await waiting('Signal');
    await rig.signal(id, abandon);
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');
    const { status, corrections, problem } = await rig.hires.state(id);
    assert.deepEqual(
      [status, problem, corrections.map(({ correction }) => correction)],
      ['abandoned', undefined, [{ ...abandon, via: 'signal' }]],
    );
    await assert.rejects(rig.hires.correct(id, abandon), { name: 'HireNotFoundError' });
  });

  it('takes a cancellation in Temporal as one', async () => {
    const id = await waiting('Cancel');
    await rig.handle(id).cancel();
    const failure = await rig.untilFailed(id);
    assert.deepEqual([failure.type, failure.details], ['HireAbandoned', [{ mayExist: false }]]);
    assert.equal((await rig.handle(id).describe()).typedSearchAttributes.get(HireStatusAttribute), 'abandoned');
    assert.equal(mails('Cancel').length, 1);
  });

  it('waits on no list once it was terminated in Temporal, whatever status it had', async () => {
    const id = await waiting('Terminated');
    const listed = async () =>
      (await rig.hires.list({ connection: rig.connection, status: 'awaiting-correction', limit: 99 })).some((hire) => hire.id === id);
    await eventually('the hire on the list', listed);
    await rig.handle(id).terminate();
    await eventually('no hire on the list', async () => !(await listed()));
  });

  it('ends promptly while an activity waits out a system that is down', async () => {
    rig.sandbox.faults.add({ system: 'lucca', path: 'departments|roles|establishments|users', action: { answer: { status: 503 } } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Down', email: 'down@example.org' });
    await eventually('a failed attempt', async () => {
      const { raw } = await rig.handle(id).describe();
      return raw.pendingActivities?.find(({ lastFailure }) => lastFailure);
    });
    const at = Date.now();
    await rig.hires.correct(id, abandon);
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');
    assert.ok(Date.now() - at < 5_000);
    rig.sandbox.faults.clear();
    assert.equal(users('Down').length, 0);
    assert.equal(mails('Down').length, 0);
  });

  it('waits for a creation under way, and says that the employee exists', async () => {
    const since = rig.sandbox.lucca.ledger.length;
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 1_500, when: 'after' } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Underway', email: 'underway@example.org' });
    await untilRequest('POST', /users/, since);
    await rig.hires.correct(id, abandon);
    await assert.rejects(rig.hires.correct(id, abandon), /the hire has ended/);

    const failure = await rig.untilFailed(id);
    const [user] = users('Underway');
    assert.ok(user);
    assert.equal(failure.type, 'HireAbandoned');
    assert.deepEqual(failure.details, [{ mayExist: true, employeeId: user.id }]);
    await eventually('the mail', () => mails('Underway')[0]);
    const [mail, ...more] = mails('Underway');
    assert.ok(mail?.text.includes(`employeeId=${user.id}`));
    assert.deepEqual(more, []);
  });

  it('says that an employee may exist when nobody knows', async () => {
    const since = rig.sandbox.lucca.ledger.length;
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 1_000, answer: 'reset' } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Doubt', email: 'doubt@example.org' });
    await untilRequest('POST', /users/, since);
    await rig.handle(id).cancel();
    const failure = await rig.untilFailed(id);
    assert.deepEqual([failure.type, failure.details], ['HireAbandoned', [{ mayExist: true }]]);
    assert.match(failure.message, /may exist in Lucca/);
    await eventually('the mail', () => mails('Doubt')[0]);
  });

  it('starts anew at once while the mail server is down, and its last mail still arrives', async () => {
    const since = rig.sandbox.lucca.ledger.length;
    rig.sandbox.faults.add(
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { delayMs: 1_000, answer: 'reset' } },
      { system: 'mail', method: 'MAIL', action: { answer: { status: 451 } } },
    );
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Mailless', email: 'mailless@example.org' });
    await untilRequest('POST', /users/, since);
    const first = await rig.handle(id).describe();
    await rig.handle(id).cancel();
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');

    assert.deepEqual(await dragAgain(id), { hire: id, started: true, outcome: 'started-anew' });
    await rig.until(id, ({ step }) => step === 'notifyAdmin');
    rig.sandbox.faults.clear();
    await rig.handle(`last-notice/${id}/${first.runId}`).result();
    await rig.untilStatus(id, 'created');
    assert.deepEqual(
      mails('Mailless')
        .map(({ subject }) => /abandon|created|créée/.exec(subject)?.[0] ?? subject)
        .toSorted(),
      ['abandon', 'créée'],
      'one of each; the runs retry their mails by themselves, so that either may come first',
    );
  });

  it('sends nothing when it was ended before the request', async () => {
    const since = rig.sandbox.lucca.ledger.length;
    // The look-up by e-mail is createEmployee's own; its answer comes after the cancellation was heard with a heartbeat.
    rig.sandbox.faults.add({ system: 'lucca', method: 'GET', path: 'users.*mail=', action: { delayMs: 4_500 } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Before', email: 'before@example.org' });
    await eventually('the look-up', () => rig.sandbox.lucca.ledger.slice(since).find(({ query }) => query.includes('mail=')));
    await sleep(100);
    await rig.hires.correct(id, abandon);
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');
    assert.equal(users('Before').length, 0);
  });
});
