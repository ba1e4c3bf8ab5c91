import { FIELDS, type EmployeeDraft, type Field, type Flag } from '../../src/hire/draft.js';
import type { Notice } from '../../src/hire/notice.js';
import { briefly, fieldOf, PROBLEM_CODES, type Problem, type ProblemCode } from '../../src/hire/problem.js';
import type { FindingsNotice } from '../../src/contracts/doctor.js';
import type { BlindSpot, TroubleNotice } from '../../src/contracts/trouble.js';
import { fail } from '../../src/contracts/check.js';
import { renderBlindSpot } from '../../src/mail/blind-spot.js';
import { renderDailyList } from '../../src/mail/daily-list/render.js';
import { renderNotice } from '../../src/mail/render.js';
import type { RenderedNotice } from '../../src/mail/rendered.js';
import { renderSignIn } from '../../src/mail/sign-in.js';
import type { Language } from '../../src/words/texts/texts.js';
import type { Missed } from '../../src/contracts/flatchr-side.js';
import { renderFindings } from '../../src/mail/findings/render.js';
import { renderMissed } from '../../src/mail/missed/render.js';
import { renderTrouble } from '../../src/mail/trouble/render.js';
import { DRAFT, EMPLOYEE, exampleProblem, PREVIEW, SUBJECT } from './examples.js';

/** A kind of mail, written from made-up data by the connector's own code. */
export interface Preview {
  /** Names it in an address. */
  readonly id: string;
  readonly render: (language: Language) => RenderedNotice;
}

const TIME_ZONE = 'Europe/Paris';
const SINCE = '2027-01-04T09:02:00Z';
const TODAY = '2027-01-11';
const PAGES = 'https://hires.acme.example';

/** Names that Flatchr has otherwise than they were sent. */
const WITH_CHANGED_NAMES: EmployeeDraft = {
  ...DRAFT,
  firstName: { ...DRAFT.firstName, flags: ['name-mended'], given: 'HÃ©lÃ¨ne' },
  lastName: { ...DRAFT.lastName, flags: ['name-shortened'], given: 'Crèvecœur (née Morin)' },
};
/** A hire of which Flatchr shows neither offer nor tags any more. */
const READ_IN_PART: EmployeeDraft = {
  ...DRAFT,
  email: { ...DRAFT.email, flags: ['personal-email', 'tag-unread'] },
  department: { value: 14, origin: 'default', label: 'Ventes', flags: ['offer-unread'] },
};

/** One for each kind, by the name of what is special about it; no name: the usual. */
const NOTICES: { readonly [K in Notice['kind']]: Readonly<Record<string, Extract<Notice, { kind: K }>>> } = {
  created: {
    '': { kind: 'created', draft: DRAFT, employee: EMPLOYEE },
    'date-of-offer': { kind: 'created', draft: starting('date-of-offer'), employee: EMPLOYEE },
    'date-in-past': { kind: 'created', draft: starting('date-of-offer', 'date-in-past'), employee: EMPLOYEE },
    'date-far-off': { kind: 'created', draft: starting('date-far-off'), employee: EMPLOYEE },
    'names-changed': { kind: 'created', draft: WITH_CHANGED_NAMES, employee: EMPLOYEE },
    unread: { kind: 'created', draft: READ_IN_PART, employee: EMPLOYEE },
  },
  linked: { '': { kind: 'linked', employee: EMPLOYEE } },
  problem: Object.fromEntries(PROBLEM_CODES.map((code) => [code, { kind: 'problem', ...waiting(code) }])),
  escalation: { '': { kind: 'escalation', ...waiting('unknown'), waitingSince: SINCE } },
  'last-warning': { '': { kind: 'last-warning', ...waiting('unknown'), expiresAt: '2027-03-05T09:02:00Z' } },
  abandoned: {
    '': { kind: 'abandoned', by: 'rh@acme.example', reason: 'A retiré sa candidature', mayExist: false },
    'may-exist': { kind: 'abandoned', by: 'rh@acme.example', reason: 'A retiré sa candidature', mayExist: true },
    exists: { kind: 'abandoned', by: 'rh@acme.example', reason: 'A retiré sa candidature', employee: EMPLOYEE, mayExist: true },
  },
  expired: {
    '': { kind: 'expired', problem: exampleProblem('unknown'), mayExist: false },
    'may-exist': { kind: 'expired', problem: exampleProblem('lucca-rejected'), mayExist: true },
  },
  previewed: {
    '': { kind: 'previewed', preview: PREVIEW, mayExist: false },
    'may-exist': { kind: 'previewed', preview: PREVIEW, employee: EMPLOYEE, mayExist: true },
  },
  changed: {
    '': {
      kind: 'changed',
      changes: [{ kind: 'value', field: 'startDate', was: '2027-01-04', now: '2027-02-01', sent: '2027-01-04' }],
      employee: EMPLOYEE,
      number: 1,
    },
    withdrawn: { kind: 'changed', changes: [{ kind: 'left', column: 'Entretien' }], employee: EMPLOYEE, number: 1 },
  },
  'broken-off': { '': { kind: 'broken-off' } },
};

const TROUBLES: { readonly [K in TroubleNotice['kind']]: Readonly<Record<string, Pick<TroubleNotice, 'system' | 'cause' | 'endpoint'>>> } =
  {
    trouble: {
      'key-lucca': { system: 'lucca', cause: 'key-refused' },
      'key-flatchr': { system: 'flatchr', cause: 'key-refused' },
      unreachable: { system: 'flatchr', cause: 'unreachable' },
      'rate-limited': { system: 'lucca', cause: 'rate-limited' },
      'endpoint-gone': { system: 'lucca', cause: 'endpoint-gone', endpoint: 'GET /organization/structure/api/departments' },
    },
    works: { '': { system: 'lucca', cause: 'key-refused' } },
    silence: { '': { system: 'lucca', cause: 'unreachable' } },
  };

const MISSED: Readonly<Record<Missed['reason'], Missed>> = {
  column: { reason: 'column', name: '695', title: 'Recruté', applicant: '1474' },
  company: { reason: 'company', name: 'G6KzqPnNLyp31m0l', title: 'Recruté', applicant: '1474' },
  body: { reason: 'body', name: 'malformed' },
  event: { reason: 'event', name: 'new_applicant' },
  gone: { reason: 'gone', name: 'Signé' },
  quiet: { reason: 'quiet', name: '' },
};

const BLIND_SPOTS = ['no-former-employees', 'no-directory'] as const satisfies readonly BlindSpot[];

const FINDINGS = {
  'checks-fail': {
    '': [
      fail('lucca.key', 'Lucca refuses it (GET /api/v3/users: 401)', 'make a new one'),
      fail(
        'flatchr.columns',
        'Flatchr has no column Signé: hires there would pass by',
        'correct flatchr.hiredColumns; Flatchr has: Recruté',
      ),
    ],
  },
  'checks-pass': { '': [] },
} satisfies Record<FindingsNotice['kind'], Record<string, FindingsNotice['checks']>>;

/** Every kind of mail. */
export const PREVIEWS: readonly Preview[] = [
  ...previewsOf<Notice>(NOTICES, (notice) => (language) => noticeMail(notice, language, `${PAGES}/h/eyJhbGciOi`)),
  {
    id: 'problem-without-page',
    render: (language) => noticeMail({ kind: 'problem', ...waiting('employee-exists') }, language),
  },
  { id: 'daily-list', render: dailyList },
  { id: 'sign-in', render: (language) => renderSignIn({ url: `${PAGES}/hires/enter/eyJhbGciOi`, language }) },
  ...previewsOf(TROUBLES, (about, kind) => (language) => troubleMail({ kind, connection: 'acme', since: SINCE, ...about }, language)),
  ...BLIND_SPOTS.map((kind) => ({
    id: kind,
    render: (language: Language) => renderBlindSpot({ notice: { kind, connection: 'acme' }, language }),
  })),
  ...previewsOf(FINDINGS, (checks, kind) => (language) => renderFindings({ notice: { kind, connection: 'acme', checks }, language })),
  ...previewsOf(
    { missed: MISSED },
    (about, kind) => (language) =>
      renderMissed({ notice: { kind, connection: 'acme', ...about }, companyId: 'Wy3EOp2NP3p1KMq8', hiredColumns: ['Signé'], language }),
  ),
];

function previewsOf<T, K extends string = string>(
  kinds: Readonly<Record<K, Readonly<Record<string, T>>>>,
  render: (example: T, kind: K) => Preview['render'],
): Preview[] {
  return (Object.keys(kinds) as K[]).flatMap((kind) =>
    // its own keys
    Object.entries(kinds[kind]).map(([variant, example]) => ({
      id: [kind, variant].filter(Boolean).join('-'),
      render: render(example, kind),
    })),
  );
}

function noticeMail(notice: Notice, language: Language, hireUrl?: string): RenderedNotice {
  return renderNotice({ subject: SUBJECT, notice, language, timeZone: TIME_ZONE, luccaAccount: 'acme', hireUrl });
}

function troubleMail(notice: TroubleNotice, language: Language): RenderedNotice {
  return renderTrouble({ notice, underWay: 7, language, timeZone: TIME_ZONE });
}

/** One person who has started already, one who will, one of whom no date is known. */
function dailyList(language: Language): RenderedNotice {
  const { hireId: id, vacancy } = SUBJECT;
  const url = `${PAGES}/h/eyJhbGciOi`;
  return renderDailyList({
    hires: [
      {
        id,
        person: SUBJECT.person,
        vacancy,
        problem: briefly(exampleProblem('unknown')),
        waitingSince: SINCE,
        startDate: '2027-02-01',
        url,
      },
      {
        id,
        person: 'Jürgen Weiß',
        vacancy: 'Export manager',
        problem: briefly(exampleProblem('employee-exists')),
        waitingSince: SINCE,
        startDate: TODAY,
        url,
      },
      { id, person: 'Inès Moreau', vacancy: 'Développeuse', problem: briefly(exampleProblem('missing')), waitingSince: SINCE, url },
    ],
    connection: 'acme',
    language,
    timeZone: TIME_ZONE,
    today: TODAY,
  });
}

/** A problem, with as much as its hire knows by then. */
function waiting(code: ProblemCode): { problem: Problem; draft: Partial<EmployeeDraft> } {
  const problem = exampleProblem(code);
  const open: readonly (Field | undefined)[] = problem.issues.map(fieldOf);
  const known = problem.step === 'createEmployee' ? FIELDS : (['lastName', 'firstName', 'email', 'phone', 'startDate'] as const);
  return { problem, draft: Object.fromEntries(known.filter((field) => !open.includes(field)).map((field) => [field, DRAFT[field]])) };
}

function starting(...flags: readonly Flag[]): EmployeeDraft {
  return { ...DRAFT, startDate: { value: '2027-01-04', origin: 'flatchr', flags } };
}
