import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { sandboxConfig } from '../sandbox/config.js';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.js';
import { readTrace, type TracedSystems } from '../sandbox/shaping.js';
import { TeachingHireClient } from '../sandbox/teaching-hire-client.js';
import { openAudit } from './audit/open.js';
import { createFlatchrSides, createRefusedBodies, createSessions, HireClient } from './client.js';
import { keepPrivate, OWNER_ONLY } from './config/data-dir.js';
import { withEncryptionKeys } from './config/encryption-keys.js';
import { readEnvironment, type Environment } from './config/env.js';
import { loadConfig } from './config/load.js';
import { publicUrlOf } from './config/public-url.js';
import { configSchema, type Config } from './config/schema.js';
import { webSecret } from './config/web-secret.js';
import { createEncryptionCodec } from './encryption/codec.js';
import { createLinks } from './links.js';
import {
  auditOutlets,
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
import { createReconciliations } from './client/reconciliations.js';
import { stdout } from './output.js';
import { Supervisor } from './supervise.js';
import { startEmbeddedServer, type EmbeddedServer } from './temporal-server/embedded-server.js';
import { findServer } from './temporal-server/find-server.js';
import { createWeb } from './web/app.js';
import { findingsOf, listen, uiUrlOf, webConnections } from './web/server.js';
import { BUILT_BUNDLE } from './worker.js';
import { createHireWorker } from './worker/hire-worker.js';
import { runningWorker } from './worker/running-worker.js';
import { watchDoctor } from './worker/watch-doctor.js';
import { prepareTemporal } from './client/prepare-temporal.js';

/** So long each part may take to close where something has failed: what it waits for may be that. */
const CLOSE_MS = 5_000;

/**
 * All in one: worker and web process beside an embedded Temporal server – or beside a configured cluster – and, with no configuration,
 * the sandbox. What was opened first is closed last: Temporal outlives the worker, so that results of running activities arrive.
 * A server or a worker that ends by itself is started again; where that does not help the process ends with code 1, for what runs it to act.
 */
await exitWithSentence(async () => {
  process.umask(OWNER_ONLY);
  const environment = readEnvironment();
  const { dataDir } = environment;
  const logger = createLogger(environment, 'hire');
  const say = (line: string) => stdout.write(`${line}\n`);
  const warn = (message: string) => logger.warn(message);
  const told = stopSignal();
  const ending = new AbortController();
  const signal = AbortSignal.any([told, ending.signal]);
  const closers: (() => Promise<void>)[] = [];
  try {
    keepDataPrivate(dataDir);
    const { config: loaded, sandbox } = await settings(environment, closers, warn);
    const config = withEncryptionKeys(loaded, environment, { make: true });
    installRuntime(logger, config.metrics);
    const { address, namespace } = config.temporal;

    let server: Supervisor<EmbeddedServer> | undefined;
    if (address === undefined) {
      const { temporalCliPath: cliPath, path, cacheDir, temporalPort: port, temporalUiPort: uiPort } = environment;
      const program = await findServer({ cliPath, path, cacheDir, log: say }).catch(startError);
      if (told.aborted) return;
      const codecUrl = config.web.port === 0 ? undefined : `http://localhost:${config.web.port}/codec`;
      const start = () => startEmbeddedServer({ program, dataDir, port, uiPort, codecUrl, namespace, log: say });
      server = await Supervisor.start(start, { what: 'The Temporal server', signal, warn }).catch(startError);
      closers.push(() => server?.stop() ?? Promise.resolve());
    }
    const target = targetOf(config, environment);
    const client = await clientOf(target);
    closers.push(() => client.connection.close());
    await prepareTemporal(client, config, { warn, signal });
    watchDoctor(client, config, { warn, signal });

    const connection = await connectWorker(target);
    closers.push(() => connection.close());
    const links = createLinks(webSecret({ configured: config.web.secret, dataDir }));
    const audit = openAudit({ settings: config.audit, environment, links, role: 'hire', ...auditOutlets(logger) });
    const url = publicUrlOf(config);
    const pages = url === undefined ? undefined : { url, links };
    const startWorker = async () => runningWorker(await createHireWorker({ config, connection, bundle: BUILT_BUNDLE, pages, audit }));
    const worker = await Supervisor.start(startWorker, { what: 'The worker', signal, warn });
    closers.push(() => worker.stop());

    const hires = sandbox ? new TeachingHireClient(client, sandbox) : new HireClient(client);
    const web = await createWeb({
      hires,
      sessions: createSessions(client),
      reconciliations: createReconciliations(client),
      flatchr: createFlatchrSides(client),
      refused: createRefusedBodies(client),
      connections: webConnections(config),
      operators: config.operators,
      codec: { codec: createEncryptionCodec(config.encryption.keys), uiUrl: uiUrlOf(config, environment) },
      links,
      audit,
      logger,
      trustProxy: config.web.trustProxy,
      findings: findingsOf(client, config),
      stored: () => server?.current.stored() ?? true,
    });
    const port = await listen(web, config.web.port);
    closers.push(() => web.close());
    sandbox?.setWebhookUrl(`http://127.0.0.1:${port}/webhooks/flatchr/sandbox/sandbox`);

    say(addresses({ config, port, uiUrl: server?.current.uiUrl, sandbox }));
    await Promise.race([untilAborted(told), worker.lasting, ...(server ? [server.lasting] : [])]).catch(startError);
    say('Stopping …');
  } finally {
    ending.abort();
    const patienceMs = told.aborted ? Infinity : CLOSE_MS;
    for (const close of closers.reverse()) await closed(close, patienceMs, logger);
  }
});

/** Also where the sandbox's state is all that is kept in it. */
function keepDataPrivate(dataDir: string): void {
  try {
    keepPrivate(dataDir);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new StartError(`DATA_DIR cannot be kept private (${code}): let it and its files belong to the user that runs this`);
  }
}

/** A part that cannot be closed must not keep the others, Temporal last, from it. */
async function closed(close: () => Promise<void>, patienceMs: number, logger: Logger): Promise<void> {
  const timeout = new AbortController();
  const late = patienceMs === Infinity ? [] : [delay(patienceMs, undefined, { signal: timeout.signal })];
  await Promise.race([close(), ...late]).catch((error: unknown) => logger.error({ err: error }, 'a part could not be closed'));
  timeout.abort();
}

/** The configuration, or the sandbox's with the sandbox running. */
async function settings(
  environment: Environment,
  closers: (() => Promise<void>)[],
  warn: (message: string) => void,
): Promise<{ config: Config; sandbox?: Sandbox }> {
  const { configPath: path, production, sandboxPort, sandboxTrace, temporalUiPort, port = 8080, dataDir } = environment;
  if (path !== undefined) return { config: loadConfig({ path, warn }) };
  if (production) throw new StartError(NO_CONFIGURATION);
  process.stdout.write('No connector.yaml: a sandbox stands in for Flatchr, Lucca and the mail server.\n');
  const trace = sandboxTrace === undefined ? undefined : traceOf(sandboxTrace);
  const sandbox = await startSandbox({
    trace,
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

function traceOf(path: string): TracedSystems {
  try {
    return readTrace(path);
  } catch (error) {
    return startError(error);
  }
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
          `${publicUrlOf(config) ?? `http://localhost:${port}`}/webhooks/flatchr/${id}/<webhookSecret> (whole: npx hire setup --yes --connection ${id})`,
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
