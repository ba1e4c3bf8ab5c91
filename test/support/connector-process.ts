import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endProcess } from '../../src/temporal-server/running-process.js';
import { readRecord } from '../../src/temporal-server/server-record.js';
import { freePorts } from './free-ports.js';

const STOP_MS = 20_000;

/** `npm start` with no configuration, on ports and data of its own. */
export interface ConnectorProcess {
  readonly process: ChildProcess;
  readonly dataDir: string;
  readonly port: number;
  readonly sandboxPort: number;
  readonly temporalPort: number;
  readonly uiPort: number;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

/** @param reader what a shell does with its output, such as `| head -1`; then `process` is the shell. */
export async function spawnConnector(stdio: StdioOptions, reader?: string): Promise<ConnectorProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hire-start-'));
  const [port = 0, sandboxPort = 0, temporalPort = 0, uiPort = 0] = await freePorts(4);
  const command = [process.execPath, fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))];
  const [program = '', ...args] = reader === undefined ? command : ['bash', '-c', `${command.join(' ')} ${reader}`];
  const child = spawn(program, args, {
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
    temporalPort,
    uiPort,
    async stop() {
      const record = readRecord(dataDir);
      if (record) await endProcess(record.owner, STOP_MS); // it stops the Temporal server
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      if (record) await endProcess(record.server, STOP_MS);
      rmSync(dataDir, { recursive: true, maxRetries: 5 });
    },
  };
}
