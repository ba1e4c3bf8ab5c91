/** The people whom a connection's settings name. Mail addresses. */
export interface Named {
  readonly admins: readonly string[];
  readonly correction: { readonly escalateTo: readonly string[] };
}

/** Those whom a connection's mails reach, and to whom its pages open. */
export function readersOf({ admins, correction }: Named): string[] {
  return [...new Set([...admins, ...correction.escalateTo])];
}
