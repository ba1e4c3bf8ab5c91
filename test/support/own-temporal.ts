import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { readEnvironment } from '../../src/config/env.js';
import { connectClient, connectWorker } from '../../src/client/connect.js';
import { startEmbeddedServer, type EmbeddedServerOptions } from '../../src/temporal-server/embedded-server.js';
import { findServer } from '../../src/temporal-server/find-server.js';
import { namespaceNeeds, prepareNamespace } from '../../src/client/prepare-namespace.js';
import { isRunning } from '../../src/temporal-server/running-process.js';
import { readRecord } from '../../src/temporal-server/server-record.js';
import { DATA_CONVERTER } from './encryption.js';
import { freePorts } from './free-ports.js';
import { quietRuntime } from './temporal.js';

/** The embedded server as `npm start` runs it, on an SQLite file, for a test that kills it. */
export interface OwnTemporal {
  readonly client: Client;
  readonly nativeConnection: NativeConnection;
  /** Path of the Temporal program. */
  readonly program: string;
  readonly address: string;
  /** Address of the Temporal UI. */
  readonly uiUrl: string;
  /** The SQLite file. */
  readonly file: string;
  /** SIGKILL, and a new process on the same file. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder where its data go. */
export async function ownTemporal(folder = tmpdir()): Promise<OwnTemporal> {
  quietRuntime();
  const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
  const program = await findServer({ cliPath, path, cacheDir, log: () => {} });
  const dataDir = await mkdtemp(join(folder, 'hire-temporal-'));
  const [port = 0, uiPort = 0] = await freePorts(2);
  const namespace = 'default';
  const options: EmbeddedServerOptions = { program, dataDir, port, uiPort, namespace, log: () => {} };
  let server = await startEmbeddedServer(options);
  const { address } = server;
  const client = await connectClient({ address, namespace, dataConverter: DATA_CONVERTER });
  await prepareNamespace(client.connection, namespaceNeeds({ temporal: { namespace, retention: 86_400_000 } }));
  const nativeConnection = await connectWorker({ address });
  return {
    client,
    nativeConnection,
    program,
    address,
    uiUrl: server.uiUrl,
    file: join(dataDir, 'temporal.db'),
    async kill() {
      const running = readRecord(dataDir)?.server;
      assert.ok(running);
      process.kill(running.pid, 'SIGKILL');
      while (isRunning(running)) await sleep(20);
      server = await startEmbeddedServer(options);
    },
    async stop() {
      await Promise.all([client.connection.close(), nativeConnection.close()]);
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
