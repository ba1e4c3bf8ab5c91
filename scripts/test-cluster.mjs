// npm run test:cluster [-- mocha's arguments]: scenarios on the real cluster of `npm run cluster`, which is started if need be.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, root, run } from './setup.mjs';
import { ADDRESS } from './cluster/temporal.mjs';

ensureInstalled();
if (run(process.execPath, [join('scripts', 'cluster.mjs'), 'start']) !== 0) process.exit(1);

/** What a cluster may do otherwise than the development server; each run has a namespace of its own. */
const SCENARIOS = ['straight-through', 'corrections', 'gateway', 'exactly-one', 'readiness'].map(
  (name) => `test/scenarios/${name}.test.ts`,
);
const own = readdirSync(join(root, 'test', 'cluster')).map((file) => join('test', 'cluster', file));
const args = process.argv.slice(2);
const specs = args.some((arg) => arg.endsWith('.ts')) ? [] : [...own, ...SCENARIOS];
const env = { ...process.env, TEST_TEMPORAL_CLUSTER: ADDRESS };
process.exitCode = run(bin('mocha'), [...args, ...specs], { env });
