import { join } from 'node:path';
import { sandboxConfig } from '../sandbox/config.js';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.js';
import { TeachingHireClient } from '../sandbox/teaching-hire-client.js';
import { createFlatchrSides, createRefusedBodies, createSessions, HireClient } from './client.js';
import { readEnvironment, type Environment } from './config/env.js';
import { loadConfig } from './config/load.js';
import { publicUrlOf } from './config/public-url.js';
import { configSchema, type Config } from './config/schema.js';
import { webSecret } from './config/web-secret.js';
import { createLinks } from './links.js';
import {
  clientOf,
  createLogger,
  exitWithSentence,
  installRuntime,
  NO_CONFIGURATION,
  startError,
  StartError,
  stopSignal,
  targetOf,
  untilAborted,
} from './process.js';
import { connectWorker } from './client/connect.js';
import { startEmbeddedServer } from './temporal-server/embedded-server.js';
import { findServer } from './temporal-server/find-server.js';
import { createWeb } from './web/app.js';
import { listen, webConnections } from './web/server.js';
import { BUILT_BUNDLE, createHireWorker, prepareTemporal } from './worker.js';

/**
 * All in one: worker and web process beside an embedded Temporal server – or beside a configured cluster – and, with no configuration,
 * the sandbox. What was opened first is closed last: Temporal outlives the worker, so that results of running activities arrive.
 */
await exitWithSentence(async () => {
  const environment = readEnvironment();
  const logger = createLogger(environment, 'hire');
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const signal = stopSignal();
  const closers: (() => Promise<void>)[] = [];
  try {
    const { config, sandbox } = await settings(environment, closers, (message) => logger.warn(message));
    installRuntime(logger, config.metrics);
    const { address, namespace } = config.temporal;

    let uiUrl: string | undefined;
    if (address === undefined) {
      const { temporalCliPath: cliPath, path, cacheDir, dataDir, temporalPort: port, temporalUiPort: uiPort } = environment;
      const program = await findServer({ cliPath, path, cacheDir, log: say }).catch(startError);
      signal.throwIfAborted();
      const server = await startEmbeddedServer({ program, dataDir, port, uiPort, namespace, log: say }).catch(startError);
      closers.push(() => server.stop());
      ({ uiUrl } = server);
    }
    const target = targetOf(config.temporal, environment);
    const client = await clientOf(target);
    closers.push(() => client.connection.close());
    await prepareTemporal(client, config, { warn: (message) => logger.warn(message), signal });

    const connection = await connectWorker(target);
    closers.push(() => connection.close());
    const links = createLinks(webSecret({ configured: config.web.secret, dataDir: environment.dataDir }));
    const url = publicUrlOf(config);
    const pages = url === undefined ? undefined : { url, links };
    const worker = await createHireWorker({ config, connection, bundle: BUILT_BUNDLE, pages });
    const working = worker.run();
    closers.push(async () => {
      worker.stop();
      await working;
    });

    const hires = sandbox ? new TeachingHireClient(client, sandbox) : new HireClient(client);
    const web = await createWeb({
      hires,
      sessions: createSessions(client),
      flatchr: createFlatchrSides(client),
      refused: createRefusedBodies(client),
      connections: webConnections(config),
      links,
      logger,
      trustProxy: config.web.trustProxy,
    });
    const port = await listen(web, config.web.port);
    closers.push(() => web.close());
    sandbox?.setWebhookUrl(`http://127.0.0.1:${port}/webhooks/flatchr/sandbox/sandbox`);

    say(addresses({ config, port, uiUrl, sandbox }));
    await Promise.race([untilAborted(signal), working]);
    say('Stopping …');
  } finally {
    for (const close of closers.reverse()) await close();
  }
});

/** The configuration, or the sandbox's with the sandbox running. */
async function settings(
  environment: Environment,
  closers: (() => Promise<void>)[],
  warn: (message: string) => void,
): Promise<{ config: Config; sandbox?: Sandbox }> {
  const { configPath: path, production, sandboxPort, temporalUiPort, port = 8080, dataDir } = environment;
  if (path !== undefined) return { config: loadConfig({ path, warn }) };
  if (production) throw new StartError(NO_CONFIGURATION);
  process.stdout.write('No connector.yaml: a sandbox stands in for Flatchr, Lucca and the mail server.\n');
  const sandbox = await startSandbox({
    port: sandboxPort,
    smtpPort: 0,
    stateFile: join(dataDir, 'sandbox.json'),
    links: { Temporal: `http://localhost:${temporalUiPort}` },
  }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new StartError(`Port ${sandboxPort} is in use: stop what uses it, or choose another with SANDBOX_PORT`) : error;
  });
  closers.push(() => sandbox.close());
  return { config: configSchema.parse({ ...sandboxConfig(sandbox, `http://localhost:${port}`), web: { port } }), sandbox };
}

function addresses({
  config,
  port,
  uiUrl,
  sandbox,
}: {
  config: Config;
  port: number;
  uiUrl: string | undefined;
  sandbox: Sandbox | undefined;
}): string {
  const lines = sandbox
    ? [
        ['Drag a candidate to "Recruté"', `${local(sandbox.url)}/`],
        ['The employee in Lucca', `${local(sandbox.url)}/lucca`],
        ["The admin's inbox", `${local(sandbox.url)}/mail`],
        ['All hires, for the admin (rh@sandbox.example)', `http://localhost:${port}/hires`],
        ['The workflow in Temporal', uiUrl],
        ['Webhook', `POST http://localhost:${port}/webhooks/flatchr/sandbox/sandbox`],
      ]
    : [
        ...config.connections.map(({ id }) => [
          `Webhook of ${id}`,
          `${publicUrlOf(config) ?? `http://localhost:${port}`}/webhooks/flatchr/${id}/<webhookSecret>`,
        ]),
        ['Temporal', uiUrl ?? config.temporal.address],
      ];
  const rows = [...lines, ['Ready for hires', `http://localhost:${port}/readyz`]];
  const width = Math.max(...rows.map(([name]) => name?.length ?? 0));
  return [
    '',
    ...rows.map(([name, url]) => `  ${name?.padEnd(width)}  ${url}`),
    '',
    '  Ctrl-C stops it; the next start goes on with the hires that were open.',
    '',
  ].join('\n');
}

function local(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}
