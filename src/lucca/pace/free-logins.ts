/** How long an answer that found nobody is believed. It counts from the answer: the look-up itself may have waited longer for the quota. */
const RECENT_MS = 5_000;

/** Logins that look-ups have just shown to be free. A login that was ever sent in a creation is never among them again. */
export class FreeLogins {
  readonly #now: () => number;
  /** When the answer came for each. */
  readonly #answeredAt = new Map<string, number>();
  readonly #used = new Set<string>();

  /** @param now monotonic milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A look-up has just answered that nobody holds these. */
  learn(logins: readonly string[]): void {
    for (const [login, at] of this.#answeredAt) if (this.#isOld(at)) this.#answeredAt.delete(login);
    for (const login of logins) this.#answeredAt.set(login.toLowerCase(), this.#now());
  }

  /** A creation with this login may be on its way. */
  use(login: string): void {
    this.#used.add(login.toLowerCase());
  }

  has(login: string): boolean {
    const key = login.toLowerCase();
    return !this.#used.has(key) && !this.#isOld(this.#answeredAt.get(key) ?? -Infinity);
  }

  #isOld(at: number): boolean {
    return this.#now() - at >= RECENT_MS;
  }
}
