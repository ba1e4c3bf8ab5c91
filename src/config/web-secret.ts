import { keepSecret } from './kept-secret.js';

/**
 * The secret that signs links: the configured one, else one made once and kept in DATA_DIR.
 * @throws {ConfigError} when its file cannot be used.
 */
export function webSecret({ configured, dataDir }: { readonly configured: string | undefined; readonly dataDir: string }): string {
  return configured ?? keepSecret({ dataDir, name: 'web-secret', setting: 'web.secret', encoding: 'base64url' });
}
