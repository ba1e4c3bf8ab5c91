import assert from 'node:assert/strict';
import { createLookAtFlatchr } from '../../../src/activities/notices/look-at-flatchr.js';
import type { Connection } from '../../../src/config/schema.js';
import type { Looked } from '../../../src/contracts/flatchr-side.js';
import { useActivities } from '../../support/activities.js';

const DAY_MS = 86_400_000;
const QUIET = { reason: 'quiet', name: '' };

describe('the daily look at Flatchr', () => {
  const rig = useActivities();

  function look(daysAgo: number, settings: Partial<Connection['flatchr']> = {}, columns = {}): Promise<Looked> {
    const { connection, now } = rig();
    const changed = { ...connection, settings: { ...connection.settings, flatchr: { ...connection.settings.flatchr, ...settings } } };
    const lookAtFlatchr = createLookAtFlatchr({ connections: new Map([['sandbox', changed]]), now: () => now });
    return lookAtFlatchr({ connection: 'sandbox', columns, heardAt: new Date(now - daysAgo * DAY_MS).toISOString() });
  }

  it('finds silence only where Flatchr shows hires since', async () => {
    assert.deepEqual(await look(15), { missed: [], right: ['quiet '] }, 'nobody was hired');
    rig().sandbox.flatchr.drag(5_001);
    assert.deepEqual(await look(15), { missed: [QUIET], right: [] });
    assert.deepEqual((await look(13)).missed, [], 'not for long enough');
    assert.deepEqual((await look(4, { quietAfter: 3 * DAY_MS })).missed, [QUIET]);
  });

  it('does not take hires from before the last webhook for silence', async () => {
    rig().sandbox.flatchr.drag(5_001);
    rig().now += 20 * DAY_MS;
    assert.deepEqual((await look(20)).missed, []);
  });

  it('finds configured columns that are gone, by title and by the ids that they were seen with', async () => {
    const found = await look(0, { hiredColumns: ['recrute', '695', 'Signé', 'Parti', 'Nk5aMxpQ4b9GZ2Oz'] }, { Signé: ['695'] });
    assert.deepEqual(found.missed, [{ reason: 'gone', name: 'Parti' }]);
    assert.ok(found.right.includes('gone Signé') && !found.right.includes('gone Parti'));
  });

  it('says nothing where there is no key', async () => {
    const { connection, now } = rig();
    const lookAtFlatchr = createLookAtFlatchr({
      connections: new Map([['sandbox', { ...connection, flatchr: undefined }]]),
      now: () => now,
    });
    assert.deepEqual(await lookAtFlatchr({ connection: 'sandbox', columns: {}, heardAt: '2020-01-01T00:00:00Z' }), {
      missed: [],
      right: [],
    });
  });
});
