/**
 * What 2,000 hires that wait for a person cost: the list of them, the next hire, and the worker's memory.
 */
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createSessions, HireClient } from '../src/client.js';
import { connectClient, connectWorker } from '../src/client/connect.js';
import { dataConverterOf } from '../src/encryption/data-converter.js';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { benchConfig, LINKS, startWeb, startWorkers } from './support/connector.js';
import { median, percentile, rounded } from './support/figures.js';
import { run } from './support/load.js';
import { startSandboxProcess, type Prepared } from './support/sandbox-process.js';
import { startTemporalServer } from './support/temporal-server.js';

const PARKED = 2_000;
const AT_ONCE = 16;
const HIRES = 30;
const LOOKS = 120;
/** Time to read the list anew. */
const BETWEEN_LOOKS_MS = 800;

Runtime.install({ logger: new DefaultLogger('WARN') });
const sandbox = await startSandboxProcess();
const server = await startTemporalServer();
try {
  const { connections, ...rest } = benchConfig(sandbox);
  // The same Flatchr and Lucca under another name, without a default that every hire needs.
  const waiting = connections.map((one) => ({ ...one, id: 'waiting', defaults: { ...one.defaults, establishment: undefined } }));
  const config = { ...rest, connections: [...connections, ...waiting] };
  const client = await connectClient({
    address: server.address,
    namespace: config.temporal.namespace,
    dataConverter: dataConverterOf(config),
  });
  await prepareNamespace(client.connection, namespaceNeeds(config));
  const connection = await connectWorker(server);
  let skipped = 0;
  const now = () => Date.now() + 10_000 * skipped; // so that every look makes the list be read anew
  const web = await startWeb(client, config, undefined, now);
  const stopWorkers = await startWorkers(connection, config);
  const hires = new HireClient(client);

  const post = async (url: string, { body }: Prepared) => {
    const { status } = await fetch(url, { method: 'POST', body });
    if (status !== 202) throw new Error(`the webhook answered ${status}`);
  };
  const hire = async (prepared: Prepared) => {
    await post(web.url, prepared);
    await client.workflow.getHandle(`hire/sandbox/${prepared.applicant}`).result();
  };
  const latency = async () => median((await run(await sandbox.hired(HIRES), 1, hire)).latenciesMs);

  await run(await sandbox.hired(HIRES), 4, hire); // warm-up
  const latencyBefore = await latency();
  const rss = [process.memoryUsage().rss];
  const parkUrl = web.url.replace('/sandbox/', '/waiting/');
  for (const parked of [PARKED / 2, PARKED]) {
    await run(await sandbox.hired(PARKED / 2), AT_ONCE, (prepared) => post(parkUrl, prepared));
    while ((await hires.list({ connection: 'waiting', status: 'awaiting-correction', limit: PARKED })).length < parked) await sleep(500);
    await sleep(5_000); // their mails
    rss.push(process.memoryUsage().rss);
  }
  const latencyAfter = await latency();

  const id = randomUUID();
  await createSessions(client).open(id, 3_600_000);
  const session = await LINKS.signPass({ use: 'session', reader: LINKS.readerOf('rh@sandbox.example'), session: id });
  const page = new URL('/hires/', web.url);
  const look = async () => {
    const response = await fetch(page, { headers: { cookie: `hires=${session}` } });
    const html = await response.text();
    if (!html.includes(`(${PARKED})`)) throw new Error('the list does not show them all');
  };
  const { latenciesMs: cold } = await run([1], 1, look);
  const latenciesMs: number[] = [];
  while (latenciesMs.length < LOOKS) {
    await sleep(BETWEEN_LOOKS_MS);
    skipped++;
    latenciesMs.push(...(await run([1], 1, look)).latenciesMs);
  }

  console.log(
    `${PARKED} hires wait. The list of them, once, and then ${LOOKS} times, each 10 s later; a hire before and after; this process's`,
  );
  console.log('memory (web, worker and clients), before, with half of them and with all.');
  console.log('Aim: p99 of the list below 300 ms, a ratio of latencies near 1.');
  console.log(
    JSON.stringify({
      coldMs: rounded(median(cold), 1),
      listP50Ms: rounded(median(latenciesMs), 1),
      listP99Ms: rounded(percentile(latenciesMs, 0.99), 1),
      latencyRatio: rounded(latencyAfter / latencyBefore, 3),
      rssMb: rss.map((bytes) => rounded(bytes / 2 ** 20, 0)),
      load: loadavg().map((load) => rounded(load, 2)),
    }),
  );
  await stopWorkers();
  await Promise.all([web.app.close(), client.connection.close(), connection.close()]);
} finally {
  sandbox.stop();
  await server.stop();
  await Runtime.instance().shutdown();
}
