import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connectClient } from '../../src/client/connect.js';
import { HireClient } from '../../src/client.js';
import { configSchema } from '../../src/config/schema.js';
import { prepareTemporal } from '../../src/client/prepare-temporal.js';
import { newNamespace } from '../support/cluster.js';
import { DATA_CONVERTER, ENCRYPTION } from '../support/encryption.js';
import { eventually } from '../support/rig.js';

const RUNS = 10;

describe('the first start on an empty namespace of a cluster', function () {
  this.timeout(60_000);
  for (let run = 1; run <= RUNS; run++)
    it(`schedules the daily lists and can take a hire (${run} of ${RUNS})`, async () => {
      const { address, namespace } = await newNamespace();
      const connection = `c-${randomUUID().slice(0, 8)}`;
      const config = configSchema.parse({
        temporal: { address, namespace },
        encryption: ENCRYPTION,
        smtp: { url: 'smtp://127.0.0.1:2525', from: 'hires@acme.example' },
        connections: [
          {
            id: connection,
            flatchr: { companyId: 'G6KzqPnNLyp31m0l', webhookSecret: 'a-secret-of-the-tests' },
            lucca: { host: 'acme', apiKey: 'key' },
            admins: ['hr@acme.example'],
          },
        ],
      });
      const client = await connectClient({ address, namespace, dataConverter: DATA_CONVERTER });
      const stop = new AbortController();
      try {
        await prepareTemporal(client, config, { warn: assert.fail, signal: stop.signal });
        const { started } = await new HireClient(client).start({
          connection,
          applicant: '1474',
          candidate: { firstName: 'Ada', lastName: 'Wanderer' },
          vacancy: { id: 'v', title: 'Engineer' },
          switchedAt: '2026-11-02T08:00:00.000Z',
        });
        assert.equal(started, true);
        const scheduled = () =>
          client.schedule
            .getHandle(`daily-list/${connection}`)
            .describe()
            .catch(() => undefined);
        await eventually('the schedule', scheduled, 10_000);
      } finally {
        stop.abort();
        await client.connection.close();
      }
    });
});
