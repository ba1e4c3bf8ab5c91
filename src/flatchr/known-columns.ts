import { missedKey, type FlatchrSide, type Learnt } from '../contracts/flatchr-side.js';
import { nameOf, type Column } from './hired-column.js';
import type { WebhookSettings } from './webhook.js';

/** What can be wrong with a body; a hire that was taken shows that they go right. */
export const UNUSABLE = ['unreadable', 'malformed', 'too-large'] as const;

type Settings = Pick<WebhookSettings, 'hiredColumns'>;

/** Ids by which the configured columns were seen: they outlive a new title. Those of a name that is not configured any more do not count. */
export function knownIds({ columns }: Pick<FlatchrSide, 'columns'>, { hiredColumns }: Settings): string[] {
  return hiredColumns.flatMap((name) => (Object.hasOwn(columns, name) ? (columns[name] ?? []) : []));
}

/** What a hire that was taken tells: the ids of its column, and that it went right with this column and this company. */
export function takenOf(column: Column, companies: readonly string[], { hiredColumns }: Settings, { columns }: FlatchrSide): Learnt {
  const named = nameOf(column, hiredColumns);
  const name = named ?? hiredColumns.find((one) => (columns[one] ?? []).some((id) => column.ids.includes(id)));
  const before = name === undefined ? [] : (columns[name] ?? []);
  // Another column that goes by the configured title now takes the place of the one that did.
  const same = before.some((id) => column.ids.includes(id));
  return {
    column:
      name === undefined || column.ids.length === 0 ? undefined : { name, ids: [...new Set([...column.ids, ...(same ? before : [])])] },
    right: [
      ...[...column.ids, column.title].flatMap((one) => (one === undefined ? [] : missedKey({ reason: 'column', name: one }))),
      ...companies.map((one) => missedKey({ reason: 'company', name: one })),
      ...UNUSABLE.map((name) => missedKey({ reason: 'body', name })),
    ],
  };
}
