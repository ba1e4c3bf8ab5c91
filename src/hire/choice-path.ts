import type { Choice } from './problem.js';

/** The name of a choice, after those of what is above it as far as they are among `all`: `Sales › North`. */
export function choicePath(choice: Choice, all: ReadonlyMap<number, Choice>, below: readonly number[] = []): string {
  const { id, name, parent } = choice;
  const above = parent === undefined || below.includes(parent) ? undefined : all.get(parent);
  return above ? `${choicePath(above, all, [...below, id])} › ${name}` : name;
}
