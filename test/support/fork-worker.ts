import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config/schema.js';
import { LUCCA_TIMEOUT_MS, type Rig } from './rig.js';
import { temporal, workflowBundle } from './temporal.js';
import type { WorkerOrder } from './worker-process.js';

const WORKER = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/**
 * A worker of a rig in a process of its own, which a test may kill; resolves once it asks for work. The bundle goes to `folder`.
 *
 * @param at - address of the server; left out: that of the whole run.
 */
export async function forkWorker(rig: Rig, folder: string, changes: Partial<Config> = {}, aheadMs = 0, at?: string): Promise<ChildProcess> {
  const codePath = join(folder, 'bundle.js');
  await writeFile(codePath, (await workflowBundle()).code);
  const address = at ?? (await temporal()).address;
  const order: WorkerOrder = {
    address,
    config: { ...rig.config, ...changes },
    codePath,
    taskQueue: rig.connection,
    flatchrLagMs: 300,
    luccaTimeoutMs: LUCCA_TIMEOUT_MS,
    aheadMs,
  };
  const child = fork(WORKER, { execArgv: ['--import', 'tsx'] });
  child.send(order);
  await once(child, 'message');
  return child;
}
