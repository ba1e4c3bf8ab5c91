// npm run screenshots: the pictures of README, RUNBOOK and docs/pages.md, taken of a real run with the sandbox in a folder of its own.
// Runs under tsx, since the browser's settings are shared with the tests.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLinks } from '../src/links.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { spawnConnector } from '../test/support/connector-process.ts';
import { root } from './setup.mjs';

const IMAGES = join(root, 'docs', 'images');
const SIZE = { width: 1200, height: 800 };
const CREATED = 'Camille Martin';
const WAITING = 'Inès Moreau'; // for a department that Lucca lacks
const ALIKE = ['Paul Nguyen', 'Marta Silva']; // for the same
const EXISTING = 'Thomas Leroy'; // whose e-mail address someone in Lucca has
const ADMIN = 'rh@sandbox.example';
const DEPARTMENT = 'Direction › Service IT';
const FIFTEEN_DAYS_MS = 15 * 86_400_000;
/** For all of the list's columns that tell something. */
const LIST = { width: 1600, height: 620 };
/** The admins' pages are one column; the rest of a wide window is empty. */
const COLUMN = { width: 760, height: 900 };

const browser = await launchBrowser();
const connector = await spawnConnector(['ignore', 'ignore', 'inherit']);
const { dataDir, port, sandboxPort, uiPort } = connector;
try {
  mkdirSync(IMAGES, { recursive: true });
  await untilReady(`http://localhost:${port}/readyz`);
  const page = await browser.newPage({ viewport: SIZE, baseURL: `http://localhost:${sandboxPort}` });
  page.setDefaultTimeout(20_000);

  for (const name of ['Jürgen Weiß-Özdemir', 'Ελένη Παπαδοπούλου', WAITING]) {
    await page.goto('/');
    await page.getByRole('button', { name }).click();
    await answered(page, name);
  }
  await page.goto('/');
  await card(page, CREATED).dragTo(page.getByTestId('column-hired'), { targetPosition: { x: 60, y: 20 } });
  await answered(page, CREATED);
  await page.evaluate('scrollTo(0, 0)');
  await picture(page, 'board');

  await page.setViewportSize({ width: 1280, height: 800 }); // for all columns
  await page.goto('/lucca');
  await page.locator('[data-login="cmartin"]').waitFor();
  await picture(page, 'directory');
  await page.setViewportSize(SIZE);

  for (const [name, file] of [
    [CREATED, 'mail-created'],
    [WAITING, 'mail-problem'],
  ]) {
    await page.goto('/mail');
    const message = page.getByRole('link', { name });
    await message.waitFor();
    await page.goto(`${await message.getAttribute('href')}/html`);
    await picture(page, file);
  }

  for (const name of ALIKE) await hire(page, name);
  await page.goto('/');
  await page.getByRole('button', { name: EXISTING }).click();
  await answered(page, EXISTING);

  await page.setViewportSize(COLUMN);
  const link = await answerLink(page, WAITING);
  await page.goto(link);
  await column(page, 'page-answer');
  const phone = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  await phone.goto(`${link}?lang=de`);
  await picture(phone, 'page-phone');
  await phone.close();
  await page.goto(await answerLink(page, EXISTING));
  await column(page, 'page-decision');
  await page.goto(await expired(link));
  await column(page, 'page-expired');

  await page.goto(`http://localhost:${port}/hires/`);
  await column(page, 'page-sign-in');
  await page.getByRole('textbox').fill(ADMIN);
  await page.getByRole('button').click();
  await page.goto(await entryLink(page));
  await page.getByRole('button').click();
  await page.locator('.hires').waitFor();
  await column(page, 'page-hires');
  await page.setViewportSize(SIZE);

  await openWorkflow(page, CREATED);
  await page.getByText('Compact', { exact: true }).click();
  await page.getByRole('heading', { name: 'Event History' }).evaluate(toTop);
  await sleep(1_500); // the timeline is drawn step by step
  await picture(page, 'temporal-created');

  await openWorkflow(page, WAITING);
  await page.getByText('User Metadata', { exact: true }).click();
  await page.frameLocator('iframe').last().getByText('awaiting-correction').waitFor(); // the current details are the last frame
  await page.getByText('User Metadata', { exact: true }).first().evaluate(toTop);
  await picture(page, 'temporal-waiting');

  await page.setViewportSize(LIST);
  await page.goto(
    `http://localhost:${uiPort}/namespaces/default/workflows?query=${encodeURIComponent('HireStatus="awaiting-correction"')}`,
  );
  await page.getByRole('link', { name: 'hire/sandbox/' }).nth(3).waitFor();
  await page.getByTestId('create-view-button').click();
  const dialog = page.getByRole('dialog').filter({ visible: true });
  await dialog.getByRole('textbox').fill('Waiting for an answer');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await picture(page, 'temporal-list');

  await page.setViewportSize(COLUMN);
  await page.goto(`http://localhost:${port}/hires/`);
  await page.locator('.loud a').click();
  await page.getByLabel(WAITING).uncheck();
  await page.getByRole('combobox').selectOption({ label: DEPARTMENT });
  await column(page, 'page-bulk');
  await page.getByRole('button').click();
  await page.locator('pre').waitFor();
  await column(page, 'page-bulk-result');

  await page.goto(link);
  await page.getByRole('combobox').selectOption({ label: DEPARTMENT });
  await page.getByRole('button').first().click();
  await page.locator('.button').waitFor(); // to the file in Lucca
  await column(page, 'page-outcome');
} finally {
  await browser.close();
  await connector.stop();
}

/** In the page: scrolls to an element, below the head that stays. */
function toTop(element) {
  element.style.scrollMarginTop = '5rem';
  element.scrollIntoView();
}

function card(where, name) {
  return where.locator(`[data-name="${name}"]`);
}

async function answered(page, name) {
  await card(page.getByTestId('column-hired'), name).getByText('Webhook: 202').waitFor();
}

async function picture(page, name) {
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

/** As much as there is of one of the admins' pages. */
async function column(page, name) {
  const { y, height } = await page.locator('footer').boundingBox();
  const clip = { x: 0, y: 0, width: COLUMN.width, height: Math.min(COLUMN.height, Math.ceil(y + height + 16)) };
  await page.screenshot({ path: join(IMAGES, `${name}.png`), clip });
}

/** Puts somebody on the board and hires them at once. */
async function hire(page, name) {
  const [firstname, lastname] = name.split(' ');
  const email = `${firstname}.${lastname}@example.org`.toLowerCase();
  const added = await page.request.post('/flatchr/-/applicants', { data: { firstname, lastname, email, vacancy: 'Quantum engineer' } });
  await page.request.post('/flatchr/-/hire', { data: { applicant: (await added.json()).id } });
}

/** The same link as if it had been mailed too long ago. */
async function expired(link) {
  const secret = readFileSync(join(dataDir, 'web-secret'), 'utf8').trim();
  const { link: about } = await createLinks(secret).read(link.split('/').at(-1));
  const token = await createLinks(secret, () => Date.now() - FIFTEEN_DAYS_MS).sign(about);
  return `http://localhost:${port}/h/${token}`;
}

/** The link to the page, from the mail about a hire that waits. */
async function answerLink(page, name) {
  return await fromMail(page, ({ subject, text }) => subject.includes(name) && /http\S+\/h\/\S+/.exec(text)?.[0]);
}

/** The link by which an admin enters the list. */
async function entryLink(page) {
  return await fromMail(page, ({ text }) => /http\S+\/hires\/enter\/\S+/.exec(text)?.[0]);
}

/** What is looked for in the mails, once there is one that has it. */
async function fromMail(page, find) {
  for (;;) {
    const messages = await page.request.get(`http://localhost:${sandboxPort}/mail/messages`).then((response) => response.json());
    const found = messages.map(find).find(Boolean);
    if (found) return found;
    await sleep(200);
  }
}

/** Opens a hire in the Temporal UI. */
async function openWorkflow(page, name) {
  const { id } = await page.request
    .get('/flatchr/-/applicants')
    .then((response) => response.json())
    .then((applicants) => applicants.find(({ candidate: { firstname, lastname } }) => `${firstname} ${lastname}` === name));
  await page.goto(`http://localhost:${uiPort}/namespaces/default/workflows/${encodeURIComponent(`hire/sandbox/${id}`)}`);
}

async function untilReady(url) {
  for (;;) {
    if (connector.process.exitCode !== null) throw new Error('npm start ended before it was ready');
    const { ok } = await fetch(url).catch(() => ({ ok: false }));
    if (ok) return;
    await sleep(500);
  }
}
