import { join } from 'node:path';
import { isEncryptionKey, keyTree } from '../encryption/key-tree.js';
import { ConfigError } from './config-error.js';
import type { Environment } from './env.js';
import { keepSecret, readKeptSecret } from './kept-secret.js';
import type { TemporalSettings } from './schema.js';

type EncryptionKey = TemporalSettings['encryption']['keys'][number];

const FILE = { name: 'encryption-key', setting: 'encryption.keys', encoding: 'base64' } as const;

const NO_KEY =
  'encryption.keys: is missing, and DATA_DIR holds no key either. Remedy: make one with `openssl rand -base64 32`, name it there, and keep a copy; ' +
  'or set DATA_DIR to the folder of the running server';

/**
 * The configuration with the keys that encrypt what Temporal stores. On a cluster they are all configured (cross-field.ts).
 *
 * 1. The embedded server's store is in DATA_DIR, and so is the key that is made for it, once, where none is configured. Not in production:
 *    there a key that nobody has a copy of is worse than none.
 * 2. A key that was made goes on decrypting when others are configured.
 *
 * @param make - false for a process that only asks: it must not leave a key where no server is.
 * @throws {ConfigError} where there is no key, or none that can be used.
 */
export function withEncryptionKeys<C extends TemporalSettings>(
  config: C,
  { dataDir, production }: Pick<Environment, 'dataDir' | 'production'>,
  { make }: { readonly make: boolean },
): C {
  if (config.temporal.address !== undefined) return config;
  const { keys: configured } = config.encryption;
  const mayMake = make && configured.length === 0 && !production;
  const secret = mayMake ? keepSecret({ dataDir, ...FILE }) : readKeptSecret({ dataDir, ...FILE });
  const keys = secret === undefined ? configured : [...configured, keptKey(secret, join(dataDir, FILE.name))];
  if (keys.length === 0) throw new ConfigError([NO_KEY]);
  return { ...config, encryption: { ...config.encryption, keys } };
}

/** Its id tells it from other keys, and nothing of it; an erasure leaves it as it is. */
function keptKey(key: string, keyFile: string): EncryptionKey {
  if (!isEncryptionKey(key))
    throw new ConfigError([`${FILE.name} in DATA_DIR: holds no key of 32 bytes as base64. Remedy: put it back from a copy`]);
  return { id: `local-${keyTree(key).fingerprint}`, key, keyFile };
}
