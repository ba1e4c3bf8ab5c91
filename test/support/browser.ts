import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

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
