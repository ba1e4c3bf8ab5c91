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

/** A folder where no connector.yaml is, with ports of its own. */
export interface Place {
  readonly dataDir: string;
  readonly port: number;
  readonly sandboxPort: number;
  readonly temporalPort: number;
  readonly uiPort: number;
  /** For whatever runs there. */
  readonly env: NodeJS.ProcessEnv;
}

/** `npm start` in a place of its own. */
export interface ConnectorProcess extends Place {
  readonly process: ChildProcess;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

export async function newPlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hire-start-'));
  const [port = 0, sandboxPort = 0, temporalPort = 0, uiPort = 0] = await freePorts(4);
  const env = {
    ...process.env,
    CONNECTOR_CONFIG: '',
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
  };
  return { dataDir, port, sandboxPort, temporalPort, uiPort, env };
}

/** @param reader what a shell does with its output, such as `| head -1`; then `process` is the shell. */
export async function spawnConnector(stdio: StdioOptions, reader?: string, place?: Place): Promise<ConnectorProcess> {
  const at = place ?? (await newPlace());
  const { dataDir, env } = at;
  const command = [process.execPath, fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))];
  const [program = '', ...args] = reader === undefined ? command : ['bash', '-c', `${command.join(' ')} ${reader}`];
  const child = spawn(program, args, { cwd: dataDir, env, stdio });
  return {
    ...at,
    process: child,
    async stop() {
      const record = readRecord(dataDir);
      if (record) await endProcess(record.owner, STOP_MS); // it stops the Temporal server
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      if (record) await endProcess(record.server, STOP_MS);
      rmSync(dataDir, { recursive: true, maxRetries: 5 });
    },
  };
}
