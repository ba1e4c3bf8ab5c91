import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** An import that each room must not have, from a file in it: a pattern of the configuration may match nothing. */
const FORBIDDEN: readonly [file: string, imported: string][] = [
  ['src/cli.ts', '../sandbox/flatchr/state.js'],
  ['src/worker/one.ts', '../../sandbox/config.js'],
  ['src/hire/one.ts', '../lucca/errors.js'],
  ['src/hire/two.ts', 'node:fs'],
  ['src/contracts/one.ts', '../lucca/errors.js'],
  ['src/contracts/two.ts', '../mail/daily-list/fr.js'],
  ['src/contracts/three.ts', '@temporalio/client'],
  ['src/workflows/hire/one.ts', '../../activities/index.js'],
  ['src/workflows/two.ts', 'zod'],
  ['src/lucca/one.ts', '../flatchr/values.js'],
  ['src/flatchr/one.ts', '../lucca/errors.js'],
  ['src/words/one.ts', '../mail/render.js'],
  ['src/mail/one.ts', '../chat/message.js'],
  ['src/chat/one.ts', '../mail/render.js'],
  ['src/web/one.ts', '../lucca/errors.js'],
  ['src/web/two.ts', '../client/hire-client.js'],
];
const ALLOWED: readonly [file: string, imported: string][] = [
  ['src/start.ts', '../sandbox/config.js'],
  ['src/hire/own.ts', './names.js'],
  ['src/contracts/own.ts', './check.js'],
  ['src/contracts/hire.ts', '../hire/steps.js'],
];

describe('the lint', () => {
  it('holds the directions of the imports, in every room', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lint-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, imported] of [...FORBIDDEN, ...ALLOWED]) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), `import { x } from '${imported}';\n\nexport const y = x;\n`);
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }; // its documented format
    const bitten = diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename);
    assert.deepEqual(bitten.sort(), FORBIDDEN.map(([file]) => file).sort());
  });
});
