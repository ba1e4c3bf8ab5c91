import { createCheckConnection } from '../activities/doctor/check-connection.js';
import { createCheckLucca } from '../activities/doctor/check-lucca.js';
import { openLucca } from '../activities/gateway/open-gateway.js';
import { loadConfig } from '../config/load.js';
import { luccaBaseUrl } from '../config/lucca-host.js';
import type { Config } from '../config/schema.js';
import type { Check } from '../contracts/check.js';
import { examineConfigured, type Examination } from '../doctor/examination.js';
import { FLATCHR_URL } from '../flatchr/flatchr-client.js';
import { createLuccaHttp } from '../lucca/http.js';
import { SYSTEMS } from './systems.js';

/**
 * Looks at a connection that was just set up. No worker knows it yet, so what needs none is looked at from here, with the same checks; what
 * must run for it is left out.
 *
 * @param path of the configuration.
 */
export async function examineSetUp(path: string, connection: string): Promise<Examination> {
  return await examineConfigured(
    (tell) => loadConfig({ path, warn: tell }),
    connection,
    async (config) => await lookFromHere(config, connection),
  );
}

async function lookFromHere({ connections, smtp, web }: Config, connection: string): Promise<Check[]> {
  const settings = connections.find(({ id }) => id === connection);
  if (!settings) return [];
  const { url = FLATCHR_URL, companyId, apiKey } = settings.flatchr;
  const flatchr = apiKey === undefined ? undefined : SYSTEMS.flatchr(url, companyId, apiKey);
  const mailer = SYSTEMS.mail(smtp.url, smtp.from);
  const http = () => createLuccaHttp({ baseUrl: luccaBaseUrl(settings), apiKey: settings.lucca.apiKey });
  const lucca = openLucca([settings], { http, now: Date.now, tell: () => undefined });
  try {
    const [here, atLucca] = await Promise.all([
      createCheckConnection({ connections: new Map([[connection, { settings, flatchr }]]), mailer, web })({ connection }),
      createCheckLucca({ connections: new Map([[connection, { ...lucca, settings }]]), now: Date.now, luccaTimeoutMs: 6_000 })({
        connection,
      }),
    ]);
    const looked = here.filter(({ id }) => id !== 'web.public-url');
    const address = web.publicUrl === undefined ? here.filter(({ id }) => id === 'web.public-url') : [];
    return [...[...looked, ...atLucca].map((check) => ({ ...check, connection })), ...address];
  } finally {
    mailer.close();
  }
}
