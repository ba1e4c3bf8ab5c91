import { halvesOf, partsOf, type Days } from '../hire/days.js';
import type { FlatchrApplicant, FlatchrClient, FlatchrColumn } from './flatchr-client.js';
import { isHiredColumn, nameOf } from './hired-column.js';

/** One request is for so many days at most, so that no answer holds everybody who was ever hired. */
const MOST_DAYS = 7;

/** A part of a window that was read. */
export interface HiredSlice {
  readonly days: Days;
  /** Those that stand in a hired column, each once. */
  readonly rows: readonly FlatchrApplicant[];
  /** Rows that could not be read. */
  readonly unread: number;
  /** A single day of which Flatchr seems not to have told all. */
  readonly cutOff: boolean;
}

interface Settings {
  /** Ids of either form, or titles; empty: Flatchr's own hired column. */
  readonly hiredColumns: readonly string[];
  /** Ids by which the configured columns were seen: `known-columns.ts`. */
  readonly known?: readonly string[];
}

/**
 * Reads who is in a hired column and changed within a window, part by part from its first day on.
 *
 * 1. Flatchr tells neither how many there are nor where an answer ends: where one has the length of a page, its days are halved and read
 *    again, down to single days.
 * 2. Several searches, one for each configured column; a row counts once, and only as {@link isHiredColumn} says.
 *
 * @throws {FlatchrError}
 */
export async function* hiredSince(
  flatchr: Pick<FlatchrClient, 'hired' | 'columns'>,
  window: Days,
  settings: Settings,
): AsyncGenerator<HiredSlice, void> {
  const columns = await searched(flatchr, settings);
  const waiting = partsOf(window, MOST_DAYS);
  const looksFull = createPageWatch();
  for (let days = waiting.shift(); days; days = waiting.shift()) {
    const found = new Map<string, FlatchrApplicant>();
    let unread = 0;
    let full = false;
    for (const column of columns) {
      const page = await flatchr.hired(column, days);
      unread += page.unread;
      full = looksFull(page.rows.length + page.unread) || full;
      for (const row of page.rows) if (isHired(row, settings, columns)) found.set(row.applicant, row);
    }
    if (full && days.from < days.to) waiting.unshift(...halvesOf(days));
    else yield { days, rows: [...found.values()], unread, cutOff: full };
  }
}

/** By which searches the hired columns are found: rows name columns by their titles alone. */
async function searched(
  flatchr: Pick<FlatchrClient, 'columns'>,
  { hiredColumns, known = [] }: Settings,
): Promise<readonly ({ title: string } | 'flagged')[]> {
  if (hiredColumns.length === 0) return ['flagged'];
  const all = await flatchr.columns();
  const titleOf = ({ id, title }: FlatchrColumn, names: readonly string[]) =>
    nameOf({ ids: [id], title }, names) === undefined ? [] : [title];
  const titles = all.flatMap((column) => titleOf(column, [...hiredColumns, ...known]));
  return titles.length > 0 ? titles.map((title) => ({ title })) : hiredColumns.map((title) => ({ title }));
}

function isHired(
  { archived, column, hired }: FlatchrApplicant,
  { hiredColumns }: Settings,
  columns: readonly ({ title: string } | 'flagged')[],
) {
  if (archived) return false;
  const known = columns.flatMap((one) => (one === 'flagged' ? [] : one.title));
  // Where nothing tells, the search was for hired ones.
  return isHiredColumn({ ids: [], title: column, hired }, { configured: hiredColumns, known }) ?? true;
}

/** Tells whether an answer has the length of a page: those are round, and none is longer. */
function createPageWatch(): (rows: number) => boolean {
  let longest = 0;
  return (rows) => {
    longest = Math.max(longest, rows);
    return rows >= 20 && rows % 5 === 0 && rows === longest;
  };
}
