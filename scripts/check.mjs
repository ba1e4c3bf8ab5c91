// npm run check: a line for each check, and what it found where it fails.
import { spawnSync } from 'node:child_process';
import { bin, ensureInstalled, root } from './setup.mjs';

ensureInstalled();
const CHECKS = {
  types: [bin('tsc'), '-p', '.'],
  lint: [bin('oxlint'), '--type-aware', '--deny-warnings'],
  format: [bin('oxfmt'), '--check'],
  'dead code': [bin('knip')],
  'connector.schema.json': [process.execPath, '--import', 'tsx', 'scripts/schema.mjs', '--check'],
  'build with workflow bundle': [process.execPath, 'scripts/build.mjs'],
};

for (const [name, [program, ...args]] of Object.entries(CHECKS)) {
  const started = performance.now();
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status === 0) continue;
  process.exitCode = 1;
  console.log(`${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trimEnd());
}
