import { once } from 'node:events';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import type { Config } from '../../src/config/schema.js';
import { installRuntime } from '../../src/process.js';
import { createHireWorker } from '../../src/worker/hire-worker.js';

/** What a worker of its own needs, sent by the test that forked it. */
export interface WorkerOrder {
  readonly address: string;
  readonly config: Config;
  /** File of the workflow bundle. */
  readonly codePath: string;
  readonly taskQueue: string;
  /** Milliseconds. */
  readonly flatchrLagMs: number;
  readonly luccaTimeoutMs: number;
  /** Its clock is so far ahead. */
  readonly aheadMs?: number;
}

process.once('disconnect', () => process.exit()); // never outlives its test

const [{ address, config, codePath, aheadMs = 0, ...options }] = (await once(process, 'message')) as [WorkerOrder]; // the parent sends nothing else
installRuntime(pino({ level: 'error' }), config.metrics);
const connection = await NativeConnection.connect({ address });
const worker = await createHireWorker({ config, connection, bundle: { codePath }, now: () => Date.now() + aheadMs, ...options });
process.send?.('ready');
await worker.run();
