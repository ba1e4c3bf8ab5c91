import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../src/config/env.js';
import { startEmbeddedServer } from '../../src/temporal-server/embedded-server.js';
import { findServer } from '../../src/temporal-server/find-server.js';
import { freePorts } from '../../test/support/free-ports.js';

/** The embedded server that `npm start` uses, on free ports, with a data base of its own that goes with it. */
export async function startTemporalServer(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
  const program = await findServer({ cliPath, path, cacheDir, log: console.error });
  const dataDir = await mkdtemp(join(tmpdir(), 'hire-bench-'));
  const [port = 0, uiPort = 0] = await freePorts(2);
  const server = await startEmbeddedServer({ program, dataDir, port, uiPort, namespace: 'default', log: console.error });
  return {
    address: server.address,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
