import type { CreateOrder } from '../../hire/steps.js';
import type { ConnectionDeps } from '../deps.js';
import { digestOf, rereadHire } from './hire-source.js';

export interface StillSaysDeps {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A reading that is younger is believed, in milliseconds. */
  readonly staleAfterMs: number;
}

/**
 * Whether Flatchr still says what a draft was made from: between its reading and the creation may lie an outage of days.
 *
 * Where Flatchr does not answer, it does not: the hire goes round from the top, where such trouble is waited out and told.
 */
export async function stillSays(
  { validated, seen }: Extract<CreateOrder, { kind: 'create' }>,
  { flatchr, settings }: ConnectionDeps,
  { now, staleAfterMs }: StillSaysDeps,
): Promise<boolean> {
  if (!flatchr || !seen || now() - seen.at <= staleAfterMs) return true;
  return await rereadHire(flatchr, settings.flatchr, validated).then(
    (again) => digestOf(again) === seen.digest,
    () => false,
  );
}
