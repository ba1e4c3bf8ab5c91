import assert from 'node:assert/strict';
import { examine, lastFindings } from '../../src/client/doctor.js';
import { watchFindings } from '../../src/client/watch-findings.js';
import { eventually, Rig } from '../support/rig.js';

/** What can be wrong, and how it is named: test/doctor/broken-set-ups.test.ts. */
describe('hire doctor, through workers and gateway', () => {
  it('names what is wrong on either side', async () => {
    const rig = await Rig.start({
      connection: (it) => ({ ...it, lucca: { ...it.lucca, apiKey: 'wrong' }, flatchr: { ...it.flatchr, apiKey: 'wrong' } }),
    });
    try {
      const checks = await examine(rig.client, rig.connection, rig.connection);
      const failing = checks.filter(({ status }) => status === 'fail');
      assert.deepEqual(
        failing.map(({ id, connection }) => [id, connection]),
        [
          ['flatchr.key', rig.connection],
          ['lucca.key', rig.connection],
        ],
      );
      assert.ok(failing.every(({ remedy }) => remedy));
    } finally {
      await rig.stop();
    }
  });

  it('finds nothing that fails where all is well, and changes nothing in Lucca', async () => {
    const rig = await Rig.start();
    try {
      const checks = await examine(rig.client, rig.connection, rig.connection);
      assert.deepEqual(
        checks.filter(({ status }) => status === 'fail'),
        [],
      );
      assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length, 'each once');
      assert.deepEqual(new Set(rig.sandbox.lucca.ledger.map(({ method }) => method)), new Set(['GET']));
      assert.match(checks.find(({ id }) => id === 'lucca.filters')?.summary ?? '', /in one request/);
      assert.match(checks.find(({ id }) => id === 'lucca.former-employees')?.summary ?? '', /former/);
    } finally {
      await rig.stop();
    }
  });
});

describe('what the doctor finds', () => {
  let rig: Rig;
  beforeEach(async () => void (rig = await Rig.start()));
  afterEach(() => rig.stop());

  const examined = async () => await examine(rig.client, rig.connection, rig.connection);
  const breakKey = () => rig.sandbox.faults.add({ system: 'flatchr', action: { answer: { status: 401 } } });
  /** Kinds of the mails to the operators, as they came. */
  const told = () =>
    rig.sandbox.mail.messages
      .filter(({ to }) => to.includes('it@sandbox.example'))
      .map(({ subject, text }) => [/ne va pas/.test(subject), ...[...text.matchAll(/[a-z]+\.[a-z-]+$/gm)].map(([id]) => id)]);
  const mails = async (count: number) => await eventually(`mail ${count}`, () => told().length >= count || undefined);

  it('is told to the operators once for each change of what fails, and that it is over', async () => {
    await examined();
    breakKey();
    await examined();
    await mails(1);
    await examined(); // the same again
    rig.sandbox.faults.clear();
    await examined();
    await mails(2);
    await examined();
    breakKey();
    await examined();
    await mails(3);
    assert.deepEqual(told(), [[true, 'flatchr.key'], [false], [true, 'flatchr.key']]);
  });

  it('is told late where the mail server fails, which is no news for a mail, and not at all where it is over by then', async () => {
    await rig.stopWorker();
    Object.assign(rig.config.smtp, { url: 'smtp://127.0.0.1:1' });
    await rig.startWorker();
    const notice = rig.handle(`operator-notice/${rig.connection}/doctor`);
    const checks = await examined();
    assert.equal(checks.find(({ id }) => id === 'smtp')?.status, 'fail');
    await assert.rejects(notice.describe(), /not found/i);
    breakKey();
    await examined();
    assert.equal((await notice.describe()).status.name, 'RUNNING');
    rig.sandbox.faults.clear();
    await examined();
    assert.equal((await notice.describe()).status.name, 'TERMINATED');
    await examined();
    assert.deepEqual(told(), []);
  });

  it('is looked for once when workers start together, is known to each, and looked at again after an hour while it fails', async () => {
    breakKey();
    const stopping = new AbortController();
    let now = Date.now();
    const shown = [new Map<string, number>(), new Map<string, number>()];
    for (const known of shown)
      watchFindings({
        client: rig.client,
        taskQueue: rig.connection,
        connections: [rig.connection],
        show: (connection, failing) => known.set(connection, failing),
        onError: (error) => assert.fail(String(error)),
        signal: stopping.signal,
        delayMs: 300,
        everyMs: 100,
        now: () => now,
      });
    const runs = async () => (await rig.client.workflow.count(`WorkflowId = 'doctor/${rig.connection}'`)).count;
    await eventually('both know', () => shown.every((known) => known.get(rig.connection) === 1) || undefined);
    assert.equal(await runs(), 1);
    const first = await lastFindings(rig.client, rig.connection);
    assert.equal(first?.checks.find(({ id }) => id === 'flatchr.key')?.status, 'fail');

    rig.sandbox.faults.clear();
    now += 2 * 3_600_000;
    await eventually('both know that it is over', () => shown.every((known) => known.get(rig.connection) === 0) || undefined);
    stopping.abort();
    assert.ok((await runs()) >= 2);
  });
});
