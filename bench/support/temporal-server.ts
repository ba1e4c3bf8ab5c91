import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../src/config/env.js';
import { startEmbeddedServer } from '../../src/temporal/embedded-server.js';
import { findServer } from '../../src/temporal/find-server.js';

/** The embedded server that `npm start` uses, on free ports, with a data base of its own that goes with it. */
export async function startTemporalServer(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
  const program = await findServer({ cliPath, path, cacheDir, log: console.error });
  const dataDir = await mkdtemp(join(tmpdir(), 'hire-bench-'));
  const [port, uiPort] = [await freePort(), await freePort()];
  const server = await startEmbeddedServer({ program, dataDir, port, uiPort, namespace: 'default', log: console.error });
  return {
    address: server.address,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo; // a TCP server's address is no string
      probe.close(() => resolve(port));
    });
  });
}
