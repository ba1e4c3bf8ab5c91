import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.js';

/** `npm start` with no configuration, on ports and data of its own. */
export interface ConnectorProcess {
  readonly process: ChildProcess;
  readonly dataDir: string;
  readonly port: number;
  readonly sandboxPort: number;
  readonly uiPort: number;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

export async function spawnConnector(stdio: StdioOptions): Promise<ConnectorProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hire-start-'));
  const [port = 0, sandboxPort = 0, temporalPort = 0, uiPort = 0] = await freePorts(4);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))], {
    cwd: dataDir, // where no connector.yaml is
    env: {
      ...process.env,
      CONNECTOR_CONFIG: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      TEMPORAL_PORT: String(temporalPort),
      TEMPORAL_UI_PORT: String(uiPort),
    },
    stdio,
  });
  return {
    process: child,
    dataDir,
    port,
    sandboxPort,
    uiPort,
    async stop() {
      if (child.exitCode === null && child.kill()) await once(child, 'exit'); // it stops the Temporal server
      rmSync(dataDir, { recursive: true, maxRetries: 5 });
    },
  };
}
