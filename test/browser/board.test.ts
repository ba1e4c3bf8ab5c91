import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { closeBrowser, startedBrowser } from '../support/browser.js';
import { Rig } from '../support/rig.js';

/** The column's head: it is in sight beside the first cards, so that nothing scrolls in the middle of a drag. */
const ATOP = { targetPosition: { x: 60, y: 20 } };

describe("the sandbox's board in a browser", () => {
  let rig: Rig;
  const contexts: BrowserContext[] = [];
  /** What the pages' script complained about. */
  const complaints: string[] = [];

  before(async () => {
    [rig] = await Promise.all([Rig.start(), startedBrowser()]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    assert.deepEqual(complaints.splice(0), []);
  });
  after(async () => {
    await closeBrowser();
    await rig.stop();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await (
      await startedBrowser()
    ).newContext({ baseURL: rig.sandbox.url, viewport: { width: 1280, height: 800 }, ...options });
    contexts.push(context);
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(path);
    return page;
  }

  it('makes an employee of a card that is dragged to the hired column', async () => {
    const page = await open('/');
    await cardOf(page, 'Camille Martin').dragTo(page.getByTestId('column-hired'), ATOP);
    const card = cardOf(page.getByTestId('column-hired'), 'Camille Martin');
    await card.getByText('Webhook: 202').waitFor();

    await page.getByRole('link', { name: 'Lucca directory' }).first().click();
    const row = page.locator('[data-login="cmartin"]');
    await row.waitFor(); // the page refreshes itself
    const cell = (field: string) => row.locator(`[data-field="${field}"]`).innerText();
    assert.deepEqual(
      [await cell('First name'), await cell('E-mail'), await cell('Department'), await cell('Establishment'), await cell('Primary role')],
      ['Camille', 'camille.martin@acme.example', 'Ventes', 'Siège', 'Collaborateur'],
    );

    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('link', { name: /Camille Martin/ }).click();
    const mail = page.frameLocator('[data-testid="html"]');
    await mail.getByRole('heading', { name: /Camille Martin/ }).waitFor();
    const employee = rig.sandbox.lucca.users.find(({ login }) => login === 'cmartin');
    const link = await mail.getByRole('link').first().getAttribute('href');
    assert.equal(link, `${rig.sandbox.url}/lucca/directory/users/cards?employeeId=${employee?.id}`);
  });

  it('does the same by the button, with the keyboard alone', async () => {
    const page = await open('/');
    await cardOf(page, 'Hugo Petit').getByRole('button', { name: 'Recruter' }).press('Enter');
    await cardOf(page.getByTestId('column-hired'), 'Hugo Petit').getByText('Webhook: 202').waitFor();
    await page.goto('/lucca');
    await page.locator('[data-login="hpetit"]').waitFor();
  });

  it('works without JavaScript', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await cardOf(page, 'Claire Durand').getByRole('button', { name: 'Recruter' }).click();
    await cardOf(page.getByTestId('column-hired'), 'Claire Durand').getByText('Webhook: 202').waitFor();

    await rig.until(rig.id(applicantNamed(rig, 'Claire', 'Durand')), ({ status }) => status === 'created');
    await page.goto('/lucca');
    assert.equal(await page.locator('[data-login="cdurand"]').count(), 1);
    await page.goto('/mail');
    assert.equal(await page.getByRole('link', { name: /Claire Durand/ }).count(), 1);
  });

  it('shows the mail about a department that Lucca lacks, and no employee', async () => {
    const page = await open('/');
    await cardOf(page, 'Inès Moreau').dragTo(page.getByTestId('column-hired'), ATOP);
    await cardOf(page.getByTestId('column-hired'), 'Inès Moreau').getByText('Webhook: 202').waitFor();

    await page.goto('/mail');
    await page.getByRole('link', { name: /Inès Moreau/ }).click();
    await page.frameLocator('[data-testid="html"]').getByText('Service Quantique').first().waitFor();
    const { status, problem } = await rig.hires.state(rig.id(applicantNamed(rig, 'Inès', 'Moreau')));
    assert.deepEqual([status, problem?.issues[0]?.code], ['awaiting-correction', 'unknown']);

    await page.goto('/lucca');
    await page.locator('[data-login="tleroy"]').waitFor();
    assert.equal(await page.getByText('Moreau', { exact: false }).count(), 0);
  });

  it('takes a card back', async () => {
    const { id } = rig.sandbox.flatchr.add({ firstname: 'Nora', lastname: 'Blanc' });
    rig.sandbox.flatchr.drag(id); // tells no one
    const page = await open('/', { javaScriptEnabled: false });
    await cardOf(page.getByTestId('column-hired'), 'Nora Blanc').getByRole('button', { name: 'Put back' }).click();
    await cardOf(page, 'Nora Blanc').getByRole('button', { name: 'Recruter' }).waitFor();
  });

  it('fits a phone without sideways scrolling', async () => {
    const { flatchr, mail, lucca } = rig.sandbox;
    const [created, waiting] = [applicantNamed(rig, 'Ελένη', 'Παπαδοπούλου'), applicantNamed(rig, 'Lucie', 'Fabre')];
    await Promise.all([flatchr.hire(created), flatchr.hire(waiting)]);
    await rig.until(rig.id(created), ({ status }) => status === 'created');
    await rig.until(rig.id(waiting), ({ status }) => status === 'awaiting-correction');

    const page = await open('/mail', { viewport: { width: 360, height: 740 } });
    await page.getByRole('link', { name: /Lucie Fabre/ }).waitFor();
    const mails = mail.messages.flatMap(({ id }) => [`/mail/messages/${id}`, `/mail/messages/${id}/html`]);
    const tooWide: string[] = [];
    for (const path of ['/', '/lucca', `/lucca/directory/users/cards?employeeId=${lucca.users[0]?.id}`, '/mail', ...mails]) {
      await page.goto(path);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 360) tooWide.push(`${path} is ${width} wide`);
    }
    assert.deepEqual(tooWide, []);
  });
});

function cardOf(where: Page | Locator, name: string): Locator {
  return where.locator(`[data-name="${name}"]`);
}

function applicantNamed({ sandbox }: Rig, firstname: string, lastname: string): number {
  const found = sandbox.flatchr.applicants.find(({ candidate }) => candidate.firstname === firstname && candidate.lastname === lastname);
  return found?.id ?? assert.fail(`${firstname} ${lastname} is not on the board`);
}
