import type { Choice } from './problem.js';

/**
 * Lucca's contract types as far as the configuration knows them, each once, under its most telling name: `CDI` says more than Flatchr's
 * id `1`.
 *
 * @param mapping - names and Flatchr's ids, each to an id of Lucca's.
 */
export function contractTypeChoices(mapping: Readonly<Record<string, number>>): Choice[] {
  const namesById = new Map<number, string[]>();
  for (const [name, id] of Object.entries(mapping)) namesById.set(id, [...(namesById.get(id) ?? []), name]);
  return [...namesById].map(([id, names]) => ({ id, name: names.find((name) => name && !/^\d+$/.test(name)) ?? names[0] ?? String(id) }));
}
