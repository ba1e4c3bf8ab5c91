// npm run screenshots: the README's pictures, taken of a real run with the sandbox in a folder of its own.
// Runs under tsx, since the browser's settings are shared with the tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../test/support/browser.ts';
import { root } from './setup.mjs';

const IMAGES = join(root, 'docs', 'images');
const SIZE = { width: 1200, height: 800 };
const CREATED = 'Camille Martin';
const WAITING = 'Inès Moreau'; // for a department that Lucca lacks

const browser = await launchBrowser();
const dataDir = mkdtempSync(join(tmpdir(), 'hire-screenshots-'));
const [port, sandboxPort, temporalPort, uiPort] = [await freePort(), await freePort(), await freePort(), await freePort()];
const connector = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
  cwd: dataDir, // where no connector.yaml is
  env: {
    ...process.env,
    CONNECTOR_CONFIG: '',
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
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

  const link = await answerLink(page, WAITING);
  await page.goto(link);
  await picture(page, 'page-answer');
  const phone = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  await phone.goto(`${link}?lang=de`);
  await picture(phone, 'page-phone');
  await phone.close();

  await page.goto(`http://localhost:${port}/hires/`);
  await page.getByRole('textbox').fill('rh@sandbox.example');
  await page.getByRole('button').click();
  await page.goto(await entryLink(page));
  await page.getByRole('button').click();
  await page.locator('.hires').waitFor();
  await picture(page, 'page-hires');

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
} finally {
  await browser.close();
  connector.kill();
  if (connector.exitCode === null) await once(connector, 'exit');
  rmSync(dataDir, { recursive: true });
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

/** The link to the page, from the mail about a hire that waits. */
async function answerLink(page, name) {
  const messages = await page.request.get('/mail/messages').then((response) => response.json());
  const { text } = messages.find(({ subject, text }) => subject.includes(name) && text.includes('/h/'));
  return /http\S+\/h\/\S+/.exec(text)[0];
}

/** The link by which an admin enters the list, once its mail has come. */
async function entryLink(page) {
  for (;;) {
    const messages = await page.request.get(`http://localhost:${sandboxPort}/mail/messages`).then((response) => response.json());
    const found = messages.map(({ text }) => /http\S+\/hires\/enter\/\S+/.exec(text)).find(Boolean);
    if (found) return found[0];
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
    if (connector.exitCode !== null) throw new Error('npm start ended before it was ready');
    const { ok } = await fetch(url).catch(() => ({ ok: false }));
    if (ok) return;
    await sleep(500);
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
