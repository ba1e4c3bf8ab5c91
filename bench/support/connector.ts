import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Worker, type NativeConnection } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { sandboxConfig } from '../../sandbox/config.js';
import { createFlatchrSides, createRefusedBodies, createSessions, HireClient } from '../../src/client.js';
import { configSchema, type Config } from '../../src/config/schema.js';
import { FAILURE_CONVERTER_PATH } from '../../src/encryption/data-converter.js';
import { ENCRYPTION } from '../../test/support/encryption.js';
import { createWeb } from '../../src/web/app.js';
import { createLinks } from '../../src/links.js';
import { webConnections } from '../../src/web/server.js';
import { createHireWorker, type HireWorkerOptions } from '../../src/worker/hire-worker.js';

export const NO_OP_QUEUE = 'no-ops';

export const LINKS = createLinks('bench');

/** The configuration that `npm start` uses with the sandbox. */
export function benchConfig(sandbox: { readonly url: string; readonly smtpUrl: string }): Config {
  const { connections, ...rest } = sandboxConfig(sandbox, 'http://localhost');
  const unpaced = { quota: { requests: 1000, per: '1s' } }; // the engine is measured, not Lucca's quota
  return configSchema.parse({
    ...rest,
    encryption: ENCRYPTION,
    connections: connections.map((one) => ({ ...one, lucca: { ...one.lucca, ...unpaced } })),
  });
}

/** The real web process's server; its log is written, but kept nowhere. */
export async function startWeb(
  client: Client,
  config: Config,
  taskQueue?: string,
  now?: () => number,
): Promise<{ readonly url: string; readonly app: FastifyInstance }> {
  const logger = pino({ level: 'info' }, { write: () => undefined });
  const app = await createWeb({
    hires: new HireClient(client, taskQueue),
    sessions: createSessions(client, taskQueue),
    flatchr: createFlatchrSides(client, taskQueue),
    refused: createRefusedBodies(client, taskQueue),
    connections: webConnections(config),
    links: LINKS,
    logger,
    ...(now && { now }),
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/webhooks/flatchr/sandbox/sandbox`, app };
}

/** The real worker, and one for the no-ops with the same options; returns how to stop both. */
export async function startWorkers(connection: NativeConnection, config: Config): Promise<() => Promise<void>> {
  const hires = await createHireWorker({ config, connection, bundle: await bundle('../../src/workflows/index.ts') });
  const noOps = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: NO_OP_QUEUE,
    workflowBundle: await bundle('./no-op-workflow.ts'),
    activities: { noOp: async () => undefined },
    maxCachedWorkflows: 250,
    maxHeartbeatThrottleInterval: '3s',
  });
  const working = Promise.all([hires.run(), noOps.run()]);
  return async () => {
    hires.stop();
    noOps.shutdown();
    await working;
  };
}

/** The real worker alone. @returns what stops it. */
export async function startHireWorker(options: Omit<HireWorkerOptions, 'bundle'>): Promise<() => Promise<void>> {
  const worker = await createHireWorker({ ...options, bundle: await bundle('../../src/workflows/index.ts') });
  const working = worker.run();
  return async () => {
    worker.stop();
    await working;
  };
}

function bundle(path: string) {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(path, import.meta.url)),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: new DefaultLogger('WARN'),
  });
}
