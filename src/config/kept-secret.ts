import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from './data-dir.js';
import { ConfigError } from './config-error.js';
import { errorCode } from './secrets.js';

/** A secret of 32 bytes that is made once and kept in DATA_DIR, for its owner's eyes only. */
export interface KeptSecret {
  readonly dataDir: string;
  /** Of its file. */
  readonly name: string;
  /** What may be configured in its place. */
  readonly setting: string;
  readonly encoding: 'base64' | 'base64url';
}

/**
 * Makes the secret unless it is there. Processes that start at once end up with the same.
 * @throws {ConfigError} when the file cannot be used.
 */
export function keepSecret(secret: KeptSecret): string {
  const { dataDir, name, setting, encoding } = secret;
  const path = join(dataDir, name);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    keepPrivate(dataDir);
    writeFileSync(draft, randomBytes(32).toString(encoding), { mode: 0o600, flag: 'wx' });
    try {
      linkSync(draft, path); // unlike a rename it never replaces another process's secret
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw new ConfigError([`${path}: cannot be kept (${errorCode(error)}). Remedy: make DATA_DIR writable, or set ${setting}`]);
  }
  return readKeptSecret(secret) ?? '';
}

/**
 * @returns undefined where none was made.
 * @throws {ConfigError} when the file cannot be used.
 */
export function readKeptSecret({ dataDir, name, setting }: Omit<KeptSecret, 'encoding'>): string | undefined {
  const path = join(dataDir, name);
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new ConfigError([`${path}: cannot be read (${errorCode(error)}). Remedy: let it belong to the user that runs this`]);
  }
  if (secret === '') throw new ConfigError([`${path}: is empty. Remedy: delete it, or set ${setting}`]);
  return secret;
}
