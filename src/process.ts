import { realpathSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { ConfigError } from './config/config-error.js';
import { withEncryptionKeys } from './config/encryption-keys.js';
import { readEnvironment, type Environment } from './config/env.js';
import { loadConfig } from './config/load.js';
import { errorCode } from './config/secrets.js';
import type { Config, TemporalSettings } from './config/schema.js';
import { connectClient, type TemporalTarget } from './client/connect.js';
import { EncryptionKeyError } from './encryption/codec.js';
import { dataConverterOf } from './encryption/data-converter.js';
import { stderr, stdout } from './output.js';

export const NO_CONFIGURATION = 'There is no configuration: write connector.yaml, or name it in CONNECTOR_CONFIG';

/** Trouble that a person at the terminal can mend: shown as one sentence, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** For trouble whose message is written for the person at the terminal. */
export function startError(error: unknown): never {
  throw error instanceof Error ? new StartError(error.message) : error;
}

export interface ProcessContext {
  readonly config: Config;
  readonly environment: Environment;
  readonly target: TemporalTarget;
  readonly logger: Logger;
  /** Aborted by SIGTERM and SIGINT. */
  readonly signal: AbortSignal;
}

/** True in the file that Node was started with. */
export function isMain({ url }: ImportMeta): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === fileURLToPath(url);
}

/** The shell of a process that works for a configured Temporal cluster: configuration, logs, signals, exit code. */
export async function runProcess(name: string, main: (context: ProcessContext) => Promise<void>): Promise<void> {
  await exitWithSentence(async () => {
    const environment = readEnvironment();
    const logger = createLogger(environment, name);
    if (environment.configPath === undefined) throw new StartError(NO_CONFIGURATION);
    const loaded = loadConfig({ path: environment.configPath, warn: (message) => logger.warn(message) });
    const config = withEncryptionKeys(loaded, environment, { make: true });
    await main({ config, environment, target: targetOf(config, environment), logger, signal: stopSignal() });
  });
}

/** As {@link connectClient}. @throws {StartError} when there is no Temporal. */
export async function clientOf(target: TemporalTarget): Promise<Client> {
  return await connectClient(target).catch(() => {
    throw new StartError(
      `Temporal does not answer at ${target.address}: is it running? Its address and key stand in connector.yaml under temporal`,
    );
  });
}

/** Without an address: the embedded server of an all-in-one on this machine. */
export function targetOf(config: TemporalSettings, { temporalPort }: Environment): TemporalTarget {
  const { address = `127.0.0.1:${temporalPort}`, namespace, apiKey } = config.temporal;
  return { address, namespace, apiKey, dataConverter: dataConverterOf(config) };
}

/** Logs carry no personal data; what could hold some or a secret is cut out all the same. */
export function createLogger({ logLevel }: Environment, name: string): Logger {
  const redact = ['req.url', 'req.headers', 'err.config', 'err.options', 'err.response'];
  return pino(
    { name, level: logLevel, redact },
    process.stdout.isTTY ? pretty({ ignore: 'pid,hostname', destination: terminal() }) : stdout,
  );
}

/** Where an audit trail goes that is printed, and what is said when it cannot be written. */
export function auditOutlets(logger: Pick<Logger, 'error'>) {
  return {
    print: (line: string) => stdout.write(line),
    onError: (error: unknown) =>
      logger.error(
        { code: errorCode(error) },
        'the audit trail cannot be written: make its folder writable, or choose another under audit.to',
      ),
  };
}

/** What the printer of lines for a person wants: a stream. */
function terminal(): Writable {
  return new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      stdout.write(String(line));
      done();
    },
  });
}

/** What the SDK warns of at each opening of a gateway, whose worker has activities alone and means to. */
const NO_WORKFLOWS = 'No workflows registered';

/**
 * Installs the SDK's runtime, which a process with a worker needs, before its first use: its own lines go through our logger, and its
 * signal handling is replaced by ours, since it would keep the process from exiting.
 *
 * @param metrics - where Prometheus may fetch metrics; left out: nowhere.
 * @throws {StartError} when the address of the metrics cannot be had.
 */
export function installRuntime(logger: Logger, metrics: Config['metrics']): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const options: RuntimeOptions = {
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const own = meta?.['sdkComponent'] === 'activity'; // what activities say; of the SDK itself, warnings alone
      if ((own || level !== 'INFO') && !message.startsWith(NO_WORKFLOWS)) logger[levels[level]](meta ?? {}, message);
    }),
  };
  if (!metrics) return void Runtime.install({ ...options, telemetryOptions: { logging: { forward: {} } } });

  const bindAddress = `${metrics.host.includes(':') ? `[${metrics.host}]` : metrics.host}:${metrics.port}`;
  const prometheus = { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  try {
    Runtime.install({ ...options, telemetryOptions: { logging: { forward: {} }, metrics: { prometheus } } });
  } catch (error) {
    throw metricsError(error, bindAddress);
  }
}

/** Of all that the runtime needs, only the metrics' address may be missing. */
function metricsError(error: unknown, address: string): unknown {
  const reason = /prometheus metrics exporter: (?<reason>.+)/.exec(error instanceof Error ? error.message : '')?.groups?.['reason'];
  if (reason === undefined) return error;
  const remedy = 'choose another host or port under metrics in connector.yaml; each worker of a machine needs a port of its own';
  return new StartError(`Metrics cannot be offered at ${address} (${reason}): ${remedy}`);
}

/**
 * Aborted by the first SIGTERM or SIGINT; a second one ends the process at once. A terminal that is closed takes the output with it, not the
 * service.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGHUP', () => {});
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** So long a process waits at its end for somebody to read what it said. */
const FLUSH_MS = 1_000;

/**
 * Runs a process to its end. What a person can mend is printed as a sentence, a defect with its stack; exit code 1 either way, or the one of
 * the {@link StartError}. Leaves no choice to what is still open: the SDK's runtime would keep the process alive.
 *
 * @param flushMs how long the output may take to be read, in milliseconds.
 */
export async function exitWithSentence(main: () => Promise<void>, flushMs: number = FLUSH_MS): Promise<never> {
  try {
    await main();
  } catch (error) {
    const known = error instanceof StartError || error instanceof ConfigError || error instanceof EncryptionKeyError;
    stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = error instanceof StartError ? error.exitCode : 1;
  }
  await Promise.all([stdout.flushed(flushMs), stderr.flushed(flushMs)]);
  process.exit(); // with the code that was set
}
