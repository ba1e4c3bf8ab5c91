import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkWorker } from '../support/fork-worker.js';
import { eventually, Rig } from '../support/rig.js';

describe('a worker killed while Lucca answers', () => {
  let rig: Rig;
  let folder: string;
  before(async () => {
    rig = await Rig.start();
    folder = await mkdtemp(join(tmpdir(), 'hire-worker-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await rig.stop();
  });

  it('is replaced within 15 seconds, and there is one employee', async () => {
    await rig.stopWorker();
    const child = await forkWorker(rig, folder);
    assert.ok(child.pid !== undefined);
    rig.sandbox.faults.add({
      system: 'lucca',
      method: 'POST',
      path: 'users',
      times: 1,
      action: { when: 'after', killPid: child.pid, answer: 'stall' },
    });

    const id = await rig.hire({ firstname: 'Kim', lastname: 'Killed', email: 'kim@example.org' });
    const [, signal] = await once(child, 'exit');
    assert.equal(signal, 'SIGKILL');
    const killedAt = Date.now();
    assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === 'kim@example.org').length, 1, 'Lucca had carried it out');

    const reads = rig.sandbox.lucca.ledger.length;
    await rig.startWorker();
    await eventually('another attempt', () => rig.sandbox.lucca.ledger[reads], 20_000);
    const takenUpAfterMs = Date.now() - killedAt;
    assert.ok(takenUpAfterMs <= 15_000, `taken up after ${takenUpAfterMs} ms`);
    const { corrections } = await rig.untilStatus(id, 'created', 25_000);
    assert.deepEqual(corrections, []);
    assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === 'kim@example.org').length, 1);
    assert.equal(rig.sandbox.lucca.ledger.filter(({ method }) => method === 'POST').length, 1);
  }).timeout(60_000);
});
