import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { START_DATE_TAG } from '../../sandbox/flatchr/seed.js';
import type { User } from '../../sandbox/lucca/state.js';
import { FIELDS, type Field } from '../../src/hire/draft.js';
import { Admin } from '../support/admin.js';
import { faultless, startedBrowser } from '../support/browser.js';
import { Rig } from '../support/rig.js';

/** Applicants and a column of the sandbox's board. */
const OUSMANE = 5011;
const LUCIE = 5012;
const NILS = 5013;
const INTERVIEW = 693;

describe('each problem, from the mail to the employee, in a browser', () => {
  let rig: Rig;
  let admin: Admin;

  before(async () => {
    [rig] = await Promise.all([
      Rig.start({ connection: (settings) => ({ ...settings, language: 'en', login: { formats: ['{f}{last}'] } }) }),
      startedBrowser(),
    ]);
    admin = new Admin(rig);
  });
  afterEach(async () => {
    rig.sandbox.faults.clear();
    await admin.closePages();
  });
  after(async () => {
    await admin.leave();
    await rig.stop({ replays: 8 });
  });

  /** The page asks a question, shows the inputs for it, and nothing else unfolded. */
  async function asks(page: Page, question: string | RegExp, inputs: readonly Field[]): Promise<void> {
    await page.locator('.loud').filter({ hasText: question }).waitFor();
    const shown = await page.locator('form :is(input, select, textarea):visible').all();
    assert.deepEqual(await Promise.all(shown.map((input) => input.getAttribute('name'))), inputs);
    await faultless(page);
  }

  async function send(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Send the answer' }).click();
  }

  /** Sends the form as it is: the browser holds it back, since nothing is chosen. */
  async function sendUnchosen(page: Page): Promise<void> {
    const before = page.url();
    await send(page);
    await page.locator('select:invalid:focus').waitFor();
    assert.equal(page.url(), before);
  }

  /** The page comes to its end by itself; Lucca has the person once. */
  async function isInLucca(page: Page, lastName: string): Promise<User> {
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    const [user, ...others] = rig.sandbox.lucca.users.filter((user) => user.lastName === lastName);
    assert.ok(user && others.length === 0, `${lastName} is in Lucca ${others.length} times too often`);
    return user;
  }

  it('not hired any more: tried again to no avail, then confirmed', async () => {
    const { id } = rig.sandbox.flatchr.add({ firstname: 'Noa', lastname: 'Nomore', email: 'noa@example.org' });
    const webhook = rig.sandbox.flatchr.drag(id);
    await rig.sandbox.flatchr.move(id, INTERVIEW);
    await rig.post(webhook);

    const page = await admin.answer('Noa Nomore');
    await asks(page, 'The candidate is no longer in the “hired” column.', []);
    const first = page.url();
    await page.getByRole('button', { name: 'It is put right: try again' }).click();
    await page.waitForURL((url) => url.href !== first);
    await asks(page, 'The candidate is no longer in the “hired” column.', []);
    await page.getByRole('button', { name: 'The hire is confirmed: go on' }).click();
    await isInLucca(page, 'Nomore');
  });

  it('rejected by Lucca: its words, and every value to be corrected', async () => {
    const refusal = { status: 400, message: 'Le prénom est réservé' };
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: '/users', times: 1, action: { answer: refusal } });
    await rig.hire({ firstname: 'Ray', lastname: 'Rejected', email: 'ray@example.org' });

    const page = await admin.answer('Ray Rejected');
    await page.getByRole('blockquote').getByText('Le prénom est réservé').waitFor();
    await asks(page, 'Lucca refused to create the file.', FIELDS);
    await send(page);
    await page.getByRole('alert').getByText('Please change at least one value.').waitFor();
    await page.getByLabel('First name').fill('Raymond');
    await send(page);
    assert.equal((await isInLucca(page, 'Rejected')).firstName, 'Raymond');
  });

  it('contract type rejected: the employee exists, and gets another one', async () => {
    const refusal = { status: 400, message: 'Ce modèle est archivé' };
    rig.sandbox.faults.add({ system: 'lucca', method: 'PATCH', path: 'work-contracts', times: 1, action: { answer: refusal } });
    await rig.hire({ firstname: 'Cora', lastname: 'Contract', email: 'cora@example.org', vacancy: 'Communications intern' });

    const page = await admin.answer('Cora Contract');
    await page.getByRole('blockquote').getByText('Ce modèle est archivé').waitFor();
    await asks(page, /^Lucca refused the contract type\./, ['contractType']);
    await sendUnchosen(page);
    await page.getByLabel('Contract type').selectOption({ label: 'CDD' });
    await send(page);
    const { id } = await isInLucca(page, 'Contract');
    assert.deepEqual(
      rig.sandbox.lucca.contracts.filter(({ ownerId }) => ownerId === id).map(({ typeId }) => typeId),
      [2],
    );
  });

  it('every login taken: asked for one, until it is usable and free', async () => {
    await rig.hire({ firstname: 'Théo', lastname: 'Leroy', email: 'theo@example.org' });

    const page = await admin.answer('Théo Leroy');
    const login = page.getByLabel('Login');
    await asks(page, /^All possible logins are taken\./, ['login']);
    await login.fill('théo leroy');
    await send(page);
    await asks(page, /^The login “théo leroy” cannot be used\./, ['login']);
    assert.equal(await login.inputValue(), 'théo leroy');
    await login.fill('hmarchand');
    await send(page);
    await asks(page, /^The login “hmarchand” is taken\./, ['login']);
    assert.equal(await login.inputValue(), 'hmarchand');
    await login.fill('theo.leroy');
    await send(page);
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    assert.deepEqual(
      rig.sandbox.lucca.users.filter(({ lastName }) => lastName === 'Leroy').map(({ firstName, login }) => [firstName, login]),
      [
        ['Thomas', 'tleroy'],
        ['Théo', 'theo.leroy'],
      ],
    );
  });

  it('two departments of one name: told apart by what is above them', async () => {
    await rig.drag(LUCIE);

    const page = await admin.answer('Lucie Fabre');
    await asks(page, /^The department is ambiguous\./, ['department']);
    await sendUnchosen(page);
    await page.getByLabel('Department').selectOption({ label: 'Direction › Ventes › Support' });
    await send(page);
    assert.equal((await isInLucca(page, 'Fabre')).departmentId, 41);
  });

  it("a contract type without a counterpart: chosen from Lucca's templates", async () => {
    await rig.drag(NILS);

    const page = await admin.answer('Nils Andersson');
    await asks(page, /^The contract type “Freelance” has no counterpart in Lucca\./, ['contractType']);
    assert.deepEqual(await page.locator('#contractType option').allInnerTexts(), [
      'Please choose',
      'Alternance',
      'Autre (interne)',
      'CDD',
      'CDI',
      'Intérim',
      'Stage',
    ]);
    await sendUnchosen(page);
    await page.getByLabel('Contract type').selectOption({ label: 'Stage' });
    await send(page);
    const { id } = await isInLucca(page, 'Andersson');
    assert.equal(rig.sandbox.lucca.contracts.find(({ ownerId }) => ownerId === id)?.typeId, 3);
  });

  it('a head who has left: another department', async () => {
    await rig.drag(OUSMANE);

    const page = await admin.answer('Ousmane Traoré');
    await asks(page, /^The department “Service Juridique” has no head any more\./, ['department']);
    await sendUnchosen(page);
    await page.getByLabel('Department').selectOption({ label: 'Direction › Service Financier' });
    await send(page);
    assert.equal((await isInLucca(page, 'Traoré')).departmentId, 15);
  });

  it('a date that is none: kept, explained, and replaced', async () => {
    await rig.hire({ firstname: 'Dana', lastname: 'Dated', email: 'dana@example.org', traits: { [START_DATE_TAG]: 'soon' } });

    const page = await admin.answer('Dana Dated');
    await asks(page, /^The start date cannot be used\..*We were given “soon”/, ['startDate']);
    await page.getByLabel('Start date').fill('2027-05-03');
    await send(page);
    assert.equal((await isInLucca(page, 'Dated')).dtContractStart, '2027-05-03T00:00:00');
  });

  it('the e-mail of someone in Lucca: another person all the same', async () => {
    await rig.hire({ firstname: 'Tessa', lastname: 'Twin', email: 'tleroy@acme.example' });

    const page = await admin.answer('Tessa Twin');
    await asks(page, /^A similar file is already in Lucca\./, []);
    await page.getByRole('button', { name: 'Same person: link to Thomas Leroy' }).waitFor();
    await page.getByRole('cell', { name: 'Thomas' }).waitFor();
    await page.getByRole('button', { name: 'Not the same person: create a new file' }).click();
    const { login, mail } = await isInLucca(page, 'Twin');
    assert.deepEqual([login, mail], ['ttwin', 'tleroy@acme.example']);
  });
});
