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
 * Hires of one and the same full name share a login: they probably are one person, which `createEmployee` asks about.
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

  reserve({ hireId, firstName, lastName }: Holder, login: string): void {
    for (const [old, { until }] of this.#reserved) if (until <= this.#now()) this.#reserved.delete(old);
    this.#reserved.set(login, { hireId, firstName, lastName, until: this.#now() + RESERVED_MS });
  }
}
