// npm test [-- mocha's arguments]: brings what the tests need – dependencies, a Temporal server, a browser – and runs them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, fail, onPath, root, run, temporalProgram } from './setup.mjs';

ensureInstalled();
const TEMPORAL_CLI_PATH = await temporalProgram();
const CHROMIUM_PATH = await chromiumProgram();

const args = process.argv.slice(2);
// Scenarios mostly wait, for a server, a timer or a browser: three processes keep two cores busy.
const all = ['--parallel', '--jobs', '3', '--require', './test/support/global-setup.ts'];
const specs = args.some((arg) => arg.endsWith('.ts')) ? [] : [...all, ...testFiles()];
process.exitCode = run(bin('mocha'), [...args, ...specs], { env: { ...process.env, TEMPORAL_CLI_PATH, CHROMIUM_PATH } });

/** The longest first, so that no process works alone at the end. */
function testFiles() {
  const files = readdirSync(join(root, 'test'), { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  const longest = [
    'gateway.',
    'lost-reader',
    'simulation/hire',
    'endless-input',
    'replay',
    'operators',
    'problems',
    'every-page',
    'second-drag',
  ];
  const place = (file) => [...longest, ''].findIndex((name) => file.includes(name));
  return files.sort((one, other) => place(one) - place(other) || one.localeCompare(other)).map((file) => join('test', file));
}

async function chromiumProgram() {
  const { chromium } = await import('playwright-core');
  const known = () =>
    ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean) ?? [chromium.executablePath()].find(existsSync);

  const { CHROMIUM_PATH: chosen } = process.env;
  if (chosen) return existsSync(chosen) ? chosen : fail('CHROMIUM_PATH names no file. Remedy: correct it, or unset it to have one found.');
  if (known()) return known();

  console.log('Installing a headless Chromium …');
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], { env });
    run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], { env });
    if (known()) return known();
  }
  run(bin('playwright-core'), ['install', 'chromium']);
  return (
    known() ??
    fail('No Chromium for the browser tests. Remedy: install chromium (as root: apt-get install chromium), or set CHROMIUM_PATH to one.')
  );
}
