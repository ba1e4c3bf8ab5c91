// npm run build: src and sandbox to lib, then the workflow bundle that workers load.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, fail, markBuilt, root, run, sourcesDigest } from './setup.mjs';

ensureInstalled();
const digest = sourcesDigest();
rmSync(join(root, 'lib', '.built-from'), { force: true });

if (run(bin('tsc'), ['-p', 'tsconfig.build.json']) !== 0) fail('The sources do not compile.');

const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
const { code } = await bundleWorkflowCode({
  workflowsPath: join(root, 'lib', 'src', 'workflows', 'index.js'),
  failureConverterPath: join(root, 'lib', 'src', 'encryption', 'failure-converter.js'),
  logger: new DefaultLogger('WARN'),
});
const bundle = join(root, 'lib', 'workflow-bundle.js');
writeFileSync(`${bundle}.new`, code);
renameSync(`${bundle}.new`, bundle); // a worker that starts now reads a whole one

markBuilt(digest);
