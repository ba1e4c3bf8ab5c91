import assert from 'node:assert/strict';
import { createLinks } from '../../src/links.js';
import { Admin } from '../support/admin.js';
import { faultless, startedBrowser } from '../support/browser.js';
import { Rig, SECRET } from '../support/rig.js';

const DAY_MS = 86_400_000;

describe('a link that cannot be used any more, in a browser', () => {
  let rig: Rig;
  let admin: Admin;
  let id: string;

  before(async () => {
    [rig] = await Promise.all([Rig.start({ connection: (settings) => ({ ...settings, language: 'en' }) }), startedBrowser()]);
    admin = new Admin(rig);
    id = await rig.hire({ firstname: 'Lia', lastname: 'Late', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
  });
  afterEach(() => admin.closePages());
  after(async () => {
    await admin.leave();
    await rig.stop();
  });

  it('says that it was changed, and tells nothing else', async () => {
    const link = await admin.linkTo('Lia Late');
    const page = await admin.open(`${link.slice(0, -5)}xxxxx`);
    await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
    assert.equal(await page.getByText('Lia').count(), 0);
    assert.equal(await page.getByRole('button').count(), 0);
  });

  it('says that it has expired; a fresh one comes by mail, and asks the question', async () => {
    const { runId: run } = await rig.handle(id).describe();
    const reader = rig.links.readerOf('rh@sandbox.example');
    const twoWeeksAgo = createLinks(SECRET, () => Date.now() - 15 * DAY_MS);
    const token = await twoWeeksAgo.sign({ hire: id, run, problem: 1, reader, follows: false });

    const expired = await admin.open(`${rig.webUrl}/h/${token}`);
    await expired.getByRole('heading', { name: 'This link has expired' }).waitFor();
    assert.equal(await expired.getByText('Lia').count(), 0);
    await expired.getByRole('button', { name: 'Mail me a fresh link' }).click();
    await expired.getByRole('heading', { name: 'A fresh link is on its way' }).waitFor();

    const page = await admin.answer('Lia Late', 2);
    await page.locator('.loud').getByText('The e-mail address is missing.').waitFor();
    await page.getByLabel('E-mail address').fill('lia@example.org');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    await rig.untilStatus(id, 'created');
  });

  it('says that it was used, by whom, and what came of it', async () => {
    const page = await admin.open(await admin.linkTo('Lia Late', 2));
    await page.getByRole('heading', { name: 'The file is in Lucca' }).waitFor();
    await page.getByText('Answered by rh@sandbox.example on').waitFor();
    assert.equal(await page.getByRole('button').count(), 0);
    await faultless(page);
  });
});
