/** Paths of the pure test files, in the order of their names. */
export function fastTests(): Promise<string[]>;
