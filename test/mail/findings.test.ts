import assert from 'node:assert/strict';
import { CHECK_IDS, fail } from '../../src/contracts/check.js';
import { renderFindings } from '../../src/mail/findings/render.js';

const BY_WORKERS = CHECK_IDS.filter((id) => !/^config|^temporal|^smtp/.test(id));

describe('renderFindings', () => {
  for (const language of ['fr', 'de', 'en'] as const) {
    it(`names every check that fails, what was found, the remedy, and how to look again (${language})`, () => {
      const checks = BY_WORKERS.map((id) => fail(id, `found at ${id}`, `mend\n${id}`));
      const mail = renderFindings({ notice: { kind: 'checks-fail', connection: 'acme', checks }, language });
      assert.match(mail.subject, /acme/);
      for (const text of [mail.text, mail.html]) {
        assert.doesNotMatch(mail.subject + text, /undefined|\[object/);
        for (const id of BY_WORKERS) for (const part of [` – ${id}`, `found at ${id}`, `mend ${id}`]) assert.ok(text.includes(part), part);
        assert.match(text, /npx hire doctor --connection acme/);
      }
    });

    it(`asks nothing once nothing fails (${language})`, () => {
      const { subject, text } = renderFindings({ notice: { kind: 'checks-pass', connection: 'acme', checks: [] }, language });
      assert.match(subject, /acme/);
      assert.doesNotMatch(text, /npx|undefined/);
    });
  }
});
