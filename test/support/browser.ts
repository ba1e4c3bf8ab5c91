import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

const ARGS = [
  '--no-sandbox', // its own cannot be set up in most containers, and the pages are ours
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // What a browser sends to its makers has no place in a test run.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for the whole run, started by the first test that asks for it. */
let browser: Promise<Browser> | undefined;

export function startedBrowser(): Promise<Browser> {
  return (browser ??= launchBrowser());
}

/** A headless Chromium: CHROMIUM_PATH, else one on the PATH, else one that `playwright-core install` brought. */
export function launchBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const onPath = PATH.split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)));
  const executablePath = CHROMIUM_PATH || onPath.find((program) => existsSync(program)) || chromium.executablePath();
  return chromium.launch({ executablePath, args: ARGS });
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** Fails where a person who uses a screen reader or a keyboard would be stuck, by day or by night, as far as axe can tell. */
export async function faultless(page: Page): Promise<void> {
  for (const [colorScheme, rules] of [
    ['dark', {}],
    ['light', { runOnly: ['color-contrast', 'link-in-text-block'] }], // nothing but the colours is another
  ] as const) {
    await page.emulateMedia({ colorScheme });
    if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
    const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(rules)})`)) as Found;
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      [],
      colorScheme,
    );
  }
}

/** As much of what axe finds as is looked at: its own type needs a DOM. */
interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
