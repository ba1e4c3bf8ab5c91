import { fold } from '../hire/names.js';

/** A column as one body or one row tells of it. */
export interface Column {
  /** In either form; search results have none. */
  readonly ids: readonly string[];
  readonly title: string | undefined;
  /** Flatchr's own flag; the search of 2022 does not show it. */
  readonly hired: boolean | undefined;
}

/**
 * Whether a column is the one that stands for the hire; undefined where nothing tells.
 *
 * 1. Where columns are configured, by ids of either form or by titles, they decide; else Flatchr's flag does.
 * 2. What else the hired column is known by counts as configured: its ids from before it was renamed, or the title that the webhook named.
 */
export function isHiredColumn(
  { ids, title, hired }: Column,
  { configured, known = [] }: { readonly configured: readonly string[]; readonly known?: readonly string[] },
): boolean | undefined {
  if (configured.length === 0 && hired !== undefined) return hired;
  if (ids.length === 0 && title === undefined) return undefined;
  if (nameOf({ ids, title }, [...configured, ...known]) !== undefined) return true;
  return configured.length === 0 ? undefined : false;
}

/** The name, among some, by which a column goes: one of its ids, or its title however it is spelled. */
export function nameOf({ ids, title }: Pick<Column, 'ids' | 'title'>, names: readonly string[]): string | undefined {
  return names.find((name) => ids.includes(name) || (title !== undefined && fold(title) === fold(name)));
}
