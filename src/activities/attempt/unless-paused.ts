import { getClient } from '@temporalio/activity';
import { PAUSE_KNOWN_AFTER_MS, pauseOf } from '../../client/pauses.js';
import { Failure } from '../../hire/failures.js';
import { failure } from './technical-trouble.js';

/**
 * Lets a step of a hire pass, unless its connection is paused.
 *
 * @throws a failure that is retried.
 */
export type UnlessPaused = (connection: string) => Promise<void>;

/** When a step that was stopped looks again, where nobody tells it to. */
const LOOK_AGAIN_MS = 60_000;

/** @param now - monotonic milliseconds. */
export function createUnlessPaused(now: () => number): UnlessPaused {
  const kept = new Map<string, { readonly at: number; readonly paused: boolean }>();
  return async (connection) => {
    let last = kept.get(connection);
    if (!last || now() - last.at >= PAUSE_KNOWN_AFTER_MS) {
      const at = now(); // before it is asked: what is told later is not in the answer
      last = { at, paused: (await pauseOf(getClient(), connection)) !== undefined };
      kept.set(connection, last);
    }
    if (last.paused)
      throw failure(Failure.ConnectionPaused, `${connection} is paused: npx hire resume --connection ${connection}`, LOOK_AGAIN_MS);
  };
}
