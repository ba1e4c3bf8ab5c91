import { choicePath } from '../hire/choice-path.js';
import type { Choice as LuccaChoice } from '../hire/problem.js';
import type { LuccaReader } from '../lucca/lucca-client.js';
import type { Choice } from './ask.js';
import { reasonOf } from './reason.js';

/** What a default can be chosen from. The value is Lucca's id: names may change, and stand twice. */
export interface LuccaLists {
  readonly establishments: readonly Choice[];
  /** Named by the way from the top: `Sales › North`. */
  readonly departments: readonly Choice[];
  readonly roles: readonly Choice[];
  /** Undefined where Lucca gives no such list. */
  readonly contractTypes: readonly Choice[] | undefined;
}

/** A list without which hires wait for a person. */
type UnlistedName = Exclude<keyof LuccaLists, 'contractTypes'>;

/**
 * @param unlisted - told of a list that Lucca does not give; it is empty then.
 * @throws {LuccaError} when Lucca gives none at all.
 */
export async function listsOf(lucca: LuccaReader, unlisted: (list: UnlistedName, error: unknown) => void): Promise<LuccaLists> {
  const results = {
    establishments: await settled(lucca.establishments()),
    departments: await settled(lucca.departments()),
    roles: await settled(lucca.roles()),
  };
  const errors = Object.values(results).flatMap((result) => ('error' in result ? [result.error] : []));
  if (errors.length === 3) throw errors[0];
  const known = <T>(list: UnlistedName, result: Settled<T>): readonly T[] => {
    if ('value' in result) return result.value;
    unlisted(list, result.error);
    return [];
  };

  const departments = known('departments', results.departments).filter(({ active }) => active);
  const byId = new Map(departments.map(({ id, name, parent }): [number, LuccaChoice] => [id, { id, name, parent }]));
  return {
    establishments: inOrder(known('establishments', results.establishments).filter(({ archived }) => !archived)),
    departments: inOrder(departments.map(({ id, name, parent }) => ({ id, name: choicePath({ id, name, parent }, byId) }))),
    roles: inOrder(known('roles', results.roles)),
    contractTypes: await contractTypesOf(lucca),
  };
}

async function contractTypesOf(lucca: LuccaReader): Promise<Choice[] | undefined> {
  const templates = await lucca.contractTemplates().catch((error: unknown) => void reasonOf(error));
  return templates && inOrder(templates);
}

type Settled<T> = { readonly value: readonly T[] } | { readonly error: unknown };

async function settled<T>(reading: Promise<readonly T[]>): Promise<Settled<T>> {
  return await reading.then((value) => ({ value })).catch((error: unknown) => ({ error }));
}

function inOrder(entries: readonly { readonly id: number; readonly name: string }[]): Choice[] {
  return entries.map(({ id, name }) => ({ value: String(id), label: name })).toSorted((a, b) => a.label.localeCompare(b.label));
}
