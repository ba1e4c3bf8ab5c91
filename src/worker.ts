import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from './activities/index.js';
import type { ConnectionDeps } from './activities/deps.js';
import { TASK_QUEUE } from './client.js';
import { luccaBaseUrl } from './config/lucca-host.js';
import type { Config, Connection } from './config/schema.js';
import { createFlatchrClient } from './flatchr/client.js';
import { createLuccaClient } from './lucca/client.js';
import { createLuccaHttp } from './lucca/http.js';
import { createReferenceData } from './lucca/reference-data.js';
import { createMailer } from './mail/mailer.js';
import { isMain, runProcess } from './process.js';
import { connectClient, connectWorker } from './temporal/connect.js';
import { prepareNamespace, type NamespaceNeeds } from './temporal/prepare-namespace.js';
import { SEARCH_ATTRIBUTES } from './workflows/search-attributes.js';

const FLATCHR_URL = 'https://api.flatchr.io';

export interface HireWorkerOptions {
  readonly config: Config;
  readonly connection: NativeConnection;
  readonly bundle: WorkflowBundleOption;
  readonly taskQueue?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How long Flatchr's search may lag behind a drag, in milliseconds. */
  readonly flatchrLagMs?: number;
  /** After so long Lucca has cut a request off, in milliseconds: it says 5 s, and the way takes a little. */
  readonly luccaTimeoutMs?: number;
}

export interface HireWorker {
  /** Ends when {@link stop} was called and running activities have finished. */
  run(): Promise<void>;
  stop(): void;
}

/** A worker for all connections of a configuration. */
export async function createHireWorker(options: HireWorkerOptions): Promise<HireWorker> {
  const { config, connection, bundle, taskQueue = TASK_QUEUE, now = Date.now, flatchrLagMs = 30_000, luccaTimeoutMs = 6_000 } = options;
  const mailer = createMailer({ smtpUrl: config.smtp.url, from: config.smtp.from });
  const connections = new Map(config.connections.map((settings) => [settings.id, connectionDeps(settings, now)]));
  const worker = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue,
    workflowBundle: bundle,
    activities: createActivities({ connections, mailer, mailFrom: config.smtp.from, now, flatchrLagMs, luccaTimeoutMs }),
    shutdownGraceTime: '30s', // most activities end in a second; what runs longer is taken up again by another worker
    shutdownForceTime: '60s',
    stickyQueueScheduleToStartTimeout: '3s', // a dead worker's hires go to another one soon
    maxCachedWorkflows: 1000, // hires wait for weeks; one that left the cache is replayed
    // A beat every 3 s reaches the server only if the SDK lets it: its default passes one on every 8 s, too close to the time-out of 10 s.
    maxHeartbeatThrottleInterval: '3s',
  });
  return {
    async run() {
      try {
        await worker.run();
      } finally {
        mailer.close();
      }
    },
    stop: () => worker.shutdown(),
  };
}

function connectionDeps(settings: Connection, now: () => number): ConnectionDeps {
  const luccaUrl = luccaBaseUrl(settings);
  const lucca = createLuccaClient(createLuccaHttp({ baseUrl: luccaUrl, apiKey: settings.lucca.apiKey, now }), luccaUrl);
  const { url = FLATCHR_URL, companyId, apiKey } = settings.flatchr;
  return {
    settings,
    lucca,
    reference: createReferenceData(lucca, now),
    flatchr: apiKey === undefined ? undefined : createFlatchrClient({ baseUrl: url, companyId, apiKey, now }),
  };
}

/** What hires need of the namespace they run in. */
export function namespaceNeeds({ temporal: { namespace, retention } }: Config): NamespaceNeeds {
  return { namespace, retentionMs: retention, searchAttributes: SEARCH_ATTRIBUTES.map(({ name, type }) => ({ name, type })) };
}

/** The bundle that `npm run build` makes: a worker in production never bundles by itself. */
export const BUILT_BUNDLE: WorkflowBundleOption = { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) };

if (isMain(import.meta)) {
  await runProcess('worker', async ({ config, target, logger, signal }) => {
    const client = await connectClient(target);
    const undone = await prepareNamespace(client.connection, namespaceNeeds(config));
    if (undone) logger.warn(undone);
    await client.connection.close();

    const connection = await connectWorker(target);
    try {
      const worker = await createHireWorker({ config, connection, bundle: BUILT_BUNDLE });
      signal.addEventListener('abort', () => worker.stop());
      await worker.run();
    } finally {
      await connection.close();
    }
  });
}
