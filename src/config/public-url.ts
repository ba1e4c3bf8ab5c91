import type { Config } from './schema.js';

/**
 * Where the admins' browsers reach the pages: `web.publicUrl`, else this machine, where everything is a stand-in.
 *
 * @returns undefined where real admins would be mailed an address of their own machine; mails then tell another way to answer.
 */
export function publicUrlOf({ web, connections }: Pick<Config, 'web' | 'connections'>): string | undefined {
  return web.publicUrl ?? (connections.some(isReal) ? undefined : `http://localhost:${web.port}`);
}

/** A connection to Flatchr and Lucca themselves. */
export function isReal({ flatchr, lucca }: Config['connections'][number]): boolean {
  return flatchr.url === undefined || lucca.url === undefined;
}
