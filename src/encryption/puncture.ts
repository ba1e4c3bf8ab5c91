import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { EncryptionKey } from './watched-key.js';
import { keyTree } from './key-tree.js';

/** What became of the keys by which something was to be erased. */
export interface Punctured {
  /** Ids of those whose files were written anew. */
  readonly written: readonly string[];
  /** Those that stand in no file that may be written, as they must stand from now on. */
  readonly toConfigure: readonly Pick<EncryptionKey, 'id' | 'key'>[];
}

/** Where Node says so, a file may not be written: a secret that is mounted read-only. */
const NOT_WRITABLE = new Set(['EACCES', 'EROFS', 'EPERM', 'EBUSY', 'ENOENT']);

/**
 * Takes from every key what derives the keys of some scopes.
 *
 * 1. A file is read anew, and exchanged as a whole: what another erasure took from it stays taken, and no power cut leaves half a key.
 * 2. One at a time: the draft beside the file is the lock.
 *
 * @throws {Error} when another erasure holds a file, or was cut off in it.
 */
export function punctureKeys(keys: readonly EncryptionKey[], scopes: readonly string[]): Punctured {
  const written: string[] = [];
  const toConfigure: Pick<EncryptionKey, 'id' | 'key'>[] = [];
  for (const { id, key, keyFile } of keys) {
    if (keyFile !== undefined && punctureFile(keyFile, scopes)) written.push(id);
    else toConfigure.push({ id, key: without(key, scopes) });
  }
  return { written, toConfigure };
}

function without(key: string, scopes: readonly string[]): string {
  const tree = keyTree(key);
  return tree.puncture(scopes.map((scope) => tree.currentDigestOf(scope)));
}

/** @returns false where the file may not be written. */
function punctureFile(path: string, scopes: readonly string[]): boolean {
  const draft = `${path}.erasing`;
  let file: number;
  try {
    file = openSync(draft, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOT_WRITABLE.has(code)) return false;
    throw new Error(`${draft} is there: another erasure is at work, or was cut off. If none is, delete that file and try again`, {
      cause: error,
    });
  }
  try {
    writeSync(file, without(readFileSync(path, 'utf8').trim(), scopes));
    fsyncSync(file);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}
