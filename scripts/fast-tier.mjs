// Which test files are pure: those that reach, through all that they import, nothing that opens a server, a browser or a process.
// The rule asks the imports, so a new file is in the tier, or out of it, by what it needs; `test/support/no-network.ts` watches at run time.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from './setup.mjs';

const DOORS = new Set([
  'node:child_process',
  'node:http',
  'node:https',
  'node:net',
  'smtp-server',
  'playwright-core',
  '@temporalio/worker',
]);

/** Paths of the pure test files. */
export async function fastTests() {
  const files = readdirSync(join(root, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file.split(sep).join('/')}`);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: 'lib',
    write: false,
    metafile: true,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const pure = files.filter((file) => ![...reached(metafile.inputs, file)].some((path) => DOORS.has(path)));
  return pure.sort().reverse(); // the simulation takes longest and begins early
}

/** All that a file imports, and what that imports; of packages the names alone. */
function reached(inputs, file, seen = new Set()) {
  for (const { path } of inputs[file]?.imports ?? []) {
    if (seen.has(path)) continue;
    seen.add(path);
    reached(inputs, path, seen);
  }
  return seen;
}
