import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../scripts/setup.mjs';
import { BUILT_BUNDLE, SHARED_ADDRESS, stopTemporal, temporal } from './temporal.js';

/** Runs once, in mocha's main process, before it starts the others that run the files: they share its server and what it built. */
export async function mochaGlobalSetup(): Promise<void> {
  ensureBuilt();
  process.env[BUILT_BUNDLE] = fileURLToPath(new URL('../../lib/workflow-bundle.js', import.meta.url));
  const { address } = await temporal();
  process.env[SHARED_ADDRESS] = address;
}

export const mochaGlobalTeardown = stopTemporal;
