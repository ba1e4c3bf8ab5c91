import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { decodeFile } from '../../src/cli/decode.js';
import { createEncryptionCodec } from '../../src/encryption/codec.js';
import { decodeIn, plainValue } from '../../src/encryption/payload-json.js';
import { ENCRYPTION } from '../support/encryption.js';
import { closeBrowser, startedBrowser } from '../support/browser.js';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { eventually, Rig } from '../support/rig.js';

/** Payloads as values, where they are not encrypted. */
const decoded = (json: string) => decodeIn(JSON.parse(json), { encode: async (all) => all, decode: async (all) => all }, plainValue);

describe("Temporal's own tools", function () {
  this.timeout(60_000);
  let own: OwnTemporal;
  let rig: Rig;
  let context: BrowserContext;
  let page: Page;
  let hire: string;

  before(async () => {
    own = await ownTemporal();
    rig = await Rig.start({ temporal: own });
    context = await (await startedBrowser()).newContext({ viewport: { width: 1400, height: 1200 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    hire = await rig.hire({ firstname: 'Ada', lastname: 'Klartext' });
    await rig.untilProblem(hire, 'missing');
  });
  after(async () => {
    await closeBrowser();
    await rig.stop();
    await own.stop();
  });

  const open = async () => {
    await page.goto(`${own.uiUrl}/namespaces/default/workflows/${encodeURIComponent(hire)}`);
    await page.getByRole('heading', { name: 'Event History' }).waitFor();
  };

  it('show a hire in clear in the Temporal UI to an operator who is signed in to the list of hires, and to nobody else', async () => {
    await open();
    await page.getByText('encryption-key-id').first().waitFor();

    // As the runbook says; of this browser, once.
    const web = rig.webUrl.replace('127.0.0.1', 'localhost'); // on the site of the UI
    await page.getByTestId('data-encoder-status').click();
    await page.getByRole('button', { name: 'Use Cluster-level setting' }).click();
    await page.getByTestId('use-local-endpoint-input').check();
    await page.getByTestId('data-encoder-endpoint-input').fill(`${web}/codec`);
    await page.getByLabel('Include cross-origin credentials').press('Space'); // the head of the page hides it from a mouse
    const refused = page.waitForResponse(`${web}/codec/decode`);
    await page.getByTestId('confirm-data-encoder-button').press('Enter');
    await open();
    assert.equal((await refused).status(), 401);
    await page.getByText('encryption-key-id').first().waitFor();
    assert.equal(await page.getByText('Klartext').count(), 0);

    const signIn = await context.newPage();
    await signIn.goto(`${web}/hires/`);
    await signIn.getByRole('textbox').fill('it@sandbox.example');
    await signIn.getByRole('button').click();
    const mail = await eventually('the mail', () => rig.sandbox.mail.messages.find(({ to }) => to.includes('it@sandbox.example')));
    await signIn.goto(/\/hires\/enter\/\S+/.exec(mail.text)?.[0].replace(/^/, web) ?? assert.fail('no link'));
    await signIn.getByRole('button').click();
    await signIn.waitForURL(`${web}/hires/`);

    await open();
    await page.getByText('"Klartext"').first().waitFor();
    assert.equal(await page.getByText('encryption-key-id').count(), 0);
    await page.getByText('User Metadata', { exact: true }).click();
    await page.frameLocator('iframe').last().getByText('awaiting-correction').waitFor();
  });

  it('show it on the command line, by a token, and send encrypted what is typed there', async () => {
    const token = await rig.links.signPass({ use: 'codec', reader: 'operator', session: 'anna' });
    const codec = ['--codec-endpoint', `${rig.webUrl}/codec`, '--codec-auth', `Bearer ${token}`];
    const temporal = async (...args: string[]) =>
      (await promisify(execFile)(own.program, ['workflow', ...args, '-w', hire, '--address', own.address])).stdout;
    const shown = async (...options: string[]) =>
      /Klartext/.test(JSON.stringify(await decoded(await temporal('show', '-o', 'json', ...options))));
    assert.deepEqual([await shown(), await shown(...codec)], [false, true]);

    const input = JSON.stringify({ kind: 'fields', by: 'anna', fields: { email: 'klartext@example.org' } });
    await temporal('signal', '--name', 'correction', '--input', input, ...codec);
    await rig.untilStatus(hire, 'created');
    const stored = await temporal('show', '-o', 'json');
    assert.doesNotMatch(JSON.stringify(await decoded(stored)), /klartext/i);
    const file = join(await mkdtemp(join(tmpdir(), 'hire-history-')), 'history.json');
    await writeFile(file, stored);
    assert.match(
      JSON.stringify(await decodeFile(file, createEncryptionCodec(ENCRYPTION.keys), { payloads: false })),
      /"email":"klartext@example\.org"/,
    );
  });
});
