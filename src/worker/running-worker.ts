import type { Running } from '../supervise.js';
import type { HireWorker } from './hire-worker.js';

/** Lets a worker run, so that its end can be seen. */
export function runningWorker(worker: HireWorker): Running {
  let over = false;
  const ended = worker
    .run()
    .then(
      () => 'it stopped asking for work',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    .finally(() => (over = true));
  return {
    ended,
    async stop() {
      if (!over) worker.stop();
      await ended;
    },
  };
}
