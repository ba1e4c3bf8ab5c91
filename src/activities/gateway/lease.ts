import { setTimeout as sleep } from 'node:timers/promises';

export interface LeaseOptions {
  /** Tells the server, and returns when it has answered. @throws when this attempt is no longer the current one. */
  readonly acknowledge: (details: unknown) => Promise<void>;
  /**
   * The SDK's own heartbeat, bound to the activity that is the lease: leave is asked for in the middle of other activities, whose
   * heartbeat details (an intent to create) these must not overwrite.
   */
  readonly heartbeat: (details: unknown) => void;
  /** What a successor needs, as it is now. */
  readonly details: () => unknown;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** The server gives the lease to another one when it has had no heartbeat for this time, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * A successor counts this many requests that the details it got may not tell of. More than are sent between two beats at Lucca's quota of
 * 50 a minute, bursts included; and few enough that a handover costs a fifth of it.
 */
export const CREDIT = 10;
const BEAT_MS = 1_000;
/** The way of a request, and clocks that run at different speeds. */
const MARGIN_MS = 2_000;

/** The holder's heartbeat was not acknowledged in time: another one may hold the lease now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * The right to be the only one that speaks to a connection's Lucca, carried by the heartbeats of a long activity.
 *
 * 1. Leave to send is given only while the last *acknowledged* heartbeat, counted from when it was sent, is younger than the time-out
 *    less a margin: so before the server can give the lease to another one.
 * 2. At most {@link CREDIT} requests are sent that the last acknowledged details do not tell of, and a successor counts as many on top
 *    of what they told.
 */
export class Lease {
  readonly #options: LeaseOptions;
  #acknowledgedAt: number;
  #credit = 0;
  #asks = 0;
  #beating: Promise<boolean> | undefined;
  readonly #lost = new AbortController();

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#acknowledgedAt = -Infinity;
  }

  /** Aborted once the lease is lost for good. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Asked before each request. @throws {LeaseLostError} */
  async ask(): Promise<void> {
    while (this.#credit === 0) if (!(await this.beat())) throw new LeaseLostError();
    if (!this.held()) throw new LeaseLostError();
    this.#credit--;
    this.#asks++;
  }

  /** Whether a request may be sent at this very moment. */
  held(): boolean {
    const { now, timeoutMs } = this.#options;
    return now() - this.#acknowledgedAt < timeoutMs - MARGIN_MS;
  }

  /** Beats until `signal` is aborted or the lease is lost. */
  async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.lost.aborted) {
      await this.beat();
      if (!this.held()) this.#lost.abort();
      await sleep(BEAT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One heartbeat; several that ask at once share it. @returns whether the server acknowledged it. */
  async beat(): Promise<boolean> {
    this.#beating ??= this.#send().finally(() => (this.#beating = undefined));
    return await this.#beating;
  }

  async #send(): Promise<boolean> {
    const { acknowledge, heartbeat, details, now } = this.#options;
    const sentAt = now();
    const asksBefore = this.#asks;
    const told = details();
    heartbeat(told); // without the SDK's own beat it would cancel the activity, and its last one would overwrite these details
    try {
      await acknowledge(told);
    } catch {
      return false; // the lease runs out by itself
    }
    this.#acknowledgedAt = sentAt;
    this.#credit = CREDIT - (this.#asks - asksBefore); // what was sent meanwhile is not in the details
    return true;
  }
}
