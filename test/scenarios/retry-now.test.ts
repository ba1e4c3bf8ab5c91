import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { HireNotFoundError } from '../../src/client.js';
import { HIRE } from '../support/command-line.js';
import { eventually, Rig } from '../support/rig.js';
import { temporal } from '../support/temporal.js';

describe('trying again now', () => {
  let rig: Rig;
  let folder: string;
  before(async () => {
    rig = await Rig.start({ connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, settleFor: '4s' } }) });
    folder = await mkdtemp(join(tmpdir(), 'hire-cli-'));
  });
  afterEach(() => rig.sandbox.faults.clear());
  after(async () => {
    await rig.stop({ replays: 5 });
    await rm(folder, { recursive: true });
  });

  const candidate = (lastname: string) => ({ firstname: 'Rita', lastname, email: `${lastname}@example.org`.toLowerCase() });
  const creations = () => rig.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('/users')).length;
  const attemptOf = async (id: string) => {
    const { raw } = await rig.handle(id).describe();
    return raw.pendingActivities?.find(({ lastFailure }) => lastFailure);
  };
  const failedWith = (id: string, type: string) =>
    eventually(`${type} at ${id}`, async () => (await attemptOf(id))?.lastFailure?.applicationFailureInfo?.type === type || undefined);

  /** The command line, as an operator runs it. */
  async function hire(args: string[], namespace = 'default'): Promise<{ stdout: string; stderr: string }> {
    const { address } = await temporal();
    const path = join(folder, `${namespace}.yaml`);
    await writeFile(path, JSON.stringify({ ...rig.config, temporal: { address, namespace }, connections: [CONNECTION] }));
    return await promisify(execFile)(process.execPath, [...HIRE, ...args], {
      env: { ...process.env, CONNECTOR_CONFIG: path },
    }).catch((error: { stdout: string; stderr: string }) => error);
  }

  it('needs to know what holds a hire up: the step, since when, why, and when it is tried again', async () => {
    rig.sandbox.faults.add({ system: 'lucca', action: { answer: { status: 401 } } });
    const from = Date.now();
    const id = await rig.hire(candidate('Waits'));
    assert.deepEqual(await rig.hires.heldUpBy(id), [], 'nothing yet');
    await failedWith(id, 'LuccaUnauthorized');
    const [heldUp, ...others] = await rig.hires.heldUpBy(id);
    assert.ok(heldUp?.since && heldUp.next);
    assert.deepEqual([heldUp.step, heldUp.failure, heldUp.system, others], ['resolveDefaults', 'LuccaUnauthorized', 'lucca', []]);
    assert.ok(heldUp.attempts > 1);
    const [since, next] = [heldUp.since, heldUp.next].map(Date.parse);
    assert.ok(from <= Number(since) && Number(since) <= Date.now() && Number(since) < Number(next), JSON.stringify(heldUp));
    rig.sandbox.faults.clear();
    await rig.hires.retry(id, { by: 'it' });
    await rig.untilStatus(id, 'created');
    assert.deepEqual(await rig.hires.heldUpBy(id), []);
    await assert.rejects(rig.hires.heldUpBy('hire/nowhere/1'), HireNotFoundError);
  });

  it('keeps what createEmployee left for its successor: no second request to create is sent', async () => {
    const before = creations();
    rig.sandbox.faults.add({
      system: 'lucca',
      method: 'POST',
      path: 'users',
      times: 1,
      action: { when: 'after', visibleAfterMs: 2_500, answer: 'reset' },
    });
    const id = await rig.hire(candidate('Intent'));
    await failedWith(id, 'EmployeeOutcomeUnknown');
    // Each of these attempts looks for the employee in vain: without the intent it would create another.
    for (let retried = 0; retried < 3 && creations() - before < 2;) {
      const result = await rig.hires.retry(id, { by: 'it' });
      if ('activities' in result) retried += result.activities;
      await sleep(100);
    }
    assert.equal(creations() - before, 1, 'requests to create');
    await rig.untilStatus(id, 'created');
    assert.equal(creations() - before, 1, 'requests to create');
  });

  it('by connection: whoever waits for a system or for an answer; nobody else', async () => {
    const waiting = await rig.hire({ firstname: 'Rita', lastname: 'Waiting' });
    await rig.untilProblem(waiting, 'missing');
    rig.sandbox.faults.add({ system: 'flatchr', action: { answer: { status: 401 } } });
    const stuck = [await rig.hire(candidate('Stuckone')), await rig.hire(candidate('Stucktwo'))];
    for (const id of stuck) await failedWith(id, 'FlatchrUnauthorized');

    rig.sandbox.faults.clear();
    const { stdout, stderr } = await eventually('all three are listed', async () => {
      const open = await rig.hires.list({ connection: rig.connection, status: 'in-progress', limit: 10 });
      return open.length === 2 ? hire(['retry', '--connection', rig.connection, '--json']) : undefined;
    });
    assert.deepEqual([(JSON.parse(stdout) as { retried: string[] }).retried.toSorted(), stderr], [[waiting, ...stuck].toSorted(), '']);
    for (const id of stuck) await rig.untilStatus(id, 'created');
    await rig.untilProblem(waiting, 'missing', 2);
    await rig.hires.correct(waiting, { kind: 'abandon', by: 'it', reason: 'tested' });
  });

  it('leaves an attempt that is under way alone', async () => {
    rig.sandbox.faults.add(
      { system: 'flatchr', times: 1, action: { answer: { status: 503 } } },
      { system: 'flatchr', action: { delayMs: 600 } },
    );
    const id = await rig.hire(candidate('Underway'));
    await failedWith(id, 'FlatchrUnavailable');
    await eventually('the second attempt', async () => Number((await attemptOf(id))?.state) === STARTED || undefined);
    assert.deepEqual(await rig.hires.retry(id, { by: 'it' }), { activities: 0 });
    await rig.untilStatus(id, 'created');
  });

  it('says in one sentence that there is no such namespace', async () => {
    const { stderr } = await hire(['list'], 'elsewhere');
    assert.equal(stderr, 'There is no Temporal namespace elsewhere: correct temporal.namespace in connector.yaml\n');
  });
});

/** `PENDING_ACTIVITY_STATE_STARTED` */
const STARTED = 2;
/** As little as the command line needs. */
const CONNECTION = {
  id: 'cli',
  flatchr: { companyId: 'c', webhookSecret: 'a-secret-of-24-letters' },
  lucca: { host: 'acme', apiKey: 'k' },
  admins: ['hr@acme.example'],
};
