// npm run test:fast: the pure tests alone, in seconds. No Temporal, no browser, no network; nothing but the dependencies is installed.
import { bin, ensureInstalled, run } from './setup.mjs';

ensureInstalled();
const { fastTests } = await import('./fast-tier.mjs'); // needs a dependency
const files = await fastTests();
process.exitCode = run(bin('mocha'), [
  '--parallel',
  '--jobs',
  '2',
  '--require',
  './test/support/no-network.ts',
  ...process.argv.slice(2),
  ...files,
]);
