import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { keepPrivate, OWNER_ONLY } from '../config/data-dir.js';
import type { Running } from '../supervise.js';
import { endProcess, isRunning, runningProcess, type RunningProcess } from './running-process.js';
import { readRecord, removeRecord, writeRecord, type ServerRecord } from './server-record.js';

const START_TIMEOUT_MS = 60_000;
const ADOPT_TIMEOUT_MS = 5_000;
const FREE_TIMEOUT_MS = 1_000;
const STOP_GRACE_MS = 10_000;
const WATCH_MS = 500;
const IP = '127.0.0.1';

/**
 * The server's one shard reads each of its queues at most 20 times a second by default, each after the one before: every step of a hire would
 * wait 50 to 100 ms for nothing. It reads when something is there, so that an idle server does not work more.
 */
export const DYNAMIC_CONFIG = [
  ...['transfer', 'timer', 'visibility'].map((queue) => `history.${queue}ProcessorMaxPollRPS=1000`),
  'frontend.enableServerVersionCheck=false', // it would report to its makers
].flatMap((value) => ['--dynamic-config-value', value]);

export interface EmbeddedServerOptions {
  /** Path of the Temporal CLI, see `findServer`. */
  readonly program: string;
  /** Holds `temporal.db`, the server's log and what is known of the running server. */
  readonly dataDir: string;
  readonly port: number;
  readonly uiPort: number;
  readonly namespace: string;
  /** Where its UI has payloads decoded; left out: nowhere. */
  readonly codecUrl?: string | undefined;
  /** Takes lines for the operator. */
  readonly log: (line: string) => void;
}

export interface EmbeddedServer extends Running {
  /** `127.0.0.1:7233` */
  readonly address: string;
  readonly uiUrl: string;
  /** It was left running by an earlier process on the same DATA_DIR. */
  readonly adopted: boolean;
  /** Whether its data base is still the file that it writes to: of one that was deleted nothing would be left at the next start. */
  stored(): boolean;
  /** Ends the server. Call it last: workers need it to report what they did. */
  stop(): Promise<void>;
}

/**
 * A Temporal development server on a SQLite file. It runs in a process group of its own, so that Ctrl-C does not reach it before
 * the workers, and goes on when this process is killed: the next one with the same DATA_DIR takes it over.
 * @throws {Error} one sentence: a port is in use, the DATA_DIR is, or the server ended at its start.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, port, uiPort, namespace, codecUrl, log } = options;
  keepPrivate(dataDir);
  const address = `${IP}:${port}`;
  const running = (server: RunningProcess, adopted: boolean): EmbeddedServer => ({
    address,
    uiUrl: `http://localhost:${uiPort}`,
    adopted,
    ended: endOf(server, dataDir),
    stored: sameFile(join(dataDir, 'temporal.db')),
    stop: async () => {
      await endProcess(server, STOP_GRACE_MS);
      removeRecord(dataDir);
    },
  });
  const remember = (server: RunningProcess) => writeRecord(dataDir, { server, owner: thisProcess(), port, uiPort, namespace, codecUrl });

  const left = readRecord(dataDir);
  if (left !== undefined && isRunning(left.server)) {
    if (isRunning(left.owner)) {
      throw new Error(`Process ${left.owner.pid} already uses this DATA_DIR. Remedy: stop it, or set DATA_DIR to another folder.`);
    }
    if (isAlike(left, options) && (await answers(address, () => isRunning(left.server), ADOPT_TIMEOUT_MS))) {
      remember(left.server);
      return running(left.server, true);
    }
    log('A Temporal server was left running that does not answer, or on other ports: it is stopped first.');
    await endProcess(left.server, STOP_GRACE_MS);
  }

  await requireFree(port, 'TEMPORAL_PORT');
  await requireFree(uiPort, 'TEMPORAL_UI_PORT');
  const server = launch(options);
  remember(server);
  if (await answers(address, () => isRunning(server), START_TIMEOUT_MS)) return running(server, false);
  await running(server, false).stop();
  throw new Error(`The Temporal server did not start: ${lastLine(logPath(dataDir))} (more in temporal.log, in DATA_DIR).`);
}

function launch({ program, dataDir, port, uiPort, namespace, codecUrl }: EmbeddedServerOptions): RunningProcess {
  const log = logPath(dataDir);
  if (existsSync(log)) renameSync(log, `${log}.1`); // says why the one before ended
  const logFile = openSync(log, 'w', 0o600);
  const flags = {
    '--db-filename': join(dataDir, 'temporal.db'),
    '--ip': IP,
    '--port': String(port),
    '--ui-port': String(uiPort),
    '--namespace': namespace,
    '--log-level': 'warn',
    ...(codecUrl !== undefined && { '--ui-codec-endpoint': codecUrl }),
  };
  const umask = process.umask(OWNER_ONLY); // a child takes it over when it is spawned
  const child = spawn(program, ['server', 'start-dev', ...Object.entries(flags).flat(), ...DYNAMIC_CONFIG], {
    detached: true,
    stdio: ['ignore', 'ignore', logFile], // its greeting is for a person; what it has to say goes to stderr
  });
  process.umask(umask);
  child.once('error', () => {}); // seen below: there is no such process
  child.unref();
  closeSync(logFile);
  if (child.pid === undefined) throw new Error('The Temporal server program cannot be run. Remedy: check TEMPORAL_CLI_PATH.');
  return runningProcess(child.pid) ?? { pid: child.pid, started: 'and ended already' }; // its log says why
}

/** The server need not be a child of this process. */
async function endOf(server: RunningProcess, dataDir: string): Promise<string> {
  while (isRunning(server)) await sleep(WATCH_MS, undefined, { ref: false });
  return lastLine(logPath(dataDir));
}

/** Tells whether a path still leads to the file that it leads to now. */
function sameFile(path: string): () => boolean {
  const file = () => {
    const { dev, ino } = statSync(path, { throwIfNoEntry: false }) ?? {};
    return `${dev} ${ino}`;
  };
  const first = file();
  return () => file() === first;
}

/** Waits until a Temporal server answers; false when `alive` says that it never will, or after the time-out. */
async function answers(address: string, alive: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (alive() && performance.now() < deadline) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      await connection.close();
      return alive();
    } catch {
      await sleep(100);
    }
  }
  return false;
}

function isAlike(record: ServerRecord, { port, uiPort, namespace, codecUrl }: EmbeddedServerOptions): boolean {
  const isSame = record.port === port && record.uiPort === uiPort && record.namespace === namespace;
  return isSame && record.codecUrl === codecUrl;
}

function thisProcess(): RunningProcess {
  const self = runningProcess(process.pid);
  if (self === undefined) throw new Error('The system does not tell of its processes: neither /proc nor ps can be read.');
  return self;
}

/** A program that was killed lets go of its ports a moment after it has ended. */
async function requireFree(port: number, variable: string): Promise<void> {
  const deadline = performance.now() + FREE_TIMEOUT_MS;
  let free = await isFree(port);
  while (!free && performance.now() < deadline) {
    await sleep(50);
    free = await isFree(port);
  }
  if (!free) throw new Error(`Port ${port} is in use by another program. Remedy: stop that, or set ${variable} to another port.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, IP, () => probe.close(() => resolve(true)));
  });
}

function logPath(dataDir: string): string {
  return join(dataDir, 'temporal.log');
}

function lastLine(path: string): string {
  if (!existsSync(path)) return 'it left no log';
  return readFileSync(path, 'utf8').trim().split('\n').at(-1)?.slice(0, 300) || 'it said nothing';
}
