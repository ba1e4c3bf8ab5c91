import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connectClient } from '../../src/client/connect.js';
import { namespaceNeeds, type NamespaceNeeds } from '../../src/client/prepare-namespace.js';
import { configSchema } from '../../src/config/schema.js';
import { CHECK_IDS, type Check } from '../../src/contracts/check.js';
import { examineAll, type ExaminationOptions } from '../../src/doctor/examination.js';
import { DATA_CONVERTER } from '../support/encryption.js';
import { temporal } from '../support/temporal.js';

/** A configuration that nobody's worker serves; what it says of Lucca and Flatchr is not looked at. */
function configured(id: string, settings: object) {
  return configSchema.parse({
    temporal: settings,
    smtp: { url: 'smtp://127.0.0.1:1', from: 'hires@acme.example' },
    connections: [
      {
        id,
        flatchr: { companyId: 'Wy3EOp2NP3p1KMq8', webhookSecret: 'a-secret-of-the-tests' },
        lucca: { host: 'acme', apiKey: 'key' },
        admins: ['hr@acme.example'],
      },
    ],
  });
}

describe('the doctor looks at Temporal', () => {
  const connection = `d-${randomUUID().slice(0, 8)}`;

  async function examine(settings: object = { retention: '24h' }, more: Partial<ExaminationOptions> = {}): Promise<readonly Check[]> {
    const { address } = await temporal();
    const { checks } = await examineAll({
      load: () => configured(connection, settings),
      offline: false,
      connect: ({ temporal: { namespace } }) => connectClient({ address, namespace, dataConverter: DATA_CONVERTER }),
      needs: namespaceNeeds,
      taskQueue: connection,
      ...more,
    });
    const looked = checks.filter(({ id }) => id.startsWith('temporal.'));
    const others = checks.filter(({ id }) => /^(?:lucca|flatchr)\.|^smtp$|^chat$/.test(id));
    assert.ok(others.length > 15 && others.every(({ status }) => status === 'skipped'), 'nobody looked at the rest');
    assert.equal(new Set(checks.map(({ id }) => id)).size, CHECK_IDS.length);
    for (const { status, remedy } of looked) assert.equal(remedy !== undefined, status === 'fail' || status === 'warn');
    return looked;
  }
  const statuses = (checks: readonly Check[]) => checks.map(({ status }) => status);

  it('where none answers', async () => {
    const checks = await examine({}, { connect: () => Promise.reject(new Error('nothing there')) });
    assert.deepEqual(statuses(checks), ['fail', 'skipped', 'skipped', 'skipped', 'skipped']);
  });

  it('where there is no such namespace', async () => {
    const checks = await examine({ namespace: 'nobodys' });
    assert.deepEqual(statuses(checks), ['ok', 'fail', 'skipped', 'skipped', 'skipped']);
    assert.match(checks[1]?.summary ?? '', /no namespace nobodys/);
  });

  it('where no worker has started yet', async () => {
    const checks = await examine();
    assert.deepEqual(statuses(checks), ['ok', 'ok', 'ok', 'fail', 'fail']);
    assert.match(checks[3]?.summary ?? '', new RegExp(`daily-list/${connection} missing`));
    assert.match(checks[4]?.summary ?? '', /hires wait/);
  });

  it('where closed hires are kept for too short a time, and a search attribute is missing', async () => {
    const needs = (config: Parameters<typeof namespaceNeeds>[0]): NamespaceNeeds => {
      const { searchAttributes, ...rest } = namespaceNeeds(config);
      return { ...rest, searchAttributes: [...searchAttributes, { name: 'HireNothing', type: 'KEYWORD' }] };
    };
    const checks = await examine({ retention: '90d' }, { needs });
    assert.deepEqual(statuses(checks), ['ok', 'warn', 'fail', 'fail', 'fail']);
    assert.match(checks[2]?.summary ?? '', /^HireNothing missing/);
  });

  it('where the daily list is paused', async () => {
    const { client } = await temporal();
    const scheduled = await client.schedule.create({
      scheduleId: `daily-list/${connection}`,
      spec: {},
      action: { type: 'startWorkflow', workflowType: 'dailyList', taskQueue: connection },
      state: { paused: true },
    });
    try {
      assert.deepEqual(statuses(await examine()), ['ok', 'ok', 'ok', 'warn', 'fail']);
    } finally {
      await scheduled.delete();
    }
  });
});
