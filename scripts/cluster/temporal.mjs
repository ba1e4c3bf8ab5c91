// The real Temporal server, built once with Go, on PostgreSQL.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, onPath, run } from '../setup.mjs';
import { POSTGRES_PORT, POSTGRES_USER } from './postgres.mjs';

/** The last one that Go 1.25 builds. */
const VERSION = '1.32.0';
const IP = '127.0.0.1';
const PORT = 10233;
export const ADDRESS = `${IP}:${PORT}`;

const START_TIMEOUT_MS = 90_000;
const STORES = { temporal: 'postgresql/v12/temporal', temporal_visibility: 'postgresql/v12/visibility' };

/** Folder of the programs `server` and `sql`; builds them where they are not in the cache. */
export function ensureServer(cacheDir) {
  const folder = join(cacheDir, `temporal-server-${VERSION}`);
  if (existsSync(join(folder, 'server')) && existsSync(join(folder, 'sql'))) return folder;
  if (!onPath('go')) fail('The Temporal server is built with Go, which is missing. Remedy: install Go 1.25 or later.');
  console.log(`Building the Temporal server ${VERSION} with Go. This takes some minutes, once.`);
  mkdirSync(cacheDir, { recursive: true });
  const unfinished = mkdtempSync(join(cacheDir, 'unfinished-'));
  const programs = ['server', 'tools/sql'].map((path) => `go.temporal.io/server/cmd/${path}@v${VERSION}`);
  if (run('go', ['install', ...programs], { env: { ...process.env, GOBIN: unfinished } }) !== 0) {
    rmSync(unfinished, { recursive: true });
    fail('The Temporal server could not be built. Remedy: see what Go says above; its module proxy must be reachable.');
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return folder;
}

/** Makes the data bases where they are missing and brings their schemas up to date. */
export function prepareStores(programs) {
  for (const [database, schema] of Object.entries(STORES)) {
    const sql = (...args) =>
      spawnSync(
        join(programs, 'sql'),
        ['--plugin', 'postgres12', '--ep', IP, '-p', String(POSTGRES_PORT), '-u', POSTGRES_USER, '--db', database, ...args],
        { encoding: 'utf8' },
      );
    const made = sql('create-database');
    if (made.status === 0) sql('setup-schema', '-v', '0.0');
    const { status, stdout, stderr } = sql('update-schema', '--schema-name', schema);
    if (status !== 0) fail(`The schema of ${database} could not be set up: ${stderr || stdout}`);
  }
}

/** @param processes `running-process.ts` */
export async function startServer(programs, folder, processes) {
  if (serverProcess(folder, processes)) return;
  const config = join(folder, 'temporal.json');
  writeFileSync(config, JSON.stringify(configuration(), null, 2));
  const log = openSync(join(folder, 'temporal.log'), 'w');
  const child = spawn(join(programs, 'server'), ['--config-file', config, '--allow-no-auth', 'start'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const server = processes.runningProcess(child.pid ?? -1);
  writeFileSync(pidFile(folder), JSON.stringify(server ?? {}));

  const { Connection } = await import('@temporalio/client');
  for (let waitedMs = 0; waitedMs < START_TIMEOUT_MS && serverProcess(folder, processes); waitedMs += 200) {
    try {
      const connection = await Connection.connect({ address: ADDRESS, connectTimeout: 1_000 });
      await connection.workflowService.listNamespaces({});
      return await connection.close();
    } catch {
      await sleep(200);
    }
  }
  fail(`The Temporal server did not start. Remedy: see ${join(folder, 'temporal.log')}`);
}

export async function stopServer(folder, processes) {
  const server = serverProcess(folder, processes);
  if (server) await processes.endProcess(server, 20_000);
}

export function serverProcess(folder, { isRunning }) {
  try {
    const server = JSON.parse(readFileSync(pidFile(folder), 'utf8'));
    return isRunning(server) ? server : undefined;
  } catch {
    return undefined;
  }
}

function pidFile(folder) {
  return join(folder, 'temporal.pid.json');
}

/** As one file; the parts of the server talk to each other on ports beside the first. */
function configuration() {
  const store = (databaseName) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${IP}:${POSTGRES_PORT}`,
      connectProtocol: 'tcp',
      user: POSTGRES_USER,
      maxConns: 20,
      maxIdleConns: 20,
      maxConnLifetime: '1h',
    },
  });
  const service = (offset) => ({ rpc: { grpcPort: PORT + offset, membershipPort: PORT - 100 + offset, bindOnIP: IP } });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { main: store('temporal'), visibility: store('temporal_visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: IP } },
    services: { frontend: service(0), history: service(1), matching: service(2), worker: service(6) },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: ADDRESS } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}
