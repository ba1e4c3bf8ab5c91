import type { QuotaHandover } from '../../contracts/gateway.js';

/** Lucca's limit: this many requests in any window of this many milliseconds. */
export interface QuotaLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** The right to send one request. */
export interface Permit {
  /** The answer has arrived, or will not: from now on the request counts for one more window. */
  answered(): void;
  /** Nothing was sent. */
  unused(): void;
}

/** The quota was closed while a request waited for its turn. */
class QuotaClosedError extends Error {
  override readonly name = 'QuotaClosedError';
}

/** Windows for which a part of the quota is left to others after a 429. */
const YIELD_WINDOWS = 2;
const YIELD_SHARE = 0.2;
/** What requests that go behind leave to the others: of Lucca's usual 50 it is what three hires need. */
const BEHIND_SHARE = 0.4;

/**
 * Keeps requests within Lucca's quota in every sliding window, as Lucca sees them.
 *
 * 1. There is one slot per allowed request; a request takes one before it is sent.
 * 2. A slot is free again one window after the *answer*, which is never before Lucca counted the request. So the request that takes it
 *    next cannot fall into the same window at Lucca, however long the network takes.
 * 3. Requests go in the order in which they asked; those that go behind only where no other waits, and they leave a part of the slots free, so
 *    that the next one of the others finds one.
 * 4. Of the requests that a predecessor tells of, the youngest count: a slot is never free before its request has left the window.
 * 5. A pause that Lucca asked for outlasts the process that it was told to.
 */
export class Quota {
  readonly #limit: QuotaLimit;
  readonly #now: () => number;
  /** When each slot is free; Infinity while its request is under way. */
  readonly #freeAt: number[];
  #waiting: { readonly behind: boolean; readonly resolve: (permit: Permit) => void; readonly reject: (error: Error) => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #pausedUntil: number;
  #yieldingUntil: number;
  #closed = false;

  /**
   * @param now monotonic milliseconds.
   * @param before what the predecessor's {@link handover} said; its ages may be more than the quota's requests.
   */
  constructor(limit: QuotaLimit, now: () => number, { ages, pausedForMs = 0, yieldingForMs = 0 }: QuotaHandover = { ages: [] }) {
    this.#limit = limit;
    this.#now = now;
    this.#pausedUntil = now() + pausedForMs;
    this.#yieldingUntil = now() + yieldingForMs;
    const youngest = ages.toSorted((one, other) => one - other);
    this.#freeAt = Array.from({ length: limit.requests }, (_, slot) => now() + limit.perMs - (youngest[slot] ?? limit.perMs));
  }

  /**
   * Resolves when a request may be sent.
   *
   * @param behind - it goes behind those that do not.
   * @throws {QuotaClosedError}
   */
  async take(behind = false): Promise<Permit> {
    if (this.#closed) throw new QuotaClosedError();
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ behind, resolve, reject });
      this.#serve();
    });
  }

  /** Lucca said 429: nobody sends during the pause, and then a part of the quota is left to the account's other integrations for a while. */
  refused(retryAfterMs: number): void {
    const now = this.#now();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    this.#yieldingUntil = now + YIELD_WINDOWS * this.#limit.perMs;
    this.#serve();
  }

  /** Milliseconds since the answer of each request that still counts; 0 for one under way. */
  ages(): number[] {
    const now = this.#now();
    return this.#freeAt.filter((at) => at > now).map((at) => (at === Infinity ? 0 : Math.max(0, now + this.#limit.perMs - at)));
  }

  /** What a successor must know. */
  handover(): QuotaHandover {
    const leftOf = (until: number) => Math.max(0, until - this.#now()) || undefined;
    return { ages: this.ages(), pausedForMs: leftOf(this.#pausedUntil), yieldingForMs: leftOf(this.#yieldingUntil) };
  }

  /** A successor need not know anything. */
  get forgettable(): boolean {
    const { ages, pausedForMs, yieldingForMs } = this.handover();
    return ages.length === 0 && pausedForMs === undefined && yieldingForMs === undefined;
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && !this.#freeAt.includes(Infinity);
  }

  /** Nobody sends any more; who waits is told. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(new QuotaClosedError());
  }

  #serve(): void {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0) {
      const now = this.#now();
      const next = Math.max(
        0,
        this.#waiting.findIndex(({ behind }) => !behind),
      );
      const at = this.#nextAt(now, this.#waiting[next]?.behind ?? false);
      if (at > now) {
        // While all slots are under way, an answer serves the next.
        if (at !== Infinity) this.#timer = setTimeout(() => this.#serve(), Math.max(1, Math.ceil(at - now)));
        return;
      }
      this.#waiting.splice(next, 1)[0]?.resolve(this.#permit(this.#freeAt.indexOf(Math.min(...this.#freeAt))));
    }
  }

  /** When the next request may go, as far as is known. While some slots are left to others, those must stay free. */
  #nextAt(now: number, behind: boolean): number {
    const freeAt = this.#freeAt.toSorted((one, other) => one - other);
    const [first = Infinity] = freeAt;
    const left = now < this.#yieldingUntil ? Math.floor(freeAt.length * YIELD_SHARE) : 0;
    const slotAt = left === 0 ? first : Math.min(freeAt[left] ?? first, Math.max(first, this.#yieldingUntil));
    const behindAt = behind ? (freeAt[Math.floor(freeAt.length * BEHIND_SHARE)] ?? first) : first;
    return Math.max(this.#pausedUntil, slotAt, behindAt);
  }

  #permit(slot: number): Permit {
    this.#freeAt[slot] = Infinity;
    const free = (at: number) => {
      this.#freeAt[slot] = at;
      this.#serve();
    };
    return { answered: () => free(this.#now() + this.#limit.perMs), unused: () => free(this.#now()) };
  }
}
