import assert from 'node:assert/strict';
import { createSessions } from '../../src/client.js';
import { eventually, Rig } from '../support/rig.js';

const ADMIN = 'rh@sandbox.example';

describe('signing in to the list', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ connection: (settings) => ({ ...settings, admins: [ADMIN], language: 'en' }) });
  });
  after(() => rig.stop({ replays: 2 }));

  const mails = () => rig.sandbox.mail.messages;
  const askFor = async () => fetch(`${rig.webUrl}/hires/sign-in`, { method: 'POST', body: new URLSearchParams({ address: ADMIN }) });
  const enter = async (link: string) => fetch(link, { method: 'POST', redirect: 'manual' });

  it('works once by a mailed link, and ends everywhere when one signs out', async () => {
    assert.equal((await askFor()).status, 202);
    const mail = await eventually('the link', () => mails()[0]);
    const link = /http\S+\/hires\/enter\/\S+/.exec(mail.text)?.[0] ?? assert.fail('no link');
    const entered = await enter(link);
    assert.equal(entered.status, 303);
    const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? '';
    assert.equal((await enter(link)).status, 410, 'once');

    const list = async () => (await fetch(`${rig.webUrl}/hires/`, { headers: { cookie } })).text();
    assert.match(await list(), /Sign out/);
    await fetch(`${rig.webUrl}/hires/sign-out`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
    assert.doesNotMatch(await list(), /Sign out/);
    const { session = '' } = (await rig.links.readPass(cookie.replace('hires=', ''), 'session')) ?? {};
    const elsewhere = createSessions(rig.client, rig.connection);
    assert.deepEqual([await elsewhere.isOpen(session), await elsewhere.open(session, 60_000)], [false, false]);
  });

  it('mails whoever asks again and again at growing distances', async () => {
    const before = mails().length;
    for (let i = 0; i < 3; i++) await askFor();
    const pauses: unknown[] = [];
    const reader = rig.links.readerOf(ADMIN);
    const handle = rig.handle(`mail-link/${rig.connection}/list/${reader}`);
    for (let round = 0; round < 8; round++) {
      await handle.terminate('the pause is over'); // as if it were
      await rig.hires.mailLink({ connection: rig.connection, reader });
      const open = await eventually('the next mail', async () => {
        const run = await handle.describe();
        return run.status.name === 'RUNNING' && mails().length === before + round + 1 ? run : undefined;
      });
      pauses.push(open.memo?.['pauseMs']);
    }
    const minutes = [2, 4, 8, 16, 32, 60, 60, 60];
    assert.deepEqual(
      pauses,
      minutes.map((count) => count * 60_000),
    );
  });
});
