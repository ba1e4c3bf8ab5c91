import type { Entry } from '../audit/entry.js';
import { filesIn, readTrail, type Trail } from '../audit/trail.js';
import { StartError } from '../process.js';

/** What of a trail is asked for. */
export interface AuditFilter {
  readonly hire?: string | undefined;
  /** Of who did it. */
  readonly digest?: string | undefined;
}

/** An entry; `repeat`: what it tells stands in the trail already. */
export type ListedEntry = Entry & { readonly repeat?: true };

/**
 * Reads the trail of a folder, or of a file that a log was kept in.
 * @throws {StartError} when there is none.
 */
export function trailOf(source: { readonly folder: string } | { readonly file: string }): Trail {
  try {
    return 'folder' in source ? readTrail(filesIn(source.folder)) : readTrail([source.file], { lenient: true });
  } catch (error) {
    const place = 'folder' in source ? source.folder : source.file;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new StartError(`${place}: there is no audit trail to be read (${code}): name its folder under audit.to, or a file with --file`);
  }
}

/** Entries in the order of their time. */
export function entriesOf({ entries }: Trail, { hire, digest }: AuditFilter): ListedEntry[] {
  const known = new Set<string>();
  return entries.flatMap((entry) => {
    const repeat = entry.id !== undefined && known.has(entry.id);
    if (entry.id !== undefined) known.add(entry.id);
    const meant = (hire === undefined || entry.hire === hire) && (digest === undefined || entry.by?.digest === digest);
    return meant && entry.what !== 'opened' ? [{ ...entry, ...(repeat && { repeat }) }] : [];
  });
}

/** A line for each entry. */
export function showEntries(entries: readonly ListedEntry[]): string {
  if (entries.length === 0) return 'Nothing of that in the audit trail';
  return entries.map(lineOf).join('\n');
}

function lineOf({
  audit: _audit,
  n: _n,
  prev: _prev,
  hash: _hash,
  id: _id,
  at,
  what,
  by,
  hire,
  connection,
  repeat,
  ...details
}: ListedEntry) {
  const more = Object.entries(details).map(([key, value]) => `${key}=${[value].flat().join(',')}`);
  const who = [by?.kind ?? 'system', by?.digest].filter(Boolean).join(':');
  return [at, hire ?? connection ?? '-', what, `by ${who}`, ...more, ...(repeat ? ['(repeat)'] : [])].join('  ');
}

/** What was found wrong, or that nothing was; and the ends of all chains, to be noted where nobody who writes the trail can. */
export function showVerified({ entries, faults, torn, heads }: Trail): string {
  const lines = [
    ...faults.map(({ file, line, what }) => `${file}:${line} ${what}`),
    ...torn.map((file) => `${file}: its last line is incomplete; its process was ended while it wrote, or the file was cut there`),
    faults.length === 0 ? `${entries.length} entries are as they were written. The chains end with:` : 'The chains end with:',
    ...heads.map(({ audit, n, hash }) => `  ${audit} ${n} ${hash}`),
  ];
  return lines.join('\n');
}
