/** Words that Lucca's filters read as an operator, a day or nothing, where they stand first or alone. */
const KEYWORDS =
  /^(?:equals|notequal|starts|like|since|until|between|(?:greater|less)than(?:orequal)?|null|now|today|tomorrow|yesterday)$/i;

/** True for a word that Lucca would not take for a value. Somebody's login may be such a word all the same. */
export function isKeyword(value: string): boolean {
  return KEYWORDS.test(value.trim());
}

/**
 * The value of a filter that finds who holds one of the values exactly. A first value that reads as a keyword would become the operator:
 * it needs the operator's name before it. All others go without, which is the form that Lucca documents.
 */
export function usersFilter(values: readonly (string | number)[]): string {
  const list = values.map(String);
  return (list.some(isKeyword) ? ['equals', ...list] : list).join(',');
}
