import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BEGINNING, readLine, type Entry, type Head } from './entry.js';

/** Something in a trail that was not so when it was written. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** A trail as it was found. */
export interface Trail {
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
  /** The last line of a file is incomplete: its process was ended while it wrote, or somebody cut the file there. */
  readonly torn: readonly string[];
  /** The end of each chain: whoever notes them elsewhere can tell later whether anything was cut. */
  readonly heads: readonly Head[];
}

/** Longer than the first or the last line of a file. */
const EDGE_BYTES = 256 * 1024;

/** Paths of a trail's files, each chain's in their order. */
export function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'));
  return names.map(({ name }) => join(folder, name)).sort();
}

/** Ends of the chains of a folder that no file names. Reads the beginnings and ends of files alone. */
export function unnamedHeads(folder: string): Head[] {
  const heads = new Map<string, Head>();
  const named = new Set<string>();
  for (const path of filesIn(folder)) {
    const { first, last } = edgesOf(path);
    for (const { hash } of first?.seen ?? []) named.add(hash);
    if (last) heads.set(last.audit, { audit: last.audit, n: last.n, hash: last.hash });
  }
  return [...heads.values()].filter(({ hash }) => !named.has(hash));
}

function edgesOf(path: string): { first: Entry | undefined; last: Entry | undefined } {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const length = Math.min(size, EDGE_BYTES);
    const read = (position: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.toString('utf8', 0, readSync(fd, bytes, 0, length, position));
    };
    const first = readLine(read(0).split('\n', 1)[0] ?? '')?.entry;
    const last = read(size - length)
      .split('\n')
      .slice(0, -1)
      .at(-1); // what has no end of line is torn
    return { first, last: readLine(last ?? '')?.entry };
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads a trail and looks whether it is as it was written.
 *
 * 1. A line that was changed has another hash than it says.
 * 2. Lines that were taken out, put in or moved break the numbers, and the hashes by which each names the one before.
 * 3. A chain that is gone, or whose end was cut, is found where a later file names it.
 *
 * Not found: an end that was cut before anybody named it; and a trail that was written anew from some line on by somebody who computes the
 * hashes, too – in all chains that name it.
 *
 * @param lenient - other lines stand between those of the trail: it was taken from a log.
 */
export function readTrail(paths: readonly string[], { lenient = false } = {}): Trail {
  const entries: Entry[] = [];
  const faults: Fault[] = [];
  const torn: string[] = [];
  const heads = new Map<string, Head>();
  const places = new Map<Entry, Omit<Fault, 'what'>>();

  for (const file of paths) {
    const lines = readFileSync(file, 'utf8').split('\n');
    if (lines.pop() !== '') torn.push(file);
    for (const [index, text] of lines.entries()) {
      const line = index + 1;
      const read = readLine(text);
      if (!read && lenient) continue;
      if (!read?.intact) {
        faults.push({ file, line, what: read ? 'was changed' : 'is no line of an audit trail' });
        continue;
      }
      const { entry } = read;
      const { n, hash } = heads.get(entry.audit) ?? { n: 0, hash: BEGINNING };
      if (entry.n !== n + 1 || entry.prev !== hash)
        faults.push({ file, line, what: `does not follow entry ${n} of ${entry.audit}: lines were taken out, put in or moved` });
      heads.set(entry.audit, { audit: entry.audit, n: entry.n, hash: entry.hash });
      entries.push(entry);
      places.set(entry, { file, line });
    }
  }

  const there = new Set(entries.map(({ hash }) => hash));
  for (const [entry, place] of places)
    for (const { audit, n, hash } of entry.seen ?? [])
      if (!there.has(hash)) faults.push({ ...place, what: `has seen entry ${n} of ${audit}, which is gone or another now` });
  return { entries: entries.sort((a, b) => a.at.localeCompare(b.at)), faults, torn, heads: [...heads.values()] };
}
