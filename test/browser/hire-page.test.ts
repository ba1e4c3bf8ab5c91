import assert from 'node:assert/strict';
import type { NewCandidate } from '../../sandbox/flatchr/board.js';
import { Admin } from '../support/admin.js';
import { faultless, startedBrowser } from '../support/browser.js';
import { Rig } from '../support/rig.js';

const EVIL = '<script>document.title="evil"</script>';

describe('the page on which a hire is answered, in a browser', () => {
  let rig: Rig;
  let admin: Admin;

  before(async () => {
    [rig] = await Promise.all([
      Rig.start({ connection: (settings) => ({ ...settings, language: 'en', defaults: { ...settings.defaults, department: undefined } }) }),
      startedBrowser(),
    ]);
    admin = new Admin(rig);
  });
  afterEach(() => admin.closePages());
  after(async () => {
    await admin.leave();
    await rig.stop();
  });

  /** Hires someone with whom a problem comes up. @returns the link in the newest mail about the person. */
  async function linkAfter(candidate: NewCandidate): Promise<{ id: string; link: string }> {
    const id = await rig.hire({ vacancy: 'Communications intern', ...candidate }); // whose department Flatchr does not tell
    await rig.until(id, ({ problem }) => problem !== undefined);
    return { id, link: await admin.linkTo(`${candidate.firstname} ${candidate.lastname}`) };
  }

  it('takes a missing value, and shows the employee by itself', async () => {
    const { id, link } = await linkAfter({ firstname: 'Mona', lastname: 'Missing', email: 'mona@example.org' });
    const page = await admin.open(link);
    await page.getByRole('heading', { name: 'Mona Missing' }).waitFor();
    await faultless(page);
    assert.equal(await page.getByText('Only what you change here').isVisible(), false, 'other values are folded away');
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    await faultless(page);
    const { employee, corrections } = await rig.untilStatus(id, 'created');
    assert.equal(await page.getByRole('link', { name: 'Open the file in Lucca' }).getAttribute('href'), employee?.link);
    assert.equal(corrections[0]?.correction.by, 'rh@sandbox.example');

    const used = await admin.open(link);
    await used.getByText('Answered by rh@sandbox.example').waitFor();
    assert.equal(await used.getByRole('button').count(), 0, 'a used link answers nothing');
  });

  it('works without JavaScript, on a phone, and keeps what was typed beside what is wrong with it', async () => {
    const { id, link } = await linkAfter({ firstname: 'Nora', lastname: 'Noscript', email: 'nora@example.org' });
    const page = await admin.open(link, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= 360'), true, 'nothing to scroll sideways');
    await page.getByText('Correct other values').click();
    await page.getByLabel('First name').fill('Eleonora');
    await page.locator('form', { hasText: 'Correct other values' }).evaluate((form) => form.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('First name').inputValue(), 'Eleonora');
    assert.equal(await page.getByLabel('Department').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('#department-error').innerText(), 'Please fill this in.');
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    assert.equal((await rig.untilStatus(id, 'created')).draft.firstName?.value, 'Eleonora');
  });

  it('leads on to the next question when an answer brings one', async () => {
    const { id, link } = await linkAfter({ firstname: 'Otto', lastname: 'Onward', email: 'otto@example.org' });
    const page = await admin.open(link);
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByText('Correct other values').click();
    await page.getByLabel('E-mail address').fill('otto@no-dot');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.locator('.loud').getByText('The e-mail address cannot be used').waitFor();
    assert.equal(await page.getByLabel('E-mail address').inputValue(), 'otto@no-dot');
    await faultless(page);
    await page.getByLabel('E-mail address').fill('otto@example.org');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    assert.equal((await rig.untilStatus(id, 'created')).draft.email?.value, 'otto@example.org');

    const old = await admin.open(link);
    await old.getByText('Answered by').waitFor();
  });

  it('shows an existing employee side by side, and links it', async () => {
    const [existing] = rig.sandbox.lucca.users;
    assert.ok(existing);
    const { id, link } = await linkAfter({ firstname: 'Tina', lastname: 'Twin', email: existing.mail });
    const page = await admin.open(link);
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes' });
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('Is this the same person?').waitFor();
    await faultless(page);
    await page.getByRole('button', { name: /Same person/ }).click();
    await page.getByRole('heading', { name: 'The hire is linked' }).waitFor();
    assert.equal((await rig.handle(id).result()).employee.id, existing.id);
  });

  it('ends what is no hire, with a reason', async () => {
    const { id, link } = await linkAfter({ firstname: 'Abel', lastname: 'Abandoned', email: 'abel@example.org' });
    const page = await admin.open(link);
    await page.getByText('It is no hire after all').click();
    await page.getByLabel('Why is it no hire?').fill('Withdrew');
    await page.getByRole('button', { name: 'Abandon this hire' }).click();
    await page.getByRole('heading', { name: 'This hire was abandoned' }).waitFor();
    assert.equal((await rig.untilFailed(id)).type, 'HireAbandoned');
  });

  it('speaks three languages', async () => {
    const { link } = await linkAfter({ firstname: 'Lara', lastname: 'Language', email: 'lara@example.org' });
    const page = await admin.open(link);
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'Antwort senden' }).waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'de');
    await faultless(page);
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'Envoyer la réponse' }).waitFor();
    await faultless(page);
  });

  it('shows foreign text as text', async () => {
    const person = { firstname: 'Eve', lastname: `Evil${EVIL}`, email: 'eve@example.org' };
    const id = await rig.hire({ vacancy: 'Communications intern', ...person });
    await rig.until(id, ({ problem }) => problem !== undefined);
    const page = await admin.open(await admin.linkTo('Evil'));
    await page.getByRole('heading', { name: EVIL }).waitFor();
    assert.notEqual(await page.title(), 'evil');
  });
});
