import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { closeBrowser, faultless, startedBrowser } from '../support/browser.js';
import { eventually, Rig } from '../support/rig.js';

const PEOPLE = ['Ada', 'Bea', 'Cleo'];

describe('the list of hires, in a browser', () => {
  let rig: Rig;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    [rig] = await Promise.all([Rig.start({ connection: (settings) => ({ ...settings, language: 'en' }) }), startedBrowser()]);
    context = await (await startedBrowser()).newContext({ viewport: { width: 900, height: 900 }, javaScriptEnabled: true });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
  });
  after(async () => {
    await closeBrowser();
    await rig.stop({ replays: 5 });
  });

  it('opens by a mailed link, and by nothing less', async () => {
    const ids = await Promise.all(
      PEOPLE.map(async (firstname) =>
        rig.hire({ firstname, lastname: 'Alike', email: `${firstname}@example.org`, vacancy: 'Quantum engineer' }),
      ),
    );
    await Promise.all(ids.map(async (id) => rig.untilProblem(id, 'unknown')));
    await rig.untilStatus(await rig.hire({ firstname: 'Dora', lastname: 'Done', email: 'dora@example.org' }), 'created');

    await page.goto(`${rig.webUrl}/hires`);
    await page.getByRole('heading', { name: 'The list of hires' }).waitFor();
    assert.equal(await page.getByText('Alike').count(), 0);
    await faultless(page);
    await page.getByLabel('E-mail address').fill('RH@sandbox.example');
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Please look into your inbox' }).waitFor();

    const { text, to } = await eventually('the mail', () =>
      rig.sandbox.mail.messages.find(({ subject }) => subject === 'Your access to the list of hires'),
    );
    assert.deepEqual(to, ['rh@sandbox.example']);
    await page.goto(/http\S+\/hires\/enter\/\S+/.exec(text)?.[0] ?? assert.fail('no link'));
    assert.deepEqual(await context.cookies(), [], 'to open the link signs nobody in');
    await faultless(page);
    await page.getByRole('button', { name: 'Open the list' }).click();
    await page.getByRole('link', { name: 'Ada Alike' }).waitFor();
    const [cookie] = await context.cookies();
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Strict']);
  });

  it('shows who waits for what, finds by name, and speaks three languages', async () => {
    await faultless(page);
    assert.equal(await page.getByRole('listitem').count(), 3);
    await page.getByText('The department “Service Quantique” does not exist in Lucca.').first().waitFor();
    await page.getByLabel('Name or job').fill('béa');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Waiting for an answer (1)' }).waitFor();
    assert.deepEqual(await page.locator('.hires a').allInnerTexts(), ['Bea Alike']);
    await page.getByLabel('Name or job').fill('Zoe');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No hire here matches “Zoe”.').waitFor();
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.getByRole('link', { name: 'Wartet auf Antwort (3)' }).waitFor();
    await faultless(page);
    await page.getByRole('link', { name: 'Beendet' }).click();
    await page.getByRole('link', { name: 'Dora Done' }).waitFor();
    await page.getByRole('link', { name: 'English' }).click();
  });

  it('answers several hires at once, and tells the rule that would have', async () => {
    await page.goto(`${rig.webUrl}/hires/`);
    await page.getByText('3 hires wait for the same').waitFor();
    await page.getByRole('link', { name: 'Answer them together' }).click();
    await faultless(page);
    for (const name of PEOPLE) await page.getByLabel(`${name} Alike`).uncheck();
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('Please choose at least one hire.').waitFor();
    assert.equal(await page.getByText('Please fill this in.').count(), 0, 'the department was given');
    await faultless(page);
    for (const name of ['Ada', 'Bea']) await page.getByLabel(`${name} Alike`).check();
    await page.getByRole('button', { name: 'Send the answer' }).click(); // with the department still in place
    await page.getByRole('heading', { name: '2 hires were answered and go on.' }).waitFor();
    assert.match(await page.locator('pre').innerText(), /when: \{ department: "Service Quantique" \}\n\s+use: \{ department: 10 \}/);
    await faultless(page);
    const created = () => rig.sandbox.lucca.users.filter(({ lastName }) => /alike/i.test(lastName)).map(({ firstName }) => firstName);
    await eventually('both employees', () => created().length === 2);
    assert.deepEqual(created().sort(), ['Ada', 'Bea']);

    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('link', { name: 'Cleo Alike' }).click();
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
  });

  it('lets a hire under way be tried again and abandoned, and one that has ended be taken up again', async () => {
    rig.sandbox.faults.add({ system: 'lucca', action: { answer: { status: 503 } } });
    const id = await rig.hire({ firstname: 'Hugo', lastname: 'Heldup', email: 'hugo@example.org' });
    await page.goto(`${rig.webUrl}/hires/?show=under-way`);
    await page.getByRole('link', { name: 'Hugo Heldup' }).click();
    await page.getByText('Lucca cannot be asked at the moment').waitFor();
    await faultless(page);
    await page.getByRole('link', { name: 'It is no hire after all' }).click();
    await faultless(page);
    await page.getByLabel('Why is it no hire?').fill('Withdrew');
    await page.getByRole('button', { name: 'Abandon this hire' }).click();
    await page.getByRole('heading', { name: 'This hire was abandoned' }).waitFor();
    await page.getByText('rh@sandbox.example abandoned it: Withdrew').waitFor();
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');

    await page.getByRole('button', { name: 'Take this hire up again' }).click();
    await page.getByText('Lucca cannot be asked at the moment').waitFor();
    rig.sandbox.faults.clear();
    await page.getByRole('button', { name: 'Try again now' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    await page.getByText(/Created in Lucca with the login/).waitFor();
    await faultless(page);
  });

  it('closes by signing out', async () => {
    await page.goto(`${rig.webUrl}/hires/`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'The list of hires' }).waitFor();
    assert.deepEqual(await context.cookies(), []);
  });
});
