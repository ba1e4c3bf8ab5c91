import type { LuccaReader, LuccaUser } from '../lucca-client.js';
import { LuccaError } from '../errors.js';
import { foldEmail } from '../../hire/same-email.js';

type Filter = 'login' | 'mail';

/** Values that stand for themselves in any filter. */
const PLAIN: Record<Filter, RegExp> = { mail: /^[\w.+-]+@[\w.-]+$/, login: /^\w[\w.-]*$/ };
/** First words that Lucca reads as an operator, or as no value at all. */
const RESERVED =
  /^(?:equals|notequal|starts|like|since|until|between|(?:greater|less)than(?:orequal)?|null|now|today|tomorrow|yesterday)$/i;

/**
 * Whether this Lucca takes several values by comma in a filter. Documented for none of the filters by which people are looked for, so
 * Lucca itself is asked, once, with two employees known to exist. A filter that is read literally, or by its first value only, would
 * hide people. While fewer than two are known it counts as not understood.
 */
export class ListFilters {
  readonly #lucca: Pick<LuccaReader, 'usersBy'>;
  readonly #known: () => Promise<Iterable<LuccaUser>>;
  readonly #answers = new Map<Filter, Promise<boolean | undefined>>();

  /** @param known employees that exist, as far as they are known by now. */
  constructor(lucca: Pick<LuccaReader, 'usersBy'>, known: () => Promise<Iterable<LuccaUser>>) {
    this.#lucca = lucca;
    this.#known = known;
  }

  async understood(filter: Filter): Promise<boolean> {
    return (await this.answer(filter)) ?? false;
  }

  /** As {@link understood}; undefined: not known yet. */
  async answer(filter: Filter): Promise<boolean | undefined> {
    const asked = this.#answers.get(filter) ?? this.#ask(filter);
    this.#answers.set(filter, asked); // at once, so that look-ups that come together ask once
    const answer = await asked;
    if (answer === undefined) this.#answers.delete(filter);
    return answer;
  }

  /** Undefined: not known yet. */
  async #ask(filter: Filter): Promise<boolean | undefined> {
    try {
      const values = twoOf(filter, await this.#known());
      if (values.length < 2) return undefined;
      const found = await this.#lucca.usersBy(filter, values);
      return values.every((value) => found.some((user) => foldEmail(user[filter]) === foldEmail(value)));
    } catch (error) {
      if (!(error instanceof LuccaError)) throw error;
      return error.kind === 'rejected' ? false : undefined;
    }
  }
}

function twoOf(filter: Filter, known: Iterable<LuccaUser>): string[] {
  const values = new Set<string>();
  for (const { [filter]: value } of known) {
    if (PLAIN[filter].test(value) && !RESERVED.test(value)) values.add(foldEmail(value));
    if (values.size === 2) break;
  }
  return [...values];
}
