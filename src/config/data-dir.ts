import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './secrets.js';

/** As umask: what a process makes is for its owner's eyes only. */
export const OWNER_ONLY = 0o077;

/** What we make in DATA_DIR; there may be more, where somebody chose a folder that holds other things. */
const OURS = /^(?:temporal\.|web-secret|encryption-key|sandbox\.json)/;

/**
 * Makes DATA_DIR and takes everybody else's rights from it and from what earlier versions left in it: it holds names and addresses.
 * A volume that belongs to the platform keeps the platform's rights; the files in it are their owner's alone all the same.
 * @throws what Node throws, when it cannot be made or files in it belong to somebody else.
 */
export function keepPrivate(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (statSync(dataDir).uid === process.getuid?.()) chmodSync(dataDir, 0o700);
  for (const entry of readdirSync(dataDir, { withFileTypes: true }))
    if (entry.isFile() && OURS.test(entry.name)) makePrivate(join(dataDir, entry.name));
}

/** A journal of the data base may be gone a moment after it was listed. */
function makePrivate(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
