import type { LuccaReader, LuccaUser } from '../../lucca/lucca-client.js';
import { LuccaError } from '../../lucca/errors.js';

/** Who in Lucca holds which of some logins or addresses. */
export interface Holders {
  readonly found: readonly LuccaUser[];
  /** Values that Lucca refuses to look for, and its words: nobody can hold them, and nobody could be given them. */
  readonly refused: readonly { readonly value: string; readonly words: string | undefined }[];
}

/**
 * Looks for all of them at once; where Lucca refuses that, one by one.
 *
 * @param age as for {@link LuccaReader.usersBy}.
 */
export async function holdersOf(
  property: 'login' | 'mail',
  values: readonly string[],
  lucca: LuccaReader,
  age: 'fresh' | 'recent' = 'fresh',
): Promise<Holders> {
  const [first, ...others] = new Set(values);
  if (first === undefined) return { found: [], refused: [] };
  try {
    return { found: await lucca.usersBy(property, [first, ...others], age), refused: [] };
  } catch (error) {
    if (!(error instanceof LuccaError) || error.kind !== 'rejected') throw error;
    if (others.length === 0) return { found: [], refused: [{ value: first, words: error.words }] };
  }
  const each: Holders[] = [];
  for (const value of [first, ...others]) each.push(await holdersOf(property, [value], lucca, age));
  return { found: each.flatMap(({ found }) => found), refused: each.flatMap(({ refused }) => refused) };
}
