/** A backlog against Lucca's enforced quota: with one worker, with three, and with the one that holds the gateway killed half-way. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkWorker } from '../test/support/fork-worker.js';
import { eventually, Rig } from '../test/support/rig.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { usage, withQuota } from './support/quota.js';
import { chaos, row, SEED } from './support/run.js';

const HIRES = 300;
/** Lucca's 50 requests a minute, five times as fast: a take-over, which is not scaled, must fit into a window as it does there. */
const QUOTA = { requests: 50, perMs: 12_000 };

await chaos(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
  row('seed', 'workers', 'hires', 'requests', 'per hire', '429', 'most in a window', 'of the quota used', 'seconds', 'lost windows');
  for (const [name, workers, kill] of [
    ['1', 1, false],
    ['3', 3, false],
    ['3, the holder killed', 3, true],
  ] as const) {
    const rig = await Rig.start(withQuota(QUOTA));
    await rig.stopWorker();
    const children = new Map<string, ChildProcess>();
    for (let i = 0; i < workers; i++) {
      const child = await forkWorker(rig, folder);
      children.set(String(child.pid), child);
    }
    const ids = await Promise.all(people(HIRES).map((person) => rig.hire(person)));
    if (kill) {
      await eventually('half of the requests', () => rig.sandbox.lucca.ledger.length > HIRES * 1.2, 300_000);
      const holder = await holderOf(rig);
      const child = children.get(holder);
      assert.ok(child, `the holder ${holder} is none of the workers`);
      child.kill('SIGKILL');
    }
    await judge(rig, ids, 900_000);
    const { requests, refused, most, used, lostWindows, seconds } = usage(rig.sandbox.lucca.ledger, QUOTA);
    row(
      SEED,
      name,
      HIRES,
      requests,
      (requests / HIRES).toFixed(2),
      refused,
      most,
      `${Math.round(used * 100)} %`,
      Math.round(seconds),
      lostWindows.toFixed(1),
    );
    assert.equal(refused, 0, 'requests refused for the quota');
    assert.ok(most <= QUOTA.requests, `${most} requests in one window`);
    if (kill) assert.ok(lostWindows <= 1, `${lostWindows} windows lost`);
    else assert.ok(used >= 0.95, `only ${used} of the quota used`);
    for (const child of children.values()) child.kill('SIGKILL');
    await rig.stop({ replays: HIRES });
  }
  await rm(folder, { recursive: true });
});

/** Process id of the worker that holds the connection's gateway, as Temporal names it: `pid@host`. */
async function holderOf(rig: Rig): Promise<string> {
  const { raw } = await rig.gateway.describe();
  const [holding] = raw.pendingActivities ?? [];
  return String(holding?.lastWorkerIdentity).split('@')[0] ?? '';
}
