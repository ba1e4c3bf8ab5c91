import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BEGINNING, seal, type AuditEvent, type Entry, type Head } from './entry.js';
import { unnamedHeads } from './trail.js';

/** Where it is written down who did what. */
export interface AuditLog {
  /** @returns false when it could not be written, which was reported; it never throws. What must not go unwritten is then not done. */
  write(event: AuditEvent): boolean;
}

export interface AuditOptions {
  /** A folder, or what prints a line. */
  readonly to: string | ((line: string) => void);
  /** What kind of process this is, such as `web`. */
  readonly role: string;
  /** Tells a mail address or a name only to those who have the secret and know whom to ask for. */
  readonly digestOf: (name: string) => string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Tells this process from others that begin in the same second: letters and digits. */
  readonly nonce: string;
  /** A file that is larger is followed by another. */
  readonly maxBytes?: number;
  readonly onError: (error: unknown) => void;
}

/** For a process that is part of a test, or only asks. */
export const NO_AUDIT: AuditLog = { write: () => true };

/**
 * The audit trail of one process: JSON lines, each with the hash of the one before.
 *
 * 1. Every process has a chain of its own, named by its role and its start: none waits for another.
 * 2. A chain goes on from file to file: one for each day, and one more where it grows too long. No line is ever changed.
 * 3. A file begins by naming the ends of all chains that nobody has named yet: what is cut from one of them later shows in another.
 * 4. No name and no value: who acted stands there as a digest.
 * 5. A line that could not be written whole is no part of the chain: the chain goes on in another file.
 *
 * A file is made with the first entry. Its folder is for its owner's eyes only.
 */
export function createAuditLog({
  to,
  role,
  digestOf,
  now = Date.now,
  nonce,
  maxBytes = 10 * 1024 * 1024,
  onError,
}: AuditOptions): AuditLog {
  const audit = `${role}-${new Date(now()).toISOString().replace(/[-:]|\.\d+/g, '')}-${nonce}`;
  let head: Head = { audit, n: 0, hash: BEGINNING };
  let file: { path: string; day: string; bytes: number } | undefined;
  let files = 0;

  const print = (entry: Omit<Entry, 'audit' | 'n' | 'prev' | 'hash'> & { at: string; what: string }, put: (line: string) => void) => {
    const n = head.n + 1;
    const { line, hash } = seal({ audit, n, ...entry, prev: head.hash });
    put(`${line}\n`);
    head = { audit, n, hash };
  };

  /** The file of today, with room in it. */
  const fileIn = (folder: string, at: string) => {
    const day = at.slice(0, 10);
    if (file?.day === day && file.bytes < maxBytes) return file;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    files += 1;
    const fresh = { path: join(folder, `${audit}.${String(files).padStart(6, '0')}.jsonl`), day, bytes: 0 };
    const seen = unnamedHeads(folder).filter((one) => one.audit !== audit);
    print({ at, what: 'opened', seen }, append(fresh));
    return (file = fresh);
  };
  const append = (file: { path: string; bytes: number }) => (line: string) => {
    appendFileSync(file.path, line, { mode: 0o600 });
    file.bytes += line.length;
  };

  return {
    write({ by: { kind, name }, ...event }) {
      const at = new Date(now()).toISOString();
      try {
        const by = { kind, ...(name !== undefined && { digest: digestOf(name) }) };
        print({ at, by, ...event }, typeof to === 'string' ? append(fileIn(to, at)) : to);
        return true;
      } catch (error) {
        file = undefined;
        onError(error);
        return false;
      }
    },
  };
}
