/** So long a look-up that found nobody is believed. */
const RECENT_MS = 5_000;

/** Logins that look-ups have just shown to be free. A login that was ever sent in a creation is never among them again. */
export class FreeLogins {
  readonly #now: () => number;
  /** When each was asked for, oldest first. */
  readonly #askedAt = new Map<string, number>();
  readonly #used = new Set<string>();

  /** @param now monotonic milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  learn(logins: readonly string[], askedAt: number): void {
    for (const [login, at] of this.#askedAt) if (this.#isOld(at)) this.#askedAt.delete(login);
    for (const login of logins) this.#askedAt.set(login.toLowerCase(), askedAt);
  }

  /** A creation with this login may be on its way. */
  use(login: string): void {
    this.#used.add(login.toLowerCase());
  }

  has(login: string): boolean {
    const key = login.toLowerCase();
    return !this.#used.has(key) && !this.#isOld(this.#askedAt.get(key) ?? -Infinity);
  }

  #isOld(at: number): boolean {
    return this.#now() - at >= RECENT_MS;
  }
}
