import { Context, heartbeat } from '@temporalio/activity';

/** A third of the heartbeat time-out: one lost beat is no dead worker. */
const BEAT_MS = 3_000;

/** By attempt: what its beats carry. */
const details = new WeakMap<Context, () => unknown>();

/** Sends what it returns with every beat of the running attempt: the server keeps the last ones, and a beat without them would erase them. */
export function beatWith(current: () => unknown): void {
  details.set(Context.current(), current);
}

/** Runs an activity's work with a heartbeat, so that Temporal takes it up again soon when its worker dies, and a cancellation is heard. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => heartbeat(details.get(context)?.()), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
