/**
 * Workflows in the tests' own thread, as the SDK runs them to be debugged and replayed, without what would cost a third of the run's
 * processor time. Workers in processes of their own run as in production: a thread for the workflows, with all that the SDK does there.
 */
import { Script, type Context, type RunningCodeInNewContextOptions } from 'node:vm';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';

/** Read while a worker is made. */
const SDK_DEBUG = 'TEMPORAL_DEBUG';

// It would look at every promise of this thread from then on, also at those of the tests, for a query of stack traces that nobody sends.
globalHandlers.install = () => {};

// Each call into a workflow would start a thread that watches the time – 49 days, where workflows are debugged.
const run = Script.prototype.runInContext; // eslint-disable-line typescript/unbound-method
Script.prototype.runInContext = function (this: Script, context: Context, options?: RunningCodeInNewContextOptions): unknown {
  const { timeout: _days, ...others } = options ?? {};
  return run.call(this, context, others);
};

/** @param makeWorker gets a worker without a thread for its workflows, which takes half a second of a processor to begin. */
export async function workflowsInThisThread<T>(makeWorker: () => Promise<T>): Promise<T> {
  process.env[SDK_DEBUG] = '1';
  try {
    return await makeWorker();
  } finally {
    delete process.env[SDK_DEBUG]; // not for the processes that a test starts
  }
}
