// npm run bench [-- name …]: runs bench/*.ts, or those whose names are given.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, root, run } from './setup.mjs';

ensureInstalled();
const names = process.argv.slice(2);
const files = readdirSync(join(root, 'bench')).filter(
  (file) => file.endsWith('.ts') && (names.length === 0 || names.includes(file.slice(0, -3))),
);
if (files.length === 0) fail(`There is no such benchmark in bench: ${names.join(', ')}`);

for (const file of files) {
  const code = run(process.execPath, ['--import', 'tsx', join('bench', file)]);
  if (code !== 0) process.exitCode = code;
}
