/**
 * Hires at a steady rate, while the Temporal server is killed (SIGKILL) and started again on its SQLite file. A drag that was not answered
 * with 202 is done again, as a recruiter would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '../src/config/env.js';
import { startEmbeddedServer, type EmbeddedServerOptions } from '../src/temporal-server/embedded-server.js';
import { findServer } from '../src/temporal-server/find-server.js';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { readRecord } from '../src/temporal-server/server-record.js';
import { eventually, Rig } from '../test/support/rig.js';
import { SHARED_ADDRESS, temporal } from '../test/support/temporal.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, draw, row, SEED } from './support/run.js';

const HIRES = 300;
const KILLS = 10;
/** So that the hires come in over the time in which the server is killed. */
const EVERY_MS = 300;

await chaos(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
  const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
  const program = await findServer({ cliPath, path, cacheDir, log: console.log });
  const options: EmbeddedServerOptions = { program, dataDir, port: 17_233, uiPort: 18_233, namespace: 'default', log: () => {} };
  let server = await startEmbeddedServer(options);
  process.env[SHARED_ADDRESS] = server.address;
  const { connection } = await temporal();
  await prepareNamespace(connection, namespaceNeeds({ temporal: { namespace: 'default', retention: 86_400_000 } }));
  const rig = await Rig.start();

  const begun = Date.now();
  let kills = 0;
  const killing = (async () => {
    while (kills < KILLS) {
      await sleep(3_000 + 6_000 * draw(kills));
      process.kill(readRecord(dataDir)?.server.pid ?? NaN, 'SIGKILL');
      kills++;
      await sleep(2_000 * draw(KILLS + kills)); // not all who start it again are as quick
      server = await startEmbeddedServer(options);
    }
  })();
  const ids: string[] = [];
  let refused = 0;
  const dragging = people(HIRES).map(async (person, at) => {
    await sleep(EVERY_MS * at);
    const { id } = rig.sandbox.flatchr.add(person);
    await eventually(
      'a 202',
      async () => {
        const taken = (await rig.sandbox.flatchr.hire(id))?.status === 202;
        if (!taken) refused++;
        return taken || undefined;
      },
      120_000,
    );
    ids.push(rig.id(id));
  });
  await Promise.all([killing, ...dragging]);
  const { posts, employees, created } = await judge(rig, ids, 600_000);
  row('seed', 'hires', 'kills of the server', 'webhooks refused', 'requests to create', 'employees', 'created', 'seconds');
  row(SEED, HIRES, kills, refused, posts, employees, created, Math.round((Date.now() - begun) / 1000));
  await rig.stop({ replays: HIRES });
  await server.stop();
  await rm(dataDir, { recursive: true });
});
