/**
 * What a hire costs beyond the Temporal that any workflow of five steps needs, and the webhook beyond the start of a workflow.
 * Both sides of a comparison take turns on one server in one run, so that only their ratio counts and the machine's mood does not.
 */
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { connectClient, connectWorker } from '../src/client/connect.js';
import { dataConverterOf } from '../src/encryption/data-converter.js';
import { benchConfig, NO_OP_QUEUE, startWeb, startWorkers } from './support/connector.js';
import { median, percentile, rounded, sum } from './support/figures.js';
import { run, type Load } from './support/load.js';
import { startSandboxProcess, type Prepared } from './support/sandbox-process.js';
import { startTemporalServer } from './support/temporal-server.js';

const ROUNDS = 4;
/** Hires in a round, by how many are under way at once. */
const HIRES = { 1: 12, 16: 64 } as const;
const STARTS = 600;
const WARM_UP = 24;
/** Nobody works here: what is started only waits. */
const IDLE_QUEUE = 'idle';

Runtime.install({ logger: new DefaultLogger('WARN') });
const sandbox = await startSandboxProcess();
const server = await startTemporalServer();
try {
  const config = benchConfig(sandbox);
  const target = { address: server.address, namespace: config.temporal.namespace, dataConverter: dataConverterOf(config) };
  const client = await connectClient(target);
  await prepareNamespace(client.connection, namespaceNeeds(config));
  const connection = await connectWorker(target);
  const web = await startWeb(client, config);
  const idleWeb = await startWeb(client, config, IDLE_QUEUE);

  const post = async (url: string, { body }: Prepared) => {
    const response = await fetch(url, { method: 'POST', body });
    const answer = await response.text();
    if (response.status !== 202) throw new Error(`the webhook answered ${response.status}: ${answer}`);
  };
  const hire = async (prepared: Prepared) => {
    await post(web.url, prepared);
    await client.workflow.getHandle(`hire/sandbox/${prepared.applicant}`).result();
  };
  const bare = new Client({ connection: client.connection, namespace: config.temporal.namespace });
  const bareStart = ({ body }: Prepared, taskQueue: string) =>
    bare.workflow.start('noOps', { workflowId: `no-ops/${randomUUID()}`, taskQueue, args: [JSON.parse(body)] });
  const noOps = async (prepared: Prepared) => (await bareStart(prepared, NO_OP_QUEUE)).result();

  const stopWorkers = await startWorkers(connection, config);
  const measured: Record<string, { hire: Load[]; noOps: Load[] }> = {};
  await run(await sandbox.hired(WARM_UP), 4, hire);
  await run(await sandbox.hired(WARM_UP), 4, noOps);
  for (const [atOnce, count] of Object.entries(HIRES)) {
    console.log(`Hires beside workflows of five no-op activities, ${ROUNDS} rounds of ${count} each, ${atOnce} at a time`);
    const loads = (measured[atOnce] = { hire: [] as Load[], noOps: [] as Load[] });
    for (let round = 0; round < ROUNDS; round++) {
      const candidates = await sandbox.hired(count);
      const sides = [
        async () => loads.hire.push(await run(candidates, Number(atOnce), hire)),
        async () => loads.noOps.push(await run(candidates, Number(atOnce), noOps)),
      ];
      for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
    }
    console.table({ hire: figures(loads.hire), 'no-ops': figures(loads.noOps) });
  }
  const { mails, employees } = await sandbox.outcome();
  const wanted = WARM_UP + ROUNDS * sum(Object.values(HIRES));
  if (mails !== wanted || employees !== wanted) throw new Error(`${wanted} hires made ${employees} employees and ${mails} mails`);

  await stopWorkers();
  console.log(`Webhook beside a bare start, ${STARTS} each, one at a time`);
  const answers = await turns(await sandbox.hired(STARTS + WARM_UP), {
    webhook: (prepared) => post(idleWeb.url, prepared),
    start: (prepared) => bareStart(prepared, IDLE_QUEUE),
  });
  console.table({ webhook: spread(answers.webhook), 'bare start': spread(answers.start) });

  const ratios = {
    ...Object.fromEntries(
      Object.entries(measured).map(([atOnce, { hire, noOps }]) => [
        `rateAt${atOnce}`,
        rounded(figures(hire).perSecond / figures(noOps).perSecond, 3),
      ]),
    ),
    webhookP50: rounded(median(answers.webhook) / median(answers.start), 3),
    webhookP99: rounded(percentile(answers.webhook, 0.99) / percentile(answers.start, 0.99), 3),
    load: loadavg().map((load) => rounded(load, 2)),
  };
  console.log('Aim: rates of at least 0.85 of the no-ops, a p99 of at most 1.2 of the bare start.');
  console.log(JSON.stringify(ratios));

  await Promise.all([web.app.close(), idleWeb.app.close(), client.connection.close(), connection.close()]);
} finally {
  sandbox.stop();
  await server.stop();
  await Runtime.instance().shutdown();
}

/** Milliseconds of two tasks that take turns; which is first changes every time. */
async function turns<Names extends string>(
  items: readonly Prepared[],
  tasks: Record<Names, (prepared: Prepared) => Promise<unknown>>,
): Promise<Record<Names, number[]>> {
  const names = Object.keys(tasks) as Names[]; // its keys are those of the record
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Names, number[]>;
  for (const [index, item] of items.entries()) {
    for (const name of index % 2 === 0 ? names : names.toReversed()) {
      const begun = performance.now();
      await tasks[name](item);
      if (index >= WARM_UP) times[name].push(performance.now() - begun);
    }
  }
  return times;
}

function spread(times: readonly number[]) {
  return { 'p50 ms': rounded(median(times), 1), 'p99 ms': rounded(percentile(times, 0.99), 1) };
}

function figures(loads: readonly Load[]) {
  const latencies = loads.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    perSecond: rounded((1000 * latencies.length) / sum(loads.map(({ totalMs }) => totalMs)), 2),
    'median ms': rounded(median(latencies), 0),
  };
}
