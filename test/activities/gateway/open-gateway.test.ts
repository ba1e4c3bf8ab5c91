import assert from 'node:assert/strict';
import { openGateway } from '../../../src/activities/gateway/open-gateway.js';
import { useActivities } from '../../support/activities.js';

describe('a gateway', () => {
  const rig = useActivities();

  it('has no call that writes for a connection that only previews, whatever others do with the same key', async () => {
    const { settings } = rig().connection;
    const sent: string[] = [];
    const open = openGateway({
      connections: (['live', 'approve', 'preview'] as const).map((mode) => ({ ...settings, id: mode, mode })),
      http: () => async (call) => {
        sent.push(call.method);
        return { items: [], count: 0, data: { items: [] } };
      },
      now: () => rig().now,
      tell: () => undefined,
      settlingForMs: 0,
    });
    const { live, approve, preview } = Object.fromEntries(open.connections);
    assert.ok(live?.writer && approve?.writer && preview);
    assert.equal(preview.writer, undefined);
    assert.deepEqual(
      Object.keys(preview.lucca).filter((name) => name in (live.writer ?? {})),
      [],
    );
    const { lucca } = preview;
    await Promise.all([lucca.departments(), lucca.establishments(), lucca.roles(), lucca.contractTemplates(), lucca.everybody()]);
    await Promise.all([lucca.usersBy('mail', ['a@example.org']), lucca.contractsOf([1])]);
    assert.deepEqual(new Set(sent), new Set(['GET']));
    open.close();
  });
});
