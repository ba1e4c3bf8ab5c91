import { once } from 'node:events';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Config } from '../../src/config/schema.js';
import { createHireWorker } from '../../src/worker.js';

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
}

process.once('disconnect', () => process.exit()); // never outlives its test
Runtime.install({ logger: new DefaultLogger('ERROR') });

const [{ address, config, codePath, ...options }] = (await once(process, 'message')) as [WorkerOrder]; // the parent sends nothing else
const connection = await NativeConnection.connect({ address });
const worker = await createHireWorker({ config, connection, bundle: { codePath }, ...options });
process.send?.('ready');
await worker.run();
