/** By what somebody is recognised outside of a hire: in refused bodies, previews and comparisons. */
export interface Person {
  readonly emails: ReadonlySet<string>;
  /** First and last names, in pairs. */
  readonly names: readonly (readonly [string, string])[];
  /** Applicant ids, of either form. */
  readonly applicants: ReadonlySet<string>;
}

/** The addresses and names that the decoded values of a hire tell: as Flatchr has them, and as people answered. */
export function personIn(values: readonly unknown[]): Omit<Person, 'applicants'> {
  const emails = new Set<string>();
  const names: (readonly [string, string])[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (name === 'candidate' || name === 'fields') take(part);
      look(part);
    }
  };
  const take = (part: unknown) => {
    const { email, firstName, lastName } = (part ?? {}) as Readonly<Record<string, unknown>>; // each is looked at
    if (typeof email === 'string' && email.includes('@')) emails.add(email.toLowerCase());
    if (typeof firstName === 'string' && typeof lastName === 'string') names.push([firstName, lastName]);
  };
  values.forEach(look);
  return { emails, names };
}

/** Whether decoded values tell of a person: by address, by application, or by first and last name side by side. */
export function tellsOf(values: readonly unknown[], { emails, names, applicants }: Person): boolean {
  const isMeant = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return typeof value === 'string' && emails.has(value.toLowerCase());
    const parts = Object.entries(value);
    if (parts.some(([name, part]) => /^(?:applicant|applicant_id|id)$/.test(name) && applicants.has(String(part)))) return true;
    const texts = new Set(parts.map(([, part]: [string, unknown]) => part));
    const named = names.some((both) => both.every((one) => texts.has(one)) || texts.has(both.join(' ')));
    return named || parts.some(([, part]) => isMeant(part));
  };
  return values.some(isMeant);
}
