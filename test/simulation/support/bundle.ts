import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { hire } from '../../../src/workflows/hire/hire.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `src/workflows/hire.ts` as it is, with the workflow library and the clock of the simulation. */
export async function simulatedHire(): Promise<typeof hire> {
  const { outputFiles } = await build({
    entryPoints: [here('../../../src/workflows/hire/hire.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['@temporalio/common'],
    alias: { '@temporalio/workflow': here('./fake-workflow.ts') },
    inject: [here('./fake-date.ts')],
    logLevel: 'error',
  });
  // Beside the project's node_modules, where its one import is found.
  const folder = await mkdtemp(join(here('../../../node_modules'), '.simulation-'));
  try {
    const file = join(folder, 'hire.mjs');
    await writeFile(file, outputFiles[0]?.text ?? '');
    return ((await import(pathToFileURL(file).href)) as { hire: typeof hire }).hire;
  } finally {
    await rm(folder, { recursive: true });
  }
}
