// npm run chaos [-- name … --seed=1]: runs chaos/*.ts, or those whose names are given; prints rows for docs/reliability.md.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, root, run, temporalProgram } from './setup.mjs';

ensureInstalled();
const TEMPORAL_CLI_PATH = await temporalProgram();
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const options = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const files = readdirSync(join(root, 'chaos')).filter(
  (file) => file.endsWith('.ts') && (names.length === 0 || names.includes(file.slice(0, -3))),
);
if (files.length === 0) fail(`There is no such script in chaos: ${names.join(', ')}`);

for (const file of files) {
  console.log(`\n## ${file.slice(0, -3)}`);
  const env = { ...process.env, TEMPORAL_CLI_PATH };
  const code = run(process.execPath, ['--import', 'tsx', join('chaos', file), ...options], { env });
  if (code !== 0) process.exitCode = code;
}
