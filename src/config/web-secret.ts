import { ConfigError } from './config-error.js';
import { keepSecret, readKeptSecret } from './kept-secret.js';

const FILE = { name: 'web-secret', setting: 'web.secret', encoding: 'base64url' } as const;

interface WebSecretOptions {
  readonly configured: string | undefined;
  readonly dataDir: string;
  /** False for a process that only signs what another one reads. */
  readonly make?: boolean;
}

/**
 * The secret that signs links: the configured one, else one made once and kept in DATA_DIR.
 * @throws {ConfigError} when its file cannot be used.
 */
export function webSecret({ configured, dataDir, make = true }: WebSecretOptions): string {
  const secret = configured ?? (make ? keepSecret({ dataDir, ...FILE }) : readKeptSecret({ dataDir, ...FILE }));
  if (secret === undefined)
    throw new ConfigError([
      'web.secret: is missing, and DATA_DIR holds none. Remedy: set DATA_DIR to the folder of the running web process',
    ]);
  return secret;
}
