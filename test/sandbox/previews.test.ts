import assert from 'node:assert/strict';
import { PREVIEWS } from '../../sandbox/mail/previews.js';
import { call, useSandbox } from './support.js';

describe('sandbox mail previews', () => {
  const sandbox = useSandbox();
  const LANGUAGES = ['fr', 'de', 'en'] as const;

  it('links to every kind of mail from the inbox, by its subject in each language', async () => {
    assert.match((await call(`${sandbox().url}/mail`)).text, /href="\/mail\/previews"/);
    const { text } = await call(`${sandbox().url}/mail/previews`);
    assert.ok(PREVIEWS.length >= 30, 'every kind');
    for (const { id, render } of PREVIEWS) {
      assert.ok(text.includes(`href="/mail/previews/${id}"`), id);
      for (const language of LANGUAGES) assert.ok(text.includes(render(language).subject), `${id} (${language})`);
    }
  });

  for (const { id, render } of PREVIEWS)
    it(`shows ${id} in three languages, as HTML and as text`, async () => {
      const page = await call(`${sandbox().url}/mail/previews/${id}`);
      assert.equal(page.status, 200);
      for (const language of LANGUAGES) {
        const { subject, text } = render(language);
        assert.doesNotMatch(subject + text, /undefined|\[object|null|NaN|Invalid/);
        assert.ok(page.text.includes(text.split('\n')[0] ?? text), `the text (${language})`);
        const html = await call(`${sandbox().url}/mail/previews/${id}/${language}`);
        assert.equal(html.status, 200);
        assert.match(html.text, new RegExp(`<html lang="${language}"`));
        assert.match(html.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
      }
      assert.equal(new Set(LANGUAGES.map((language) => render(language).text)).size, LANGUAGES.length);
    });

  it('knows no other kind, and no other language', async () => {
    for (const path of ['nothing', 'nothing/fr', 'linked/xx'])
      assert.equal((await call(`${sandbox().url}/mail/previews/${path}`)).status, 404);
  });
});
