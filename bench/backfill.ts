/**
 * A hire that is dragged in the middle of 300 backfilled ones, beside one on an idle system in the same run: how long each takes from the
 * webhook's answer to the end of the hire. Lucca's quota is the real one, scaled: 50 requests, in 20 s in
 * place of a minute. The faster it is, the more the backfill's own work takes of the processor, which no priority hands out.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { runBackfill, stopBackfill } from '../src/client/backfills.js';
import { connectClient, connectWorker } from '../src/client/connect.js';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { dataConverterOf } from '../src/encryption/data-converter.js';
import { benchConfig, startWeb, startWorkers } from './support/connector.js';
import { median, percentile, rounded } from './support/figures.js';
import { startSandboxProcess, type Prepared } from './support/sandbox-process.js';
import { startTemporalServer } from './support/temporal-server.js';

const BACKFILLED = 300;
const LIVE = 8;
/** A hire alone has five requests: so far apart, those of a window need less than what is left to them of it. */
const BETWEEN_MS = 7_000;

Runtime.install({ logger: new DefaultLogger('WARN') });
const sandbox = await startSandboxProcess();
const server = await startTemporalServer();
try {
  const { connections, ...rest } = benchConfig(sandbox);
  const scaled = connections.map((one) => ({ ...one, lucca: { ...one.lucca, quota: { requests: 50, per: 20_000 } } }));
  const config = { ...rest, connections: scaled };
  const { namespace } = config.temporal;
  const client = await connectClient({ address: server.address, namespace, dataConverter: dataConverterOf(config) });
  await prepareNamespace(client.connection, namespaceNeeds(config));
  const connection = await connectWorker(server);
  const web = await startWeb(client, config);
  const stopWorkers = await startWorkers(connection, config);

  const hire = async ({ applicant, body }: Prepared) => {
    const at = performance.now();
    const { status } = await fetch(web.url, { method: 'POST', body });
    if (status !== 202) throw new Error(`the webhook answered ${status}`);
    await client.workflow.getHandle(`hire/sandbox/${applicant}`).result();
    return performance.now() - at;
  };
  const latencies = async () => {
    const taken: number[] = [];
    for (const prepared of await sandbox.hired(LIVE)) {
      taken.push(await hire(prepared));
      await sleep(BETWEEN_MS);
    }
    return taken;
  };

  for (const prepared of await sandbox.hired(3)) await hire(prepared); // warm-up
  await sleep(BETWEEN_MS);
  const idle = await latencies();

  await sandbox.hired(BACKFILLED); // and no webhook
  const since = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const { toStart } = await runBackfill(client, { connection: 'sandbox', since });
  await runBackfill(client, { connection: 'sandbox', since, confirmed: toStart });
  const before = (await sandbox.outcome()).employees;
  await sleep(BETWEEN_MS); // it uses all that it may
  const startedAt = performance.now();
  const amid = await latencies();
  const seconds = (performance.now() - startedAt) / 1_000;
  const backfilled = (await sandbox.outcome()).employees - before - LIVE;
  await stopBackfill(client, 'sandbox');

  const ratio = median(amid) / median(idle);
  console.log(
    JSON.stringify(
      {
        backfill: {
          toStart,
          backfilledMeanwhile: backfilled,
          perMinute: rounded((60 * backfilled) / seconds, 1),
          idle: { medianMs: rounded(median(idle), 0), p95Ms: rounded(percentile(idle, 0.95), 0) },
          amid: { medianMs: rounded(median(amid), 0), p95Ms: rounded(percentile(amid, 0.95), 0) },
          ratio: rounded(ratio, 2),
        },
        load: rounded(loadavg()[0] ?? 0, 1),
      },
      null,
      2,
    ),
  );
  if (!(ratio <= 1.5) || backfilled < 10) process.exitCode = 1;
  await stopWorkers();
  await web.app.close();
  await connection.close();
  await client.connection.close();
} finally {
  sandbox.stop();
  await server.stop();
}
