import { sameName, type PersonName } from '../../hire/names.js';

/** Longer than a hire needs from its login to its creation, unless a person must decide in between. */
const RESERVED_MS = 10 * 60_000;

interface Holder extends PersonName {
  readonly hireId: string;
}

/**
 * Keeps namesakes that are hired at the same time apart, so that they do not all try to create the same login. Only saves requests:
 * Lucca's own check decides, and what is forgotten when the gateway changes hands costs one more round.
 *
 * 1. Hires of one and the same full name share a login: they probably are one person, which `createEmployee` asks about.
 * 2. A login that people were shown in a preview stays that hire's: no other hire gets it until the first has another one.
 */
export class ReservedLogins {
  readonly #now: () => number;
  readonly #reserved = new Map<string, Holder & { readonly until: number }>();

  /** @param now milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  isFreeFor(holder: Holder, login: string): boolean {
    const other = this.#reserved.get(login);
    return !other || other.until <= this.#now() || other.hireId === holder.hireId || sameName(other, holder);
  }

  /** @param lasting beyond the time that a creation takes. */
  reserve({ hireId, firstName, lastName }: Holder, login: string, lasting: boolean): void {
    for (const [old, { hireId: holder, until }] of this.#reserved)
      if (holder === hireId || until <= this.#now()) this.#reserved.delete(old);
    this.#reserved.set(login, { hireId, firstName, lastName, until: lasting ? Infinity : this.#now() + RESERVED_MS });
  }
}
