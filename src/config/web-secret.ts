import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from './data-dir.js';
import { ConfigError } from './config-error.js';
import { errorCode } from './secrets.js';

interface WebSecretOptions {
  /** `web.secret` */
  readonly configured: string | undefined;
  readonly dataDir: string;
  readonly random?: (size: number) => Buffer;
}

/**
 * The secret that signs links: the configured one, else one made once and kept in DATA_DIR for its owner's eyes only.
 * Processes that start at once end up with the same.
 * @throws {ConfigError} when the file cannot be used.
 */
export function webSecret({ configured, dataDir, random = randomBytes }: WebSecretOptions): string {
  if (configured !== undefined) return configured;
  const path = join(dataDir, 'web-secret');
  const draft = `${path}.${process.pid}.${random(4).toString('hex')}`;
  try {
    keepPrivate(dataDir);
    writeFileSync(draft, random(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    try {
      linkSync(draft, path); // unlike a rename it never replaces another process's secret
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const secret = readFileSync(path, 'utf8').trim();
    if (secret !== '') return secret;
  } catch (error) {
    throw new ConfigError([`${path}: cannot be kept (${errorCode(error)}). Remedy: make DATA_DIR writable, or set web.secret`]);
  }
  throw new ConfigError([`${path}: is empty. Remedy: delete it, or set web.secret`]);
}
