import { createFlatchrClient, type FlatchrClient } from '../flatchr/flatchr-client.js';
import { createLuccaReader, type LuccaReader } from '../lucca/lucca-client.js';
import { createLuccaHttp } from '../lucca/http.js';
import { createMailer, type Mailer } from '../mail/mailer.js';

/** The systems as somebody sees them who sets the connector up: there is no gateway yet that could ask Lucca. */
export interface Systems {
  lucca(baseUrl: string, apiKey: string): LuccaReader;
  flatchr(baseUrl: string, companyId: string, apiKey: string): FlatchrClient;
  mail(smtpUrl: string, from: string): Mailer;
}

export const SYSTEMS: Systems = {
  lucca: (baseUrl, apiKey) => createLuccaReader(createLuccaHttp({ baseUrl, apiKey }), baseUrl),
  flatchr: (baseUrl, companyId, apiKey) => createFlatchrClient({ baseUrl, companyId, apiKey }),
  mail: (smtpUrl, from) => createMailer({ smtpUrl, from }),
};
