import type { EmployeeDraft } from '../../hire/draft.js';

/** Values that an employee can do without, and Lucca's name for each. Whether an account has them depends on its applications. */
const OPTIONAL = { phone: 'personalMobile', personalEmail: 'personalEmail' } as const satisfies Partial<
  Record<keyof EmployeeDraft, string>
>;
export type OptionalField = keyof typeof OPTIONAL;

const FIELDS = Object.keys(OPTIONAL) as OptionalField[]; // Object.keys loses the names

/**
 * What to leave out of a creation that Lucca refused, before it is sent again: what its words name, else all that can be left out.
 *
 * @returns empty where nothing is left that could be at fault.
 */
export function atFault(draft: EmployeeDraft, words: string | undefined): OptionalField[] {
  const sent = FIELDS.filter((field) => draft[field] !== undefined);
  const named = sent.filter((field) => words?.toLowerCase().includes(OPTIONAL[field].toLowerCase()));
  return named.length > 0 ? named : sent;
}

export function without(draft: EmployeeDraft, fields: Iterable<OptionalField>): EmployeeDraft {
  const left = { ...draft };
  for (const field of fields) delete left[field];
  return left;
}
