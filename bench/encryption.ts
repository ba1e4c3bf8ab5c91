/**
 * What encryption costs: hires and the webhook with it and without. Both sides take turns on one server in one run, each with a sandbox of its
 * own, so that only their ratio counts.
 */
import { loadavg } from 'node:os';
import { defaultPayloadConverter } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connectClient, connectWorker } from '../src/client/connect.js';
import { namespaceNeeds, prepareNamespace } from '../src/client/prepare-namespace.js';
import { createEncryptionCodec } from '../src/encryption/codec.js';
import { dataConverterOf } from '../src/encryption/data-converter.js';
import { ENCRYPTION } from '../test/support/encryption.js';
import { benchConfig, startHireWorker, startWeb } from './support/connector.js';
import { median, rounded, sum } from './support/figures.js';
import { run, type Load } from './support/load.js';
import { startSandboxProcess, type Prepared } from './support/sandbox-process.js';
import { startTemporalServer } from './support/temporal-server.js';

const ROUNDS = 8;
const HIRES = 48;
const AT_ONCE = 16;
const STARTS = 600;
const WARM_UP = 24;
const SIDES = ['encrypted', 'in clear'] as const;

console.log(`A payload of 1 KB, encrypted and decrypted: ${await codecMicroseconds(1_000)} µs of processor`);
Runtime.install({ logger: new DefaultLogger('WARN') });
const server = await startTemporalServer();
const sandboxes = await Promise.all(SIDES.map(() => startSandboxProcess()));
try {
  const sides = await Promise.all(SIDES.map((name, index) => startSide(name, index)));
  for (const { sandbox, hire } of sides) await run(await sandbox.hired(WARM_UP), 4, hire);
  for (let round = 0; round < ROUNDS; round++)
    for (const { sandbox, hire, loads } of inTurn(sides, round)) loads.push(await run(await sandbox.hired(HIRES), AT_ONCE, hire));
  for (const { stopWorker } of sides) await stopWorker();

  const bodies = await Promise.all(sides.map(({ sandbox }) => sandbox.hired(STARTS + WARM_UP)));
  for (let at = 0; at < STARTS + WARM_UP; at++)
    for (const { post, answersMs, index } of inTurn(sides, at)) {
      const begun = performance.now();
      await post(bodies[index]?.[at] ?? { applicant: 0, body: '' });
      if (at >= WARM_UP) answersMs.push(performance.now() - begun);
    }

  const [encrypted, clear] = sides.map(({ loads, answersMs }) => ({
    perSecond: rounded((1000 * sum(loads.map(({ latenciesMs }) => latenciesMs.length))) / sum(loads.map(({ totalMs }) => totalMs)), 2),
    webhookMs: rounded(median(answersMs), 2),
  }));
  if (!encrypted || !clear) throw new Error('two sides were measured');
  console.table({ encrypted, 'in clear': clear });
  console.log('Aim: a rate of at least 0.97 with 16 at a time, a p50 of the webhook of at most 1.05.');
  const ratios = { rate: encrypted.perSecond / clear.perSecond, webhookP50: encrypted.webhookMs / clear.webhookMs };
  console.log(JSON.stringify({ rate: rounded(ratios.rate, 3), webhookP50: rounded(ratios.webhookP50, 3), load: loadavg() }));
  for (const { close } of sides) await close();
} finally {
  for (const sandbox of sandboxes) sandbox.stop();
  await server.stop();
  await Runtime.instance().shutdown();
}

async function startSide(name: (typeof SIDES)[number], index: number) {
  const sandbox = sandboxes[index];
  if (!sandbox) throw new Error('a sandbox for each side');
  const of = benchConfig(sandbox);
  const id = name.replace(' ', '-');
  const config = { ...of, connections: of.connections.map((connection) => ({ ...connection, id })) };
  const dataConverter = name === 'encrypted' ? dataConverterOf(config) : {};
  const target = { address: server.address, namespace: config.temporal.namespace, dataConverter };
  const client = await connectClient(target);
  await prepareNamespace(client.connection, namespaceNeeds(config));
  const connection = await connectWorker(target);
  const web = await startWeb(client, config, id);
  const post = async ({ body }: Prepared) => {
    const response = await fetch(web.url.replace('/sandbox/', `/${id}/`), { method: 'POST', body });
    if (response.status !== 202) throw new Error(`the webhook answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  };
  return {
    index,
    sandbox,
    post,
    stopWorker: await startHireWorker({ config, connection, taskQueue: id, dataConverter }),
    hire: async (prepared: Prepared) => {
      await post(prepared);
      await client.workflow.getHandle(`hire/${id}/${prepared.applicant}`).result();
    },
    loads: [] as Load[],
    answersMs: [] as number[],
    close: () => Promise.all([web.app.close(), client.connection.close(), connection.close()]),
  };
}

async function codecMicroseconds(size: number, times = 50_000): Promise<number> {
  const codec = createEncryptionCodec(ENCRYPTION.keys);
  const payload = defaultPayloadConverter.toPayload('x'.repeat(size));
  const before = process.cpuUsage();
  for (let at = 0; at < times; at++) await codec.decode(await codec.encode([payload]));
  const { user, system } = process.cpuUsage(before);
  return rounded((user + system) / times, 1);
}

/** Which is first changes every time. */
function inTurn<T>(sides: readonly T[], time: number): readonly T[] {
  return time % 2 === 0 ? sides : sides.toReversed();
}
