/** Hires at a steady rate, while one of three workers is killed every 1 to 3 seconds and another takes its place. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forkWorker } from '../test/support/fork-worker.js';
import { Rig } from '../test/support/rig.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, draw, row, SEED } from './support/run.js';

const HIRES = 300;
const KILLS = 50;
const WORKERS = 3;
/** So that the hires come in over the time in which workers are killed. */
const EVERY_MS = 300;

await chaos(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
  const rig = await Rig.start();
  await rig.stopWorker();
  const workers: ChildProcess[] = [];
  for (let i = 0; i < WORKERS; i++) workers.push(await forkWorker(rig, folder));

  const begun = Date.now();
  let kills = 0;
  const killing = (async () => {
    while (kills < KILLS) {
      await sleep(1_000 + 2_000 * draw(2 * kills));
      const victim = Math.floor(WORKERS * draw(2 * kills + 1));
      workers[victim]?.kill('SIGKILL');
      kills++;
      workers[victim] = await forkWorker(rig, folder);
    }
  })();
  const ids: string[] = [];
  for (const person of people(HIRES)) {
    ids.push(await rig.hire(person));
    await sleep(EVERY_MS);
  }
  await killing;
  const { posts, employees, created } = await judge(rig, ids, 600_000);
  row('seed', 'hires', 'kills', 'requests to create', 'employees', 'created', 'seconds');
  row(SEED, HIRES, kills, posts, employees, created, Math.round((Date.now() - begun) / 1000));
  for (const worker of workers) worker.kill('SIGKILL');
  await rig.stop({ replays: HIRES });
  await rm(folder, { recursive: true });
});
