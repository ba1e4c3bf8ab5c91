import { SHARED_ADDRESS, stopTemporal, temporal } from './temporal.js';

/** Runs once, in mocha's main process, before it starts the others that run the files: they share its server. */
export async function mochaGlobalSetup(): Promise<void> {
  const { address } = await temporal();
  process.env[SHARED_ADDRESS] = address;
}

export const mochaGlobalTeardown = stopTemporal;
