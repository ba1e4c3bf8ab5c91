import { fileURLToPath } from 'node:url';
import { BUILT_BUNDLE } from './temporal.js';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What Node runs as `npx hire`: the built one where the run has built it, which begins in half the time. */
export const HIRE: readonly string[] =
  process.env[BUILT_BUNDLE] === undefined ? ['--import', 'tsx', at('src/cli.ts')] : [at('bin/hire.mjs')];
