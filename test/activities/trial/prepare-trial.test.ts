import assert from 'node:assert/strict';
import { createPrepareTrial } from '../../../src/activities/trial/prepare-trial.js';
import type { Connection } from '../../../src/config/schema.js';
import { useActivities } from '../../support/activities.js';

describe('prepareTrial', () => {
  const rig = useActivities();

  const prepare = (change: Partial<Connection['lucca'] & Pick<Connection, 'defaults'>>, production = false) => {
    const { settings, ...rest } = rig().connection;
    const { defaults = settings.defaults, ...lucca } = change;
    const connections = new Map([['sandbox', { ...rest, settings: { ...settings, defaults, lucca: { ...settings.lucca, ...lucca } } }]]);
    const step = createPrepareTrial({ connections, now: () => rig().now, luccaTimeoutMs: 6_000 });
    return step({ connection: 'sandbox', production, token: '0123abcd' });
  };

  for (const host of ['acme.ilucca.net', 'acme.ilucca.ch'])
    it(`refuses ${host} without a word to Lucca, unless it is asked for`, async () => {
      const refused = await prepare({ host, url: undefined });
      assert.ok('refused' in refused);
      assert.match(refused.remedy, /--production/);
      assert.deepEqual(rig().sandbox.lucca.ledger, []);
      assert.ok('draft' in (await prepare({ host, url: undefined }, true)));
    });

  for (const host of ['acme.ilucca-test.net', 'acme.ilucca-demo.ch', 'acme-trial.sandbox.eu1.luccasoftware.com'])
    it(`takes ${host}`, async () => {
      assert.ok('draft' in (await prepare({ host, url: undefined })));
    });

  it('refuses a connection that only previews', async () => {
    const { settings, ...rest } = rig().connection;
    const connections = new Map([['sandbox', { ...rest, settings: { ...settings, mode: 'preview' as const } }]]);
    const step = createPrepareTrial({ connections, now: () => rig().now, luccaTimeoutMs: 6_000 });
    const refused = await step({ connection: 'sandbox', production: true, token: '0123abcd' });
    assert.ok('refused' in refused && /mode: preview/.test(refused.refused));
  });

  it('takes the first that Lucca offers where there is no default, and says what it cannot use', async () => {
    const prepared = await prepare({ defaults: {} });
    assert.ok('draft' in prepared, JSON.stringify(prepared));
    const { establishment, department, primaryRole, contractType, startDate } = prepared.draft;
    for (const { value } of [establishment, department, primaryRole, contractType]) assert.ok(Number.isInteger(value));
    assert.equal(startDate.value, '2027-01-04');

    const refused = await prepare({ defaults: { department: 'Nowhere' } });
    assert.ok('refused' in refused);
    assert.match(refused.refused, /department \(unknown Nowhere\)/);
  });
});
