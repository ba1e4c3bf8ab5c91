/** Paths of the pure test files. */
export function fastTests(): Promise<string[]>;
