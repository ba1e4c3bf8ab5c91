import { fileURLToPath } from 'node:url';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Environment } from './config/env.js';
import { openAudit } from './audit/open.js';
import { publicUrlOf } from './config/public-url.js';
import type { Config } from './config/schema.js';
import { webSecret } from './config/web-secret.js';
import { createLinks, type Links } from './links.js';
import { auditOutlets as outlets, clientOf, installRuntime, isMain, runProcess, StartError } from './process.js';
import { connectWorker } from './client/connect.js';
import { prepareTemporal } from './client/prepare-temporal.js';
import { createHireWorker } from './worker/hire-worker.js';
import { watchDoctor } from './worker/watch-doctor.js';

/**
 * Signs links to the pages, and makes the digests of the audit trail.
 * @throws {ConfigError} when the secret cannot be kept.
 */
function linksOf({ web: { secret } }: Config, { dataDir }: Environment, warn: (message: string) => void): Links {
  if (secret === undefined)
    warn('web.secret is left out: links are signed with a secret kept in DATA_DIR. A web process on another machine would refuse them');
  return createLinks(webSecret({ configured: secret, dataDir }));
}

/** The bundle that `npm run build` makes: a worker in production never bundles by itself. */
export const BUILT_BUNDLE: WorkflowBundleOption = { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) };

if (isMain(import.meta)) {
  await runProcess('worker', async ({ config, environment, target, logger, signal }) => {
    installRuntime(logger, config.metrics);
    const client = await clientOf(target);
    const background = { warn: (message: string) => logger.warn(message), signal };
    await prepareTemporal(client, config, background);
    watchDoctor(client, config, background);

    const connection = await connectWorker(target);
    try {
      const links = linksOf(config, environment, (message) => logger.warn(message));
      const url = publicUrlOf(config);
      const pages = url === undefined ? undefined : { url, links };
      const audit = openAudit({ settings: config.audit, environment, links, role: 'worker', ...outlets(logger) });
      const worker = await createHireWorker({ config, connection, bundle: BUILT_BUNDLE, pages, audit });
      signal.addEventListener('abort', () => worker.stop());
      await worker.run();
      if (!signal.aborted) throw new StartError('The worker has ended by itself');
    } finally {
      await connection.close();
      await client.connection.close();
    }
  });
}
