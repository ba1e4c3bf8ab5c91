import assert from 'node:assert/strict';
import { eventually, Rig } from '../support/rig.js';

const ADMINS = ['rh@sandbox.example', 'rh2@sandbox.example'];

describe('a link that is too old', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ connection: (settings) => ({ ...settings, admins: ADMINS, language: 'en' }) });
  });
  after(() => rig.stop({ replays: 3 }));

  it('is replaced by a mail to its reader alone, once a minute at most, and never by hand of another', async () => {
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Stale', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    const mails = () => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Stale'));
    await eventually('a mail for each admin', () => mails().length === 2);

    const reader = rig.links.readerOf('rh2@sandbox.example');
    for (let i = 0; i < 3; i++) await rig.hires.mailLink({ connection: rig.connection, hire: id, reader });
    await rig.hires.mailLink({ connection: rig.connection, hire: id, reader: rig.links.readerOf('stranger@sandbox.example') });
    const fresh = await eventually('the fresh mail', () => mails()[2]);
    assert.deepEqual(fresh.to, ['rh2@sandbox.example']);
    assert.equal(new Set(mails().map(({ messageId }) => messageId)).size, 3);

    const url = /http\S+\/h\/\S+/.exec(fresh.text)?.[0] ?? assert.fail('no link');
    const answered = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ kind: 'fields', email: 'ida@example.org' }),
      redirect: 'manual',
    });
    assert.equal(answered.status, 303);
    const { corrections } = await rig.untilStatus(id, 'created');
    assert.equal(corrections[0]?.correction.by, 'rh2@sandbox.example');
    await rig.handle(id).result();
    assert.equal(mails().filter(({ to }) => to.length === 1).length, 3, 'no other mail of its kind');
    assert.equal(
      (await rig.handle(`mail-link/${rig.connection}/${id.split('/').at(-1)}/${reader}`).describe()).status.name,
      'RUNNING',
      'until a second one may go out',
    );
  });
});
