import assert from 'node:assert/strict';
import type { System, TroubleCause, TroubleNotice } from '../../src/contracts/trouble.js';
import { renderTrouble } from '../../src/mail/trouble/render.js';
import type { Language } from '../../src/words/texts/texts.js';

const KINDS: readonly TroubleNotice['kind'][] = ['trouble', 'works', 'silence'];
const SYSTEMS: readonly System[] = ['flatchr', 'lucca'];
const CAUSES: readonly TroubleCause[] = ['key-refused', 'unreachable', 'rate-limited', 'endpoint-gone'];
const SINCE = '2027-01-04T09:02:00Z';

describe('renderTrouble', () => {
  const mailOf = (notice: Partial<TroubleNotice>, language: Language = 'en') =>
    renderTrouble({
      notice: { kind: 'trouble', connection: 'acme', system: 'lucca', cause: 'key-refused', since: SINCE, ...notice },
      underWay: 7,
      language,
      timeZone: 'Europe/Paris',
    });

  for (const language of ['fr', 'de', 'en'] as const)
    it(`says for every trouble which connection, which system, since when and how many (${language})`, () => {
      const mails = KINDS.flatMap((kind) =>
        SYSTEMS.flatMap((system) => CAUSES.map((cause) => ({ system, mail: mailOf({ kind, system, cause }, language) }))),
      );
      for (const { system, mail } of mails)
        for (const text of [mail.text, mail.html]) {
          assert.doesNotMatch(mail.subject + text, /undefined|\[object|NaN|Invalid/);
          for (const part of ['acme', '10:02', '7', system === 'lucca' ? 'Lucca' : 'Flatchr']) assert.ok(text.includes(part), part);
          assert.match(mail.subject, /acme/);
          assert.doesNotMatch(text.replaceAll('Flatchr → Lucca', ''), system === 'lucca' ? /Flatchr/ : /Lucca/);
        }
      assert.equal(new Set(mails.map(({ mail }) => mail.subject)).size, SYSTEMS.length * (CAUSES.length + 2));
    });

  it('says where a new key is made, and how not to wait', () => {
    assert.match(mailOf({}).text, /API keys.*restart the worker.*npx hire retry --connection acme\n/s);
    assert.match(mailOf({ system: 'flatchr' }).text, /Advanced Settings › Advanced › API.*npx hire retry --connection acme\n/s);
  });

  it('names the list that is gone, in the subject too, and tells how to do without it', () => {
    const { subject, text } = mailOf({ cause: 'endpoint-gone', endpoint: 'GET /organization/structure/api/departments' });
    assert.match(subject, /no GET \/organization\/structure\/api\/departments any more/);
    assert.match(text, /lucca\.host.*ids under defaults/s);
  });

  it('asks nothing once it works again', () => {
    for (const kind of ['works', 'silence'] as const) assert.doesNotMatch(mailOf({ kind }).text, /npx|API/);
  });
});
