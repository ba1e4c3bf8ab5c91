// What the commands need before they can begin. Node's own modules only: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(root, 'lib', '.built-from');

/** Ends the command with one sentence. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a program in the project's folder and shows its output; returns its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  return error === undefined ? (status ?? 1) : 127;
}

/** Does it without a word, and shows the output only where it fails: who should read it may be gone, which must not end the program. */
function runQuietly(program, args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) console.error([error?.message, stdout, stderr].filter(Boolean).join('\n'));
  return status === 0;
}

/** Path of a program that a dependency brought. */
export function bin(name) {
  return join(root, 'node_modules', '.bin', name);
}

/** Path of a program on the PATH. */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((program) => existsSync(program));
}

/** The dependencies as package-lock.json has them. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old. Remedy: install Node 20.19 or later.`);
  }
  if (isInstalled()) return;
  console.log('Installing the dependencies …');
  if (!runQuietly('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) {
    fail('The dependencies could not be installed. Remedy: see what npm says above; the package registry must be reachable.');
  }
}

/** Compares the versions rather than the files' times: a checkout changes the times only. */
function isInstalled() {
  try {
    const { '': _project, ...wanted } = packagesOf('package-lock.json');
    const installed = packagesOf(join('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(([path, { version, optional }]) => optional === true || installed[path]?.version === version);
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
}

/** Path of the Temporal server's program, brought here if need be. */
export async function temporalProgram() {
  const { tsImport } = await import('tsx/esm/api');
  const { readEnvironment } = await tsImport('../src/config/env.ts', import.meta.url);
  const { findServer } = await tsImport('../src/temporal-server/find-server.ts', import.meta.url);
  try {
    const { temporalCliPath: cliPath, path, cacheDir } = readEnvironment();
    return await findServer({ cliPath, path, cacheDir, log: console.log });
  } catch (error) {
    return fail(error.message);
  }
}

/** The compiled program and the workflow bundle, made from the sources as they are now. */
export function ensureBuilt() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesDigest()) return;
  console.log('Building …');
  if (!runQuietly(process.execPath, [join('scripts', 'build.mjs')])) fail('The build failed. Remedy: see the errors above.');
}

/** Marks `lib` as made from these sources. */
export function markBuilt(digest) {
  writeFileSync(STAMP, digest);
}

/** Changes with every change of a source. */
export function sourcesDigest() {
  const hash = createHash('sha256');
  const files = ['src', 'sandbox'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'scripts/build.mjs'].map((file) => join(root, file));
  for (const file of [...files.sort(), ...settings]) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}
