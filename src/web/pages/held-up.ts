import type { HoldUp } from '../../client.js';
import type { Speech } from './language.js';

/** What holds a hire up, since when and until when, once for each system. Anything that no person would want to know is left out. */
export function heldUp(holdUps: readonly HoldUp[], { page, words }: Speech): string[] {
  const bySystem = new Map(holdUps.flatMap((holdUp) => (holdUp.system ? [[holdUp.system, holdUp] as const] : [])));
  return [...bySystem].map(([system, { since, next }]) =>
    [page.heldUp[system], since && page.heldUpSince(words.instant(since)), next && page.nextAttempt(words.instant(next))]
      .filter(Boolean)
      .join(' '),
  );
}
