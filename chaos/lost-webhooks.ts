/**
 * Hires of which webhooks are lost, come twice or come a day late, while workers and the Temporal server are killed and Flatchr's search lags
 * and fails. The comparison with Flatchr runs all the time. `--without=reconciliation` shows what it is for.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALL } from '../src/client.js';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { createReconciliations } from '../src/client/reconciliations.js';
import { readEnvironment } from '../src/config/env.js';
import { startEmbeddedServer, type EmbeddedServerOptions } from '../src/temporal-server/embedded-server.js';
import { findServer } from '../src/temporal-server/find-server.js';
import { readRecord } from '../src/temporal-server/server-record.js';
import { forkWorker } from '../test/support/fork-worker.js';
import { Rig } from '../test/support/rig.js';
import { SHARED_ADDRESS, temporal } from '../test/support/temporal.js';
import { oursIn } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, draw, HIRES as ASKED_FOR, row, SEED, WITHOUT } from './support/run.js';

const HIRES = ASKED_FOR ?? 500;
const WORKERS = 2;
const WORKER_KILLS = 12;
const SERVER_KILLS = 4;
const EVERY_MS = 150;
const COMPARE_EVERY_MS = 5_000;
const DAY_MS = 86_400_000;
/** Shorter than what a hire of the rig waits out: what lags for longer is asked about, with or without a comparison. */
const SEARCH_LAG_MS = 200;

await chaos(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
  const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
  const program = await findServer({ cliPath, path, cacheDir, log: console.log });
  const options: EmbeddedServerOptions = { program, dataDir: folder, port: 17_234, uiPort: 18_234, namespace: 'default', log: () => {} };
  let server = await startEmbeddedServer(options);
  process.env[SHARED_ADDRESS] = server.address;
  await prepareNamespace((await temporal()).connection, namespaceNeeds({ temporal: { namespace: 'default', retention: 7 * DAY_MS } }));

  let aheadMs = 0;
  const rig = await Rig.start({ sandbox: { clock: () => Date.now() + aheadMs } });
  await rig.stopWorker();
  const fork = () => forkWorker(rig, folder, {}, aheadMs);
  let workers: ChildProcess[] = await Promise.all(Array.from({ length: WORKERS }, fork));
  rig.sandbox.set({ searchLagMs: SEARCH_LAG_MS });
  rig.sandbox.faults.add({ system: 'flatchr', path: 'search', probability: 0.1, seed: SEED, action: { answer: { status: 503 } } });

  const reconciliations = createReconciliations(rig.client, rig.connection);
  const over = new AbortController();
  if (WITHOUT === 'reconciliation') over.abort();
  const comparisons = (async () => {
    while (!over.signal.aborted) {
      await reconciliations.start(rig.connection).catch(() => undefined); // the server is down at this moment
      await sleep(COMPARE_EVERY_MS);
    }
  })();
  let kills = 0;
  const killing = (async () => {
    for (; kills < WORKER_KILLS + SERVER_KILLS; kills++) {
      await sleep(2_000 + 4_000 * draw(2 * kills));
      if (kills % 4 === 3) {
        process.kill(readRecord(folder)?.server.pid ?? NaN, 'SIGKILL');
        await sleep(1_000);
        server = await startEmbeddedServer(options);
        continue;
      }
      const victim = Math.floor(WORKERS * draw(2 * kills + 1));
      workers[victim]?.kill('SIGKILL');
      workers[victim] = await fork();
    }
  })();

  const begun = Date.now();
  const fates = { lost: 0, twice: 0, late: 0, refused: 0 };
  const late: object[] = [];
  const post = async (body: object) => {
    // Flatchr sends once: what is refused, since the server is down, is lost as well.
    if ((await rig.post(body).catch(() => undefined))?.status !== 202) fates.refused++;
  };
  const posting: Promise<void>[] = [];
  for (const [at, person] of people(HIRES).entries()) {
    const body = rig.sandbox.flatchr.drag(rig.sandbox.flatchr.add(person).id);
    const fate = draw(10_000 + at);
    if (fate < 0.3) fates.lost++;
    else if (fate < 0.4) {
      fates.late++;
      late.push(body);
    } else posting.push(post(body));
    if (fate >= 0.9) {
      fates.twice++;
      posting.push(sleep(3_000 * draw(20_000 + at)).then(() => post(body)));
    }
    await sleep(EVERY_MS);
  }
  await Promise.all([killing, ...posting]);

  // A day later.
  aheadMs = DAY_MS;
  for (const worker of workers) worker.kill('SIGKILL');
  workers = await Promise.all(Array.from({ length: WORKERS }, fork));
  await Promise.all(late.map(post));
  over.abort();
  await comparisons;
  if (WITHOUT !== 'reconciliation') {
    await reconciliations.start(rig.connection);
    await reconciliations.result(rig.connection);
    await reconciliations.start(rig.connection);
    const last = await reconciliations.result(rig.connection);
    assert.deepEqual([last?.hired, last?.known, last?.missing], [HIRES, HIRES, 0], 'the last comparison misses somebody');
  }
  const deadline = Date.now() + 600_000;
  while ((await rig.hires.list({ connection: rig.connection, status: 'in-progress', limit: 1 })).length > 0) {
    assert.ok(Date.now() < deadline, 'hires are still under way');
    await sleep(1_000);
  }
  await sleep(3_000); // until the list shows all of it

  const hires = await rig.hires.list({ connection: rig.connection, limit: ALL });
  const repeats = await rig.hires.list({ connection: rig.connection, status: 'repeat', limit: ALL });
  const { employees, persons } = oursIn(rig);
  const asked = hires.filter(({ status }) => status !== 'created').map(({ status, problem }) => problem?.code ?? status);
  row('seed', 'hires', 'lost', 'refused', 'twice', 'a day late', 'kills', 'employees', 'asked', 'gave way', 'seconds');
  const { lost, refused, twice, late: daysLate } = fates;
  const seconds = Math.round((Date.now() - begun) / 1000);
  row(SEED, HIRES, lost, refused, twice, daysLate, kills, employees.length, asked.length, repeats.length, seconds);
  assert.deepEqual(asked, [], 'somebody is asked, or a hire did not end created');
  assert.deepEqual([employees.length, persons], [HIRES, HIRES], 'one employee each');
  for (const worker of workers) worker.kill('SIGKILL');
  await rig.stop({ replays: HIRES });
  await server.stop();
  await rm(folder, { recursive: true });
});
