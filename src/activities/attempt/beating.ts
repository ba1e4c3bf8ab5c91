import { heartbeat } from '@temporalio/activity';

/** A third of the heartbeat time-out: one lost beat is no dead worker. */
const BEAT_MS = 3_000;

/**
 * Runs an activity's work with a heartbeat, so that Temporal takes it up again soon when its worker dies, and a cancellation is heard.
 *
 * @param details sent with every beat: the server keeps the last ones, and a beat without them would erase what stands there.
 */
export async function beating<T>(work: () => Promise<T>, details: () => unknown = () => undefined): Promise<T> {
  const timer = setInterval(() => heartbeat(details()), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
