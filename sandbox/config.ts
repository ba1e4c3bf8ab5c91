import type { z } from 'zod';
import type { configSchema } from '../src/config/schema.js';
import { START_DATE_TAG, WORK_EMAIL_TAG } from './flatchr/seed.js';
import { SANDBOX_CONNECTION } from '../src/config/sandbox-connection.js';
import { COMPANY } from './flatchr/state.js';
import { SANDBOX_KEY, type Sandbox } from './sandbox.js';

/**
 * Connector settings that fit the sandbox's seed, as `connector.yaml` would hold them.
 * @param publicUrl - address of the connector's web process.
 */
export function sandboxConfig(sandbox: Pick<Sandbox, 'url' | 'smtpUrl'>, publicUrl: string): z.input<typeof configSchema> {
  return {
    allowPrivateHosts: true,
    web: { publicUrl },
    smtp: { url: sandbox.smtpUrl, from: 'Hires <hires@sandbox.example>' },
    operators: ['it@sandbox.example'],
    connections: [
      {
        id: SANDBOX_CONNECTION.id,
        flatchr: {
          companyId: COMPANY.encoded,
          apiKey: SANDBOX_KEY,
          webhookSecret: SANDBOX_KEY,
          startDateTag: START_DATE_TAG,
          workEmailTag: WORK_EMAIL_TAG,
          url: `${sandbox.url}/flatchr`,
        },
        lucca: { url: `${sandbox.url}/lucca`, apiKey: SANDBOX_KEY, settleFor: '5s' },
        language: 'fr',
        admins: ['rh@sandbox.example'],
        defaults: { establishment: 'Siège', department: 'Ventes', primaryRole: 'Collaborateur', contractType: 'CDI' },
        contractTypes: { CDI: 1, CDD: 2, Stage: 3, '1': 1, '2': 2, '5': 3 },
      },
    ],
  };
}
