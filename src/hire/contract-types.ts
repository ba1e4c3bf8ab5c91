import type { Choice } from './problem.js';

/** Names and Flatchr's ids, each to an id of Lucca's, or to the name of one of its templates. */
type Mapping = Readonly<Record<string, string | number>>;

/** Lucca's contract types as far as the configuration knows them, each once, under its most telling name. */
export function contractTypeChoices(mapping: Mapping): Choice[] {
  const choices = new Map<number, Choice>();
  for (const [key, id] of Object.entries(mapping))
    if (typeof id === 'number' && !choices.has(id)) choices.set(id, { id, name: contractTypeName(mapping, id) ?? (key || String(id)) });
  return [...choices.values()];
}

/** The first name that the configuration gives to one of Lucca's contract types: `CDI` says more than Flatchr's id `1`. */
export function contractTypeName(mapping: Mapping, typeId: number): string | undefined {
  return Object.entries(mapping).find(([key, id]) => id === typeId && !/^\d*$/.test(key))?.[0];
}
