import type { Backfill, BackfillRow } from '../contracts/backfill.js';
import { oneLine } from '../words/one-line.js';
import { csv } from './csv.js';
import { table } from './show.js';

const HEAD = ['OUTCOME', 'PERSON', 'VACANCY', 'CHANGED', 'START', 'DEPARTMENT', 'WHY', 'APPLICANT'];
const ORDER: readonly BackfillRow['outcome'][] = ['create', 'ask', 'linked', 'skip'];

/** What a backfill found, as a table for the terminal, and what to do next. */
export function showBackfill(found: Backfill, command: string): string {
  const { rows, toStart, known, unread, cutOff, more } = found;
  const counts = ORDER.map((outcome) => `${rows.filter((row) => row.outcome === outcome).length} ${outcome}`).join(', ');
  const lines = rows.length > 0 ? [table([HEAD, ...cells(rows)]), ''] : [];
  lines.push(`${rows.length} hired in Flatchr and not known here: ${counts}. ${known} more are known here already`);
  if (unread > 0) lines.push(`${unread} rows of Flatchr's could not be read`);
  for (const day of cutOff) lines.push(`Flatchr seems not to have told all of ${day}`);
  if (more) lines.push('There are more: run it again when these are done');
  return [...lines, nextOf(found, `${command} --confirm ${toStart}`)].join('\n');
}

function nextOf({ phase, toStart }: Backfill, command: string): string {
  switch (phase) {
    case 'refused':
      return `Nothing was started: another number was confirmed. To start these ${toStart}: ${command}`;
    case 'starting':
    case 'done':
      return `${toStart} hires start one after the other, behind all others; --stop ends that`;
    case 'dry-run':
    case 'looking':
      return toStart > 0
        ? `Nothing was started. To start the ${toStart} to create or to ask about: ${command}`
        : 'Nothing is to be started';
  }
}

/** The table alone, for a spreadsheet. */
export function backfillCsv({ rows }: Backfill): string {
  return csv([HEAD.map((name) => name.toLowerCase()), ...cells(rows)]);
}

function cells(rows: readonly BackfillRow[]): string[][] {
  return rows
    .toSorted((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome))
    .map(({ outcome, person, vacancy = '', changedOn = '', startDate = '', department = '', why, applicant }) =>
      [outcome, person, vacancy, changedOn, startDate, department, why, applicant].map((text) => oneLine(text)),
    );
}
