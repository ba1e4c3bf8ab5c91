import { readFileSync, statSync } from 'node:fs';
import { isEncryptionKey, keyTree, type KeyTree } from './key-tree.js';

/** A key as the configuration holds it. */
export interface EncryptionKey {
  /** Stands in clear beside what the key encrypted. */
  readonly id: string;
  /** 32 bytes as base64, or what erasures left of them (key-tree.ts). */
  readonly key: string;
  /** Absolute path of the file that it stands in. */
  readonly keyFile?: string | undefined;
}

/**
 * A key as it is now: where its file was exchanged by an erasure, it is read anew, in every process. What is no key of the same tree – another
 * one, a file that is gone for a moment – changes nothing before a restart.
 */
export function watchedKey({ key, keyFile }: EncryptionKey): () => KeyTree {
  let tree = keyTree(key);
  if (keyFile === undefined) return () => tree;
  let seen = '';
  return () => {
    const { ino, mtimeMs } = statSync(keyFile, { throwIfNoEntry: false }) ?? {};
    const now = `${ino} ${mtimeMs}`;
    if (ino === undefined || now === seen) return tree;
    seen = now;
    const written = readFileSync(keyFile, 'utf8').trim();
    const read = isEncryptionKey(written) ? keyTree(written) : tree;
    if (read.fingerprint === tree.fingerprint) tree = read;
    return tree;
  };
}
