import { LuccaError } from '../../lucca/errors.js';

/** The right of one hire to create whoever has these marks. */
export interface Reservation {
  /** The creation shows, or surely was not carried out. */
  release(): void;
  /** Whether it was carried out will only be known after so long: until then nobody else may have the marks. */
  releaseAfter(ms: number): void;
}

interface Waiting {
  readonly reservation: Held;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface Held {
  readonly hireId: string;
  readonly marks: readonly string[];
}

/**
 * Keeps everything that a person is recognised by – address, full name, login – for one hire at a time, from its look-up until its
 * creation shows or surely was refused: look-up and creation are one step across all hires of an account. The next hire of the same
 * person waits, looks, and finds.
 *
 * 1. A hire gets all its marks at once or none, and holds none while it waits: no two can wait for each other.
 * 2. A hire that holds marks gets the same ones again at once: the next attempt after an unknown outcome.
 * 3. What an unknown outcome holds is free after its settling time, although its hire may have been abandoned: nothing is held for ever.
 *
 * In memory only, and gone with the gateway: who waits then is told, and asks again where the gateway is. There nobody gets one before
 * what was created here must show: that is all that leaves memory.
 */
export class Reservations {
  readonly #after: (ms: number, act: () => void) => void;
  readonly #holders = new Map<string, Held>();
  readonly #waiting = new Set<Waiting>();
  #closed = false;
  #settling = false;

  /**
   * @param settlingForMs so long what the gateway's last holder created may not show: until then nobody gets a reservation.
   * @param after calls back after so many milliseconds.
   */
  constructor(settlingForMs = 0, after: (ms: number, act: () => void) => void = (ms, act) => void setTimeout(act, ms).unref()) {
    this.#after = after;
    if (settlingForMs <= 0) return;
    this.#settling = true;
    after(settlingForMs, () => {
      this.#settling = false;
      this.#serve();
    });
  }

  /**
   * Waits until no other hire holds one of the marks.
   * @throws the signal's reason when it is aborted. @throws {LuccaError} `unavailable` when the gateway has gone elsewhere.
   */
  async hold(hireId: string, marks: readonly string[], signal: AbortSignal): Promise<Reservation> {
    signal.throwIfAborted();
    const reservation: Held = { hireId, marks };
    if (!this.#take(reservation)) await this.#wait(reservation, signal);
    const release = () => {
      for (const mark of marks) if (this.#holders.get(mark) === reservation) this.#holders.delete(mark);
      this.#serve();
    };
    return { release, releaseAfter: (ms) => this.#after(ms, release) };
  }

  /** Another process speaks to Lucca from now on. */
  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting) reject(handedOver());
    this.#waiting.clear();
  }

  #take(reservation: Held): boolean {
    const { hireId, marks } = reservation;
    if (this.#closed) throw handedOver();
    if (this.#settling) return false;
    if (marks.some((mark) => (this.#holders.get(mark)?.hireId ?? hireId) !== hireId)) return false;
    for (const [mark, holder] of this.#holders) if (holder.hireId === hireId) this.#holders.delete(mark);
    for (const mark of marks) this.#holders.set(mark, reservation);
    return true;
  }

  async #wait(reservation: Held, signal: AbortSignal): Promise<void> {
    // What it still holds of an earlier draft would make others wait for one that waits.
    for (const [mark, holder] of this.#holders) if (holder.hireId === reservation.hireId) this.#holders.delete(mark);
    this.#serve();
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { reservation, resolve, reject };
      this.#waiting.add(waiting);
      const giveUp = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** In the order in which they asked. */
  #serve(): void {
    if (this.#closed) return;
    for (const waiting of this.#waiting)
      if (this.#take(waiting.reservation)) {
        this.#waiting.delete(waiting);
        waiting.resolve();
      }
  }
}

function handedOver(): LuccaError {
  return new LuccaError('unavailable', 'reservation', { reason: 'another process speaks to Lucca now' });
}
