import assert from 'node:assert/strict';
import { createSendDailyList } from '../../../src/activities/notices/send-daily-list.js';
import { useActivities } from '../../support/activities.js';

describe('the daily list', () => {
  const rig = useActivities((settings) => ({ ...settings, timeZone: 'America/Martinique', country: 'FR', region: 'MQ' }));

  it("is not sent on the connection's public holidays, by its own calendar day", async () => {
    const mailer = { verify: async () => undefined, send: () => assert.fail('nobody is mailed'), close: () => undefined };
    const sendDailyList = createSendDailyList({
      connections: new Map([['sandbox', rig().connection]]),
      mailer,
    });
    const send = (plannedFor: string) => sendDailyList({ connection: 'sandbox', to: 'rh@sandbox.example', plannedFor });
    assert.deepEqual(await send('2028-05-23T01:00:00Z'), { hires: 0 }); // still the 22nd there
    await assert.rejects(send('2028-05-22T01:00:00Z'), 'on the 21st it looks who waits, which needs a server');
  });
});
