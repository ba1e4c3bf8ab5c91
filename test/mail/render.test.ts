import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DRAFT, EMPLOYEE, EXISTING, PREVIEW, SUBJECT } from '../../sandbox/mail/examples.js';
import type { Change } from '../../src/hire/changes.js';
import { correctionErrors } from '../../src/hire/correction.js';
import type { Employee, EmployeeDraft, Field } from '../../src/hire/draft.js';
import { FIELDS } from '../../src/hire/draft.js';
import type { Notice } from '../../src/hire/notice.js';
import { PROBLEM_CODES, type Choice, type ExistingEmployee, type Issue, type Problem, type ProblemCode } from '../../src/hire/problem.js';
import { renderNotice, type NoticeInput } from '../../src/mail/render.js';
import type { RenderedNotice } from '../../src/mail/rendered.js';
import type { Language } from '../../src/words/texts/texts.js';

const LANGUAGES: readonly Language[] = ['fr', 'de', 'en'];
function problemOf(issue: Issue, rest: Partial<Problem> = {}): Problem {
  return { number: 2, step: 'resolveDefaults', code: issue.code, issues: [issue], remedies: ['fields', 'retry'], ...rest };
}

const UNKNOWN = problemOf({ code: 'unknown', field: 'department', given: 'Service IT' });

function mailOf(notice: Notice, language: Language = 'en', rest: Partial<NoticeInput> = {}): RenderedNotice {
  return renderNotice({ subject: SUBJECT, notice, language, timeZone: 'Europe/Paris', luccaAccount: 'acme-hr', ...rest });
}

/** What both forms of the mail say, with HTML's entities read. */
function bothForms({ text, html }: RenderedNotice): string[] {
  const body = html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ');
  return [text, body.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')];
}

function assertSays(mail: RenderedNotice, ...parts: readonly (string | RegExp)[]): void {
  for (const form of bothForms(mail))
    for (const part of parts)
      assert.ok(typeof part === 'string' ? form.includes(part) : part.test(form), `"${String(part)}" is not in:\n${form}`);
}

function assertNowhere(mail: RenderedNotice, pattern: RegExp): void {
  for (const part of [mail.subject, mail.text, mail.html]) assert.doesNotMatch(part, pattern);
}

function noticesOf(problem: Problem): Notice[] {
  return [
    { kind: 'problem', problem, draft: {} },
    { kind: 'problem', problem, draft: DRAFT },
    { kind: 'escalation', problem, draft: DRAFT, waitingSince: '2027-01-04T09:02:00Z' },
    { kind: 'last-warning', problem, draft: DRAFT, expiresAt: '2027-03-01T09:02:00Z' },
    { kind: 'expired', problem, mayExist: false },
  ];
}

const CHANGES: readonly Change[] = [
  { kind: 'left' },
  { kind: 'left', column: 'Interview' },
  { kind: 'gone' },
  { kind: 'back' },
  { kind: 'value', field: 'startDate', was: '2027-01-04', now: '2027-02-01' },
  { kind: 'value', field: 'email', was: 'old@example.org', now: 'new@example.org', sent: 'work@example.org' },
];

const ENDINGS: readonly Notice[] = [
  { kind: 'created', draft: DRAFT, employee: EMPLOYEE },
  { kind: 'created', draft: DRAFT, employee: EMPLOYEE, toChange: DRAFT },
  { kind: 'linked', employee: EMPLOYEE },
  { kind: 'abandoned', by: 'Ana', reason: 'withdrew', mayExist: false },
  { kind: 'abandoned', by: 'Ana', reason: 'withdrew', mayExist: true },
  { kind: 'abandoned', by: 'Ana', reason: 'withdrew', employee: EMPLOYEE, mayExist: true },
  { kind: 'expired', mayExist: true },
  { kind: 'previewed', preview: PREVIEW, mayExist: false },
  { kind: 'previewed', preview: PREVIEW, employee: EMPLOYEE, mayExist: true },
  ...CHANGES.map((change) => ({ kind: 'changed', changes: [change], employee: EMPLOYEE, number: 1 }) as const),
  { kind: 'broken-off' },
];

describe('renderNotice', () => {
  for (const language of LANGUAGES) {
    it(`has a text for every notice and every problem (${language})`, () => {
      const fields: readonly (Field | undefined)[] = [undefined, ...FIELDS];
      const issues = PROBLEM_CODES.flatMap((code) => fields.map((field): Issue => ({ code, field, given: field && 'x y' })));
      const remedies = ['fields', 'retry', 'use-existing', 'create-anyway'] as const;
      const problems = issues.map((issue) => problemOf(issue, { remedies, existing: [EXISTING], words: 'No.' }));
      for (const notice of [...problems.flatMap(noticesOf), ...ENDINGS]) {
        const mail = mailOf(notice, language);
        assertNowhere(mail, /undefined|\[object|null|NaN|Invalid/);
        assert.match(mail.subject, /Hélène Crèvecœur/);
        assert.doesNotMatch(mail.text, /[<>]p>|\. \.|\.\.|  \./);
      }
    });

    it(`tells problems apart (${language})`, () => {
      const subjects = PROBLEM_CODES.map((code) => mailOf({ kind: 'problem', problem: problemOf({ code }), draft: {} }, language).subject);
      assert.equal(new Set(subjects).size, PROBLEM_CODES.length);
    });
  }

  it('says who, when, where, what was sent and from where, in the language', () => {
    const created: Notice = { kind: 'created', draft: DRAFT, employee: EMPLOYEE };
    const fr = mailOf(created, 'fr');
    assert.equal(fr.subject, 'Hélène Crèvecœur\u00A0: fiche créée dans Lucca, à compléter');
    assertSays(fr, 'fiche d’Hélène Crèvecœur', 'acme-hr', 'Comptable H/F', 'lundi 1er février 2027', 'Siège – Ventes', 'n°\u00A03');
    assertSays(fr, /Département\s+Ventes\s+\[?règle configurée/, /Établissement\s+Siège\s+\[?valeur par défaut/, /corrigé à la main/);
    const de = mailOf(created, 'de');
    assert.equal(de.subject, 'Hélène Crèvecœur: in Lucca angelegt, bitte vervollständigen');
    assertSays(
      de,
      'Montag, 1. Februar 2027',
      /Abteilung\s+Ventes\s+\[?konfigurierte Regel/,
      /Betrieb\s+Siège\s+\[?Standardwert/,
      /Hauptaufgabe\s+Nr/,
    );
    const en = mailOf(created, 'en');
    assertSays(en, 'Monday, 1 February 2027', /Login\s+hcrevecoeur\s+\[?formed automatically/, /Contract type\s+CDI\s+\[?Flatchr/);
    for (const mail of [fr, de, en]) {
      assert.ok(mail.text.includes(EMPLOYEE.link));
      assert.ok(mail.html.includes(`href="${EMPLOYEE.link}"`));
    }
  });

  it('says what was changed too late and has to be changed in Lucca, and that the file has the earlier value', () => {
    const toChange = {
      email: { value: 'new@acme.example', origin: 'correction' },
      startDate: { value: '2027-05-03', origin: 'correction' },
    } as const;
    const mail = mailOf({ kind: 'created', draft: DRAFT, employee: EMPLOYEE, toChange });
    assertSays(mail, 'To be changed in Lucca – E-mail address: new@acme.example', 'Monday, 3 May 2027', DRAFT.email.value);
    assertNowhere(mailOf({ kind: 'created', draft: DRAFT, employee: EMPLOYEE }), /To be changed/);
  });

  it('tells the login that Lucca gave in place of the one that was sent', () => {
    const sent = { ...DRAFT, login: { value: 'hdurand', origin: 'derived' } } as const;
    const mail = (login: string) => mailOf({ kind: 'created', draft: sent, employee: { ...EMPLOYEE, login } });
    assertSays(mail('hdurand01'), 'Tell the person this login (hdurand01): Lucca gave it in place of “hdurand”.');
    assertNowhere(mail('HDurand'), /in place of/);
    assertSays(mail('HDurand'), 'HDurand');
  });

  it('spells flags out as things to do, and always to complete the file and start the onboarding', () => {
    const created = (draft: EmployeeDraft): RenderedNotice => mailOf({ kind: 'created', draft, employee: EMPLOYEE });
    assertSays(
      created(DRAFT),
      'Replace the personal e-mail address (helene@home.example)',
      'Check the phone number (06 12)',
      'Check the start date (Monday, 1 February 2027): Flatchr gives none',
      'Complete the file in Lucca.',
      'Start the onboarding.',
    );
    const plain = created({
      ...DRAFT,
      email: { value: 'h@acme.example', origin: 'correction' },
      startDate: { value: '2027-02-01', origin: 'flatchr' },
    });
    assertNowhere(plain, /personal e-mail|Check the start date/);
    const ofOffer = { value: '2027-02-01', origin: 'flatchr', flags: ['date-of-offer'] } as const;
    assertSays(created({ ...DRAFT, startDate: ofOffer }), 'it is the job offer’s');
    const past = created({ ...DRAFT, startDate: { ...ofOffer, flags: ['date-of-offer', 'date-in-past'] } });
    assertSays(past, 'Attention: the start date (Monday, 1 February 2027) is already in the past', 'it is the job offer’s');
    assert.match(past.text, /^!! Attention/m);
    const far = created({ ...DRAFT, startDate: { value: '2037-02-01', origin: 'correction', flags: ['date-far-off'] } });
    assert.match(far.text, /^!! Attention: the start date \(Sunday, 1 February 2037\), given by hand, is far from today/m);
  });

  it('says of a name that was mended or shortened what stood in Flatchr', () => {
    const draft: EmployeeDraft = {
      ...DRAFT,
      firstName: { value: 'Hélène', origin: 'flatchr', flags: ['name-mended'], given: 'HÃ©lÃ¨ne' },
      lastName: { value: 'Durand', origin: 'flatchr', flags: ['name-shortened'], given: 'Durand (née Martin)' },
    };
    assertSays(
      mailOf({ kind: 'created', draft, employee: EMPLOYEE }),
      'Check the name (Hélène): it arrived damaged, as “HÃ©lÃ¨ne”',
      'Check the name (Durand): Flatchr has “Durand (née Martin)”. The birth name was left out',
    );
  });

  it('shows a doubtful date as people write it, with what was probably meant', () => {
    const issues = [{ code: 'doubtful', field: 'startDate', given: '2207-02-01', suggestion: '2027-02-01' }] as const;
    const mail = mailOf({ kind: 'problem', problem: { ...problemOf({ code: 'doubtful' }), issues }, draft: {} });
    assertSays(mail, 'We were given “1 February 2207”.', 'Perhaps “1 February 2027” is meant.');
  });

  it('says what is missing, what was given and what Lucca offers, ten at most', () => {
    const choices: Choice[] = Array.from({ length: 23 }, (_, at) => ({
      id: at + 1,
      name: `Dept ${at + 1}`,
      ...(at === 4 && { parent: 1 }),
    }));
    const problem = problemOf({ code: 'unknown', field: 'department', given: 'Service IT', choices });
    const mail = mailOf({ kind: 'problem', problem, draft: {} }, 'de');
    assert.equal(mail.subject, 'Antwort nötig – Hélène Crèvecœur: die Abteilung „Service IT“ ist in Lucca unbekannt');
    assertSays(
      mail,
      'Die Abteilung „Service IT“ ist in Lucca unbekannt.',
      'Abteilung – in Lucca zur Auswahl',
      'Dept 1 › Dept 5',
      '13 weitere',
    );
    assertNowhere(mail, /Dept 11/);
    const unusable = mailOf(
      { kind: 'problem', problem: problemOf({ code: 'unusable', field: 'email', given: 'ana at home' }), draft: {} },
      'fr',
    );
    assertSays(
      unusable,
      'L’adresse e-mail n’est pas utilisable.',
      'Valeur reçue\u00A0: «\u00A0ana at home\u00A0».',
      'prenom.nom@exemple.fr',
    );
    const typed = mailOf({ kind: 'problem', problem: problemOf({ code: 'login-unusable', given: 'h c' }), draft: {} });
    assertSays(typed, 'The login “h c” cannot be used. A login is made of letters');
    assertNowhere(typed, /no usable letter/);
    assertSays(mailOf({ kind: 'problem', problem: problemOf({ code: 'login-unusable' }), draft: {} }), 'no usable letter');
    const two = problemOf(
      { code: 'missing', field: 'email' },
      {
        issues: [
          { code: 'missing', field: 'email' },
          { code: 'missing', field: 'department' },
        ],
      },
    );
    const both = mailOf({ kind: 'problem', problem: two, draft: {} });
    assert.match(both.subject, /the e-mail address is missing \(\+ 1\)$/);
    assertSays(
      both,
      'The department is missing. Flatchr does not say, and no default value is set.',
      'Give the e-mail address and the department.',
    );
    const missing = problemOf(
      { code: 'missing', field: 'establishment' },
      { issues: two.issues.map(({ code }, at) => ({ code, field: at ? 'department' : 'establishment' })) },
    );
    assertSays(mailOf({ kind: 'problem', problem: missing, draft: {} }, 'de'), 'Den Betrieb und die Abteilung angeben.');
    const names = { ...missing, issues: (['firstName', 'lastName'] as const).map((field) => ({ code: 'missing' as const, field })) };
    assertSays(mailOf({ kind: 'problem', problem: names, draft: {} }, 'de'), 'Den Vornamen und den Nachnamen angeben.');
  });

  it("shows existing employees and Lucca's own words", () => {
    const exists = problemOf({ code: 'employee-exists' }, { remedies: ['use-existing', 'create-anyway'], existing: [EXISTING] });
    const mail = mailOf({ kind: 'problem', problem: exists, draft: {} }, 'fr');
    assertSays(mail, 'Hélène CRÈVECŒUR', 'n°\u00A041', 'depuis le 1er mars 2020', 'réembauche', 'même nom', 'C’est la même personne');
    assert.ok(mail.html.includes(`href="${EXISTING.link}"`));
    const inGerman = mailOf({ kind: 'problem', problem: exists, draft: {} }, 'de');
    assertSays(inGerman, 'seit dem 1. März 2020, zum 31. Mai 2024 ausgeschieden: es wäre eine Wiedereinstellung');
    const words = 'Le matricule\r\nest obligatoire';
    const rejected = problemOf({ code: 'lucca-rejected' }, { words, remedies: ['fields', 'retry', 'use-existing'] });
    assertSays(mailOf({ kind: 'problem', problem: rejected, draft: {} }, 'fr'), 'Le matricule est obligatoire', 'par son numéro');
    const onPage = mailOf({ kind: 'problem', problem: rejected, draft: {} }, 'fr', { hireUrl: 'https://hires.acme.example/h/1' });
    assertNowhere(onPage, /rattacher l’embauche/);
  });

  it('tells the operator the exact commands, and the page instead where there is one', () => {
    const exists = problemOf(
      { code: 'unknown', field: 'department' },
      { remedies: ['fields', 'retry', 'use-existing', 'create-anyway'], existing: [EXISTING] },
    );
    const mail = mailOf({ kind: 'problem', problem: exists, draft: {} });
    assertSays(mail, 'For your operator');
    for (const line of [
      `npx hire correct 'hire/acme/z7gWQ' --field department="…" --problem 2`,
      `npx hire retry 'hire/acme/z7gWQ' --problem 2`,
      `npx hire correct 'hire/acme/z7gWQ' --use-existing 41 --problem 2`,
      `npx hire correct 'hire/acme/z7gWQ' --create-anyway --problem 2`,
      `npx hire abandon 'hire/acme/z7gWQ' --reason "reason"`,
      `temporal workflow signal --workflow-id 'hire/acme/z7gWQ' --name correction --input '{"kind":"fields","by":"your name","problem":2,"fields":{"department":"…"}}'`,
    ])
      assertSays(mail, line);
    const inputs = [...mail.text.matchAll(/--input '(.*)'$/gm)].map(([, json]) => json ?? '');
    assert.equal(inputs.length, 5);
    for (const json of inputs) assert.deepEqual(correctionErrors(JSON.parse(json)), [], json);

    const page = mailOf({ kind: 'problem', problem: exists, draft: {} }, 'en', { hireUrl: 'https://hires.acme.example/h/1?a=1&b=2' });
    assert.ok(page.text.includes('https://hires.acme.example/h/1?a=1&b=2'));
    assert.match(page.html, /href="https:\/\/hires\.acme\.example\/h\/1\?a=1&amp;b=2"/);
    assertNowhere(page, /npx hire|temporal workflow/);
  });

  it('says since when and until when, in the time zone of the connection', () => {
    const at = '2027-02-28T23:30:00Z';
    assertSays(mailOf({ kind: 'escalation', problem: UNKNOWN, draft: {}, waitingSince: at }, 'fr'), 'depuis le 1er mars 2027 à 00:30');
    const warning = mailOf({ kind: 'last-warning', problem: UNKNOWN, draft: {}, expiresAt: at }, 'de');
    assert.match(warning.subject, /läuft ab am 1\. März 2027/);
    assertSays(warning, 'am 1. März 2027 um 00:30');
    assertSays(
      mailOf({ kind: 'escalation', problem: UNKNOWN, draft: {}, waitingSince: at }, 'en', { timeZone: 'America/New_York' }),
      '28 February 2027',
    );
  });

  it('says how a hire ended, and whether an employee may exist', () => {
    const nothing = mailOf({ kind: 'abandoned', by: 'Ana', reason: 'withdrew', mayExist: false });
    assertSays(nothing, 'abandoned by Ana', 'withdrew', 'Nothing was created', 'move the candidate back');
    const maybe = mailOf({ kind: 'abandoned', by: 'Ana', reason: 'withdrew', mayExist: true });
    assertSays(maybe, 'may have been created');
    assertNowhere(maybe, /Nothing was created/);
    const exists = mailOf({ kind: 'abandoned', by: 'Ana', reason: 'withdrew', employee: EMPLOYEE, mayExist: true });
    assertSays(exists, 'The file hcrevecoeur exists in Lucca');
    for (const mail of [maybe, exists]) assert.match(mail.subject, /please check in Lucca/);
    assertSays(
      mailOf({ kind: 'expired', problem: UNKNOWN, mayExist: true }),
      'has expired',
      'The department “Service IT” does not exist',
      'may have been created',
    );
  });

  it('shows hostile text as text, on one line, and links to the web only', () => {
    const evil = '</td><script>alert(1)</script>\r\nBcc: thief@evil.example\u202E"\'&';
    const text = { value: evil, origin: 'flatchr', label: evil } as const;
    const number = { value: 1, origin: 'flatchr', label: evil } as const;
    const draft: EmployeeDraft = {
      lastName: text,
      firstName: text,
      email: text,
      phone: text,
      startDate: text,
      login: text,
      department: number,
      establishment: number,
      primaryRole: number,
      contractType: number,
    };
    const employee: Employee = { id: 1, login: evil, link: 'javascript:alert(1)' };
    const existing: ExistingEmployee = { ...EXISTING, firstName: evil, email: evil, login: evil, startDate: evil, link: '"><script>' };
    const problem = problemOf(
      { code: 'unknown', field: 'department', given: evil, choices: [{ id: 1, name: evil }] },
      { existing: [existing], words: evil },
    );
    const notices: Notice[] = [
      ...noticesOf(problem),
      { kind: 'created', draft, employee },
      { kind: 'linked', employee },
      { kind: 'abandoned', by: evil, reason: evil, employee, mayExist: true },
      { kind: 'escalation', problem, draft, waitingSince: evil },
      { kind: 'last-warning', problem, draft, expiresAt: evil },
    ];
    for (const language of LANGUAGES)
      for (const notice of notices) {
        const subject = { hireId: `hire/acme/${evil}`, connection: evil, person: evil, vacancy: evil };
        const mail = mailOf(notice, language, { subject, luccaAccount: evil, hireUrl: 'javascript:alert(2)' });
        assert.doesNotMatch(mail.html, /<script|javascript:|\u202E/);
        assert.doesNotMatch(mail.text, /^Bcc|javascript:|\u202E/m);
        assert.doesNotMatch(mail.subject, /[\r\n\u202E]/);
        assert.ok(mail.subject.length <= 200);
      }
  });

  it('quotes the hire for the shell', () => {
    const subject = { ...SUBJECT, hireId: "hire/acme/a'; rm -rf ~ #" };
    const mail = mailOf({ kind: 'problem', problem: UNKNOWN, draft: {} }, 'en', { subject });
    assert.ok(mail.text.includes(String.raw`npx hire retry 'hire/acme/a'\''; rm -rf ~ #' --problem 2`));
  });

  it('takes the name of the job where the person has none', () => {
    const mail = mailOf({ kind: 'problem', problem: UNKNOWN, draft: {} }, 'en', { subject: { ...SUBJECT, person: ' ' } });
    assert.match(mail.subject, /Comptable H\/F/);
  });

  it('never fails on a text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const code = fc.constantFrom<ProblemCode[]>(...PROBLEM_CODES);
    fc.assert(
      fc.property(text, text, text, code, fc.constantFrom(...LANGUAGES), (person, given, date, code, language) => {
        const draft = { ...DRAFT, startDate: { value: date, origin: 'flatchr' } } as const;
        const notice: Notice = { kind: 'escalation', problem: problemOf({ code, field: 'department', given }), draft, waitingSince: date };
        const mail = mailOf(notice, language, { subject: { ...SUBJECT, person } });
        assert.doesNotMatch(mail.subject, /[\p{Cc}\p{Zl}\p{Zp}]/u);
        assert.doesNotMatch(
          mail.html,
          /<(?!!doctype|\/|html|head|meta|title|style|body|table|tr|td|th|h1|h2|p|ul|li|strong|span|pre|blockquote|a )/,
        );
      }),
      { numRuns: 200 },
    );
  });
});
