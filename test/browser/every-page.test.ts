import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { BrowserContext, Page } from 'playwright-core';
import { DRAFT, EMPLOYEE, exampleProblem, SUBJECT } from '../../sandbox/mail/examples.js';
import { HireNotFoundError, type HireSummary } from '../../src/client.js';
import type { Correction } from '../../src/hire/correction.js';
import { HIRE_STATUSES } from '../../src/hire/order.js';
import { briefly, MAX_CHOICES, PROBLEM_CODES, type Problem } from '../../src/hire/problem.js';
import type { StoryEvent } from '../../src/hire/story.js';
import { createLinks } from '../../src/links.js';
import { createWeb } from '../../src/web/app.js';
import type { HireState } from '../../src/workflows/hire/messages.js';
import { LAST_RECONCILIATION, RECONCILIATION } from '../support/comparison.js';
import { closeBrowser, faultless, startedBrowser } from '../support/browser.js';
import { NO_PAGES, sessionsInMemory } from '../support/web.js';

const AT = '2027-01-04T08:00:00Z';
const HR = 'hr@acme.example';
const PHONE = { width: 320, height: 700 };
const SCREEN = { width: 1000, height: 900 };

const WAITING: HireState = {
  order: { connection: 'acme', applicant: '1', candidate: {}, vacancy: {} },
  status: 'awaiting-correction',
  step: 'resolveDefaults',
  person: SUBJECT.person,
  vacancy: SUBJECT.vacancy,
  draft: DRAFT,
  waitingSince: AT,
  plan: { escalateAt: AT, warnAt: AT, expireAt: '2027-03-05T08:00:00Z' },
  chain: 'run',
  continued: false,
  corrections: [],
  story: [],
};

/** One after the other, as every kind of page in every state; no hire is real. */
describe('every kind of page, by day, by night and on a narrow phone', () => {
  let app: FastifyInstance;
  let url: string;
  let context: BrowserContext;
  let page: Page;
  let state: HireState | Error;
  let comparing = false;
  const links = createLinks('a secret');
  const reader = links.readerOf(HR);
  const sessions = sessionsInMemory();

  before(async () => {
    const connection = { ...NO_PAGES.connection, language: 'de', companyId: 'x', hiredColumns: [], webhookSecrets: ['s'] } as const;
    app = await createWeb({
      hires: {
        ...NO_PAGES.hires,
        ready: async () => true,
        start: () => assert.fail('no hire here'),
        async state() {
          if (state instanceof Error) throw state;
          return state;
        },
        correct: async () => ({ taken: true, problem: 2 }),
        mailLink: async () => undefined,
        heldUpBy: async () =>
          (['lucca', 'flatchr', 'mail'] as const).map((system) => ({ step: 'x', attempts: 7, since: AT, next: AT, failure: 'x', system })),
        list: async ({ status, ended }) => (ended ? HIRE_STATUSES.slice(2) : [status ?? 'in-progress']).flatMap((one) => summaries(one)),
      },
      connections: [{ ...connection, id: 'acme', admins: [HR], compared: true, contractTypes: { CDI: 1, CDD: 2 } }],
      links,
      sessions,
      reconciliations: {
        start: async () => void (comparing = true),
        isRunning: async () => comparing,
        last: async () => LAST_RECONCILIATION,
        details: async () => RECONCILIATION,
      },
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      logger: pino({ level: 'silent' }),
    });
    url = await app.listen({ port: 0, host: '127.0.0.1' });
    context = await (await startedBrowser()).newContext({ viewport: SCREEN });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
  });
  after(async () => {
    await closeBrowser();
    await app.close();
  });
  beforeEach(() => void (state = WAITING));

  /** Opens a page, in German, whose words are the longest. */
  const open = async (path: string) => page.goto(`${url}/${path}`);
  const openHire = async ({ follows = false, query = '' } = {}, signed = links) =>
    open(`h/${await signed.sign({ hire: 'hire/acme/1', run: 'run', problem: 2, reader, follows })}${query}`);

  /** Looks at the page that is open. */
  async function good(heading: string | RegExp): Promise<void> {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await faultless(page);
    await page.setViewportSize(PHONE);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), PHONE.width, 'nothing to scroll sideways');
    await page.setViewportSize(SCREEN);
  }

  async function signIn(): Promise<void> {
    await sessions.open('signed-in', 0);
    await context.addCookies([{ name: 'hires', value: await links.signPass({ use: 'session', reader, session: 'signed-in' }), url }]);
  }

  for (const code of PROBLEM_CODES)
    it(`the question: ${code}`, async () => {
      state = { ...WAITING, problem: exampleProblem(code), story: storyOf(exampleProblem(code)) };
      await openHire();
      for (const folded of await page.locator('summary').all()) await folded.click();
      await good(SUBJECT.person);
    });

  it('the question: a list too long to scroll through', async () => {
    const choices = Array.from({ length: MAX_CHOICES }, (_, id) => ({ id, name: `Abteilung für Donaudampfschifffahrt ${id}` }));
    state = { ...WAITING, problem: { ...exampleProblem('missing'), issues: [{ code: 'missing', field: 'department', choices }] } };
    await openHire();
    await good(SUBJECT.person);
  });

  it('an answer that cannot be taken', async () => {
    state = { ...WAITING, problem: exampleProblem('unknown') };
    await openHire();
    await page.locator('form').evaluateAll((forms) => forms.forEach((form) => form.setAttribute('novalidate', '')));
    await page.getByRole('button', { name: 'Antwort senden' }).click();
    await page.getByRole('alert').waitFor();
    await good(SUBJECT.person);
    await page.locator('form').evaluateAll((forms) => forms.forEach((form) => form.setAttribute('novalidate', '')));
    await page.getByText('Es ist doch keine Einstellung').click();
    await page.getByRole('button', { name: 'Diese Einstellung abbrechen' }).click();
    await page.locator('#reason-error').waitFor();
    await good(SUBJECT.person);
  });

  for (const status of HIRE_STATUSES)
    for (const follows of [true, false])
      it(`what became of it: ${status}${follows ? ', to somebody who may act' : ''}`, async () => {
        const problem = status === 'awaiting-correction' ? { ...exampleProblem('unknown'), number: 3 } : undefined;
        if (problem && follows) return; // is led on to the question
        state = { ...WAITING, status, problem, story: storyOf(exampleProblem('unknown')), employee: EMPLOYEE, corrections: [ANSWER] };
        await openHire({ follows });
        await good(/./);
      });

  it('the end of a hire under way', async () => {
    state = { ...WAITING, status: 'in-progress' };
    await openHire({ follows: true, query: '?abandon=1' });
    await good('Es ist doch keine Einstellung');
  });

  it('a link that is wrong, expired or of a run that is gone; a fresh one; Temporal down', async () => {
    await open('h/nonsense');
    await good('Dieser Link ist ungültig');
    await openHire(
      {},
      createLinks('a secret', () => 0),
    );
    await good('Dieser Link ist abgelaufen');
    await page.getByRole('button').click();
    await good('Ein neuer Link ist unterwegs');
    state = new HireNotFoundError('gone');
    await openHire();
    await good('Dieser Link wurde schon benutzt');
    state = new Error('down');
    await openHire();
    await good('Das geht gerade nicht');
  });

  it('signing in', async () => {
    await open('hires/');
    await good('Die Liste der Neueinstellungen');
    await page.getByRole('textbox').fill(HR);
    await page.getByRole('button').click();
    await good('Bitte sehen Sie in Ihr Postfach');
    await open(`hires/enter/${await links.signPass({ use: 'enter', reader, session: 'new' })}`);
    await good('Die Liste der Neueinstellungen');
    await open('hires/enter/nonsense');
    await good('Dieser Link gilt nicht mehr');
  });

  it('the list', async () => {
    await signIn();
    for (const view of ['waiting', 'under-way', 'ended']) {
      await open(`hires/?show=${view}`);
      await good('Neueinstellungen');
      assert.ok((await page.locator('.hires li').count()) > 0);
    }
    await open('hires/?q=nobody');
    await good('Neueinstellungen');
  });

  for (const [lang, heading, button] of [
    ['de', 'Abgleich mit Flatchr', 'Jetzt abgleichen'],
    ['fr', 'Comparaison avec Flatchr', 'Comparer maintenant'],
    ['en', 'Comparison with Flatchr', 'Compare now'],
  ] as const)
    it(`who is hired in Flatchr and not here yet: the number, the page, the button (${lang})`, async () => {
      comparing = false;
      await signIn();
      await open(`hires/?lang=${lang}`);
      await page.getByRole('link', { name: '(3)' }).click();
      await good(`${heading}: acme`);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('status').waitFor();
      await good(`${heading}: acme`);
    });

  it('an answer for several', async () => {
    await signIn();
    state = { ...WAITING, problem: exampleProblem('unknown') };
    await open('hires/');
    await page.getByRole('link', { name: 'Gemeinsam beantworten' }).click();
    await good('Gemeinsam beantworten');
    await page.locator('form').evaluateAll((forms) => forms.forEach((form) => form.setAttribute('novalidate', '')));
    await page.getByRole('button', { name: 'Antwort senden' }).click();
    await page.getByRole('alert').waitFor();
    await good('Gemeinsam beantworten');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('combobox').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Antwort senden' }).click();
    await good(/gehen weiter/);
  });

  it('too many attempts', async () => {
    for (let i = 0; i < 25; i++) await fetch(`${url}/h/nonsense`);
    await open('h/nonsense');
    await good('Zu viele Versuche');
  });
});

const ANSWER = {
  correction: { kind: 'fields', by: HR, problem: 2, fields: { department: 14 } } satisfies Correction,
  at: AT,
  problem: 2,
};

function summaries(status: HireSummary['status']): HireSummary[] {
  return Array.from({ length: 60 }, (_, number) => ({
    id: `hire/acme/${status}-${number}`,
    run: 'run',
    status,
    person: `${SUBJECT.person}-Donaudampfschifffahrt ${number}`,
    vacancy: SUBJECT.vacancy,
    startedAt: AT,
    waitingSince: AT,
    startDate: '2027-02-01',
    mail: number % 2 === 0 ? 'refused' : 'late',
    ...(status === 'awaiting-correction' && { problem: briefly(exampleProblem('unknown')) }),
  }));
}

/** Something of every kind. */
function storyOf(problem: Problem): StoryEvent[] {
  const { correction } = ANSWER;
  return [
    { kind: 'hired', at: AT },
    { kind: 'problem', ...briefly(problem), at: AT },
    { kind: 'told', notice: 'problem', accepted: 1, refused: 1, at: AT },
    { kind: 'mail-late', at: AT },
    { kind: 'answered', correction, problem: 2, at: AT },
    { kind: 'created', employee: EMPLOYEE, at: AT },
    { kind: 'linked', employee: EMPLOYEE, at: AT },
    { kind: 'abandoned', at: AT },
    { kind: 'expired', at: AT },
  ];
}
