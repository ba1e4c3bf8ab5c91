import assert from 'node:assert/strict';
import type { Missed } from '../../src/contracts/flatchr-side.js';
import { renderMissed } from '../../src/mail/missed/render.js';
import type { Language } from '../../src/words/texts/texts.js';

describe('renderMissed', () => {
  const mailOf = (missed: Partial<Missed>, language: Language = 'en', hiredColumns: string[] = ['Signé', '812']) =>
    renderMissed({
      notice: { kind: 'missed', connection: 'acme', reason: 'column', name: '695', title: 'Recruté', applicant: '1474', ...missed },
      companyId: 'Wy3EOp2NP3p1KMq8',
      hiredColumns,
      language,
    });

  for (const language of ['fr', 'de', 'en'] as const)
    it(`says what came, what is configured, and what to put where (${language})`, () => {
      const column = mailOf({}, language);
      for (const text of [column.text, column.html])
        for (const part of ['acme', 'Recruté', '695', 'Signé, 812', '1474', 'flatchr.hiredColumns', 'npx hire refused --connection acme'])
          assert.ok(text.includes(part), part);
      const company = mailOf({ reason: 'company', name: 'G6KzqPnNLyp31m0l' }, language);
      for (const part of ['G6KzqPnNLyp31m0l', 'Wy3EOp2NP3p1KMq8', 'flatchr.companyId', 'npx hire refused --connection acme'])
        assert.ok(company.text.includes(part), part);
      for (const { subject, text } of [column, company]) {
        assert.match(subject, /acme/);
        assert.doesNotMatch(subject + text, /undefined|\[object|null/);
      }
    });

  for (const reason of ['body', 'event', 'gone', 'quiet'] as const)
    it(`says in every language what ${reason} means, and what to do`, () => {
      const mails = (['fr', 'de', 'en'] as const).map((language) => mailOf({ reason, name: 'named', title: undefined }, language));
      for (const { subject, text } of mails) {
        assert.match(subject, /\(acme\)$/);
        assert.equal(text.includes('named'), reason !== 'quiet');
        assert.equal(text.includes('npx hire refused'), reason === 'body');
        assert.doesNotMatch(subject + text, /undefined|\[object|null/);
      }
      assert.equal(new Set(mails.map(({ text }) => text)).size, 3);
    });

  it('does without what is not known, and shows a title once', () => {
    const { text } = mailOf({ name: 'Recruté', applicant: undefined }, 'en', []);
    assert.match(text, /none/);
    assert.doesNotMatch(text, /Its id|number of the application/);
  });

  it('keeps a title on its line, however it was typed', () => {
    const { text, html } = mailOf({ name: 'x\r\nBcc: all\u2028<b>', title: '<script>' });
    assert.doesNotMatch(text, /\nBcc/);
    assert.doesNotMatch(html, /<script>|<b>/);
  });
});
