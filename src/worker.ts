import { fileURLToPath } from 'node:url';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Environment } from './config/env.js';
import { publicUrlOf } from './config/public-url.js';
import type { Config } from './config/schema.js';
import { webSecret } from './config/web-secret.js';
import { createLinks, type PageLinks } from './links.js';
import { clientOf, installRuntime, isMain, runProcess, StartError } from './process.js';
import { connectWorker } from './client/connect.js';
import { prepareTemporal } from './client/prepare-temporal.js';
import { createHireWorker } from './worker/hire-worker.js';
import { watchDoctor } from './worker/watch-doctor.js';

/**
 * Links to the pages, where the configuration tells their address.
 * @throws {ConfigError} when the secret cannot be kept.
 */
function pageLinks(config: Config, { dataDir }: Environment, warn: (message: string) => void): PageLinks | undefined {
  const url = publicUrlOf(config);
  const { secret } = config.web;
  if (url === undefined) return undefined;
  if (secret === undefined)
    warn('web.secret is left out: links are signed with a secret kept in DATA_DIR. A web process on another machine would refuse them');
  return { url, links: createLinks(webSecret({ configured: secret, dataDir })) };
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
      const pages = pageLinks(config, environment, (message) => logger.warn(message));
      const worker = await createHireWorker({ config, connection, bundle: BUILT_BUNDLE, pages });
      signal.addEventListener('abort', () => worker.stop());
      await worker.run();
      if (!signal.aborted) throw new StartError('The worker has ended by itself');
    } finally {
      await connection.close();
      await client.connection.close();
    }
  });
}
