import type { Connection } from '../../config/schema.js';
import { luccaBaseUrl } from '../../config/lucca-host.js';
import { createLuccaClient } from '../../lucca/client.js';
import type { LuccaHttp } from '../../lucca/http.js';
import { FreeLogins } from '../../lucca/pace/free-logins.js';
import { sharing } from '../../lucca/pace/sharing.js';
import { createReferenceData } from '../../lucca/reference-data.js';
import type { LuccaDeps } from '../deps.js';

export interface OpeningDeps {
  /** Those of one account. */
  readonly connections: readonly Connection[];
  /** Speaks to Lucca with the connection's key, within the account's quota. */
  readonly http: (settings: Connection) => LuccaHttp;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What lives while a gateway is open: made when it opens, gone with it. Connections with the same key share their look-ups. */
export function openGateway({ connections, http, now }: OpeningDeps): ReadonlyMap<string, LuccaDeps> {
  const free = new FreeLogins(() => performance.now()); // of the account: a login that one connection sends is free for none
  const byKey = new Map<string, Pick<LuccaDeps, 'lucca' | 'reference'>>();
  return new Map(
    connections.map((settings) => {
      const { apiKey } = settings.lucca;
      let spoken = byKey.get(apiKey);
      if (!spoken) {
        const lucca = sharing(createLuccaClient(http(settings), luccaBaseUrl(settings)), free);
        spoken = { lucca, reference: createReferenceData(lucca, now) };
        byKey.set(apiKey, spoken);
      }
      return [settings.id, { settings, ...spoken }];
    }),
  );
}
