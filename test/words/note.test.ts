import assert from 'node:assert/strict';
import type { Notice } from '../../src/hire/notice.js';
import { noteText } from '../../src/words/note.js';

const EMPLOYEE = { id: 416, login: 'cmartin', link: 'https://acme.ilucca.net/416' };
const PROBLEM: Notice = {
  kind: 'problem',
  problem: {
    number: 1,
    step: 'resolveDefaults',
    code: 'unknown',
    issues: [{ code: 'unknown', field: 'department', given: '<b>Quantum</b>\nlab' }],
    remedies: ['fields'],
  },
  draft: {},
};

describe('a note for Flatchr', () => {
  const LANGUAGES = ['fr', 'de', 'en'] as const;
  const text = (notice: Notice, language: 'fr' | 'de' | 'en', listUrl: string | undefined = 'https://hires.acme.example/hires/') =>
    noteText({ notice, language, timeZone: 'Europe/Paris', listUrl });

  for (const language of LANGUAGES)
    it(`says in ${language} that a file is created or linked, with its login and link`, () => {
      for (const kind of ['created', 'linked'] as const) {
        const notice: Notice = kind === 'created' ? { kind, draft: {} as never, employee: EMPLOYEE } : { kind, employee: EMPLOYEE };
        assert.match(text(notice, language) ?? '', /^[A-ZÀ-Ý].*Lucca.* cmartin\. https:\/\/acme\.ilucca\.net\/416$/);
      }
    });

  it('says what is waited for in one line without signs of HTML, with the list where there is one', () => {
    for (const language of LANGUAGES) {
      assert.match(text(PROBLEM, language) ?? '', /‹b›Quantum‹\/b› lab.*\. https:\/\/hires\.acme\.example\/hires\/$/);
      assert.match(noteText({ notice: PROBLEM, language, timeZone: 'Europe/Paris' }) ?? '', /\.$/);
    }
    assert.equal(new Set(LANGUAGES.map((language) => text(PROBLEM, language))).size, 3);
  });

  it('is not written about a reminder or an end', () => {
    assert.equal(text({ kind: 'expired', mayExist: false }, 'en'), undefined);
    assert.equal(text({ kind: 'abandoned', by: 'Anna', reason: 'withdrew', mayExist: false }, 'en'), undefined);
  });
});
