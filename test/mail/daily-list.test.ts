import assert from 'node:assert/strict';
import { renderDailyList, type DailyListInput, type WaitingHire } from '../../src/mail/daily-list/render.js';

const MONDAY = '2027-03-29'; // the day after the clock change
const HIRE: WaitingHire = {
  id: 'hire/acme/1',
  person: 'Hélène Crèvecœur',
  vacancy: 'Comptable H/F',
  problem: {
    number: 1,
    code: 'unknown',
    step: 'resolveDefaults',
    issues: [{ code: 'unknown', field: 'department', given: 'Service IT' }],
  },
  waitingSince: '2027-03-26T22:30:00Z',
  startDate: '2027-04-01',
};

function listOf(hires: readonly WaitingHire[], rest: Partial<DailyListInput> = {}) {
  return renderDailyList({ hires, connection: 'acme', language: 'en', timeZone: 'Europe/Paris', today: MONDAY, ...rest });
}

describe('renderDailyList', () => {
  const SAID = {
    en: {
      subject: '1 hire waits for an answer – Monday, 29 March 2027',
      row: [
        'Comptable H/F – The department “Service IT” does not exist in Lucca.',
        'starts in 3 days, waiting since 26 March 2027 (3 days ago)',
      ],
    },
    de: {
      subject: '1 Neueinstellung wartet auf eine Antwort – Montag, 29. März 2027',
      row: [
        'Comptable H/F – Die Abteilung „Service IT“ ist in Lucca unbekannt.',
        'beginnt in 3 Tagen, wartet seit dem 26. März 2027 (vor 3 Tagen)',
      ],
    },
    fr: {
      subject: '1 embauche attend une réponse – lundi 29 mars 2027',
      row: [
        'Comptable H/F – Le département «\u00A0Service IT\u00A0» n’existe pas dans Lucca.',
        'commence dans 3 jours, attend depuis le 26 mars 2027 (il y a 3 jours)',
      ],
    },
  } as const;
  for (const language of ['fr', 'de', 'en'] as const)
    it(`says who, for what, what is wrong, when the person starts and since when it waits (${language})`, () => {
      const { subject, text, html } = listOf([HIRE], { language });
      assert.equal(subject, SAID[language].subject);
      for (const part of ['Hélène Crèvecœur', ...SAID[language].row]) {
        assert.ok(text.includes(part), `${part} is not in:\n${text}`);
        assert.ok(html.includes(part), `${part} is not in the HTML`);
      }
    });

  it('counts days in the zone of the connection', () => {
    assert.match(listOf([HIRE], { timeZone: 'Pacific/Auckland' }).text, /since 27 March 2027 \(2 days ago\)/);
  });

  it('puts the most urgent first, warns of those that have started, and knows where no date is known', () => {
    const { text } = listOf([
      { ...HIRE, person: 'Later' },
      { ...HIRE, person: 'Undated', startDate: undefined },
      { ...HIRE, person: 'Today', startDate: MONDAY },
      { ...HIRE, person: 'Started', startDate: '2027-03-27' },
    ]);
    const order = ['Started', 'Today', 'Later', 'Undated'].map((person) => text.indexOf(person));
    assert.deepEqual(
      order,
      order.toSorted((one, other) => one - other),
    );
    assert.match(text, /^!! 2 people start today or have started already/);
    assert.match(text, /Started +[^\n]*\[started 2 days ago,/);
    assert.match(text, /Today +[^\n]*\[starts today,/);
    assert.match(text, /Undated +[^\n]*\[start date unknown,/);
    assert.doesNotMatch(listOf([HIRE]).text, /!!/);
  });

  it('shows a hundred, and counts the rest', () => {
    const { subject, text } = listOf(Array.from({ length: 103 }, (_, number) => ({ ...HIRE, person: `Person ${number}.` })));
    assert.match(subject, /^103 hires wait/);
    assert.equal(text.match(/Person \d+\./g)?.length, 100);
    assert.match(text, /… and 3 more/);
  });

  it('takes hires that have hardly begun', () => {
    const { problem: _, ...rest } = HIRE;
    for (const language of ['fr', 'de', 'en'] as const)
      for (const hire of [rest, { id: 'hire/acme/2', person: '' }])
        assert.doesNotMatch(listOf([hire], { language }).text, /undefined|NaN|Invalid|null/);
    assert.match(listOf([{ id: 'hire/acme/2', person: '' }]).text, /^hire\/acme\/2 /m);
  });

  it('keeps foreign text to one line, and to text', () => {
    const { subject, text, html } = listOf([{ ...HIRE, person: '<script>alert(1)</script>\r\nBcc: x', vacancy: '<img src=x>' }]);
    assert.doesNotMatch(subject, /[\r\n]/);
    assert.doesNotMatch(text, /^Bcc/m);
    assert.doesNotMatch(html, /<script>|<img/);
  });
});
