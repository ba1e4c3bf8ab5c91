import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { stopTemporal } from '../../test/support/temporal.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    hires: { type: 'string', default: '' },
  },
});

/** The seed of this run; all that is random comes from it, but for the order in which processes happen to run. */
export const SEED = Number(values.seed);

/** Only the parts of a script whose name holds this text. */
export const ONLY = values.only;

/** How many hires, in place of a script's own number. */
export const HIRES = values.hires === '' ? undefined : Number(values.hires);

/** What a script goes without, to show what it is for. */
export const WITHOUT = values.without;

/** Runs a script to its end; exit code 1 when an invariant does not hold. */
export async function chaos(main: () => Promise<void>): Promise<never> {
  let code = 0;
  try {
    await main();
  } catch (error) {
    console.error(`seed ${SEED}:`, error);
    code = 1;
  }
  await stopTemporal().catch(() => undefined); // after a failure workers may still hold on to it
  process.exit(code);
}

/** A row of a table in docs/reliability.md. */
export function row(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

/** A number in [0, 1) that depends on the seed and its argument alone. */
export function draw(number: number): number {
  return createHash('sha256').update(`${SEED}:${number}`).digest().readUInt32BE(0) / 2 ** 32;
}
