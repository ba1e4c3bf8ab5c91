import assert from 'node:assert/strict';
import { SEEDS_OF_PAIRS, World } from './support/pairs-world.js';

const { SEED } = process.env;

describe('hires of one person in a simulated account', function () {
  this.timeout(180_000);

  it(`make one employee unless a human says otherwise, and wait for each other without end never: ${SEED ?? `${SEEDS_OF_PAIRS} seeds`}`, async () => {
    const ends = new Map<string, number>();
    for (const seed of SEED === undefined ? Array.from({ length: SEEDS_OF_PAIRS }, (_, at) => at + 1) : [Number(SEED)]) {
      const world = new World(seed);
      try {
        for (const end of await world.run()) ends.set(end, (ends.get(end) ?? 0) + 1);
        assert.ok(world.users.length <= 1 + world.saidOtherwise, `${world.users.length} employees of one person`);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        throw new Error(`SEED=${seed}: ${what}\n${world.story.join('\n')}`, { cause: error });
      }
    }
    // A world in which nobody ever met another would prove nothing.
    if (SEED === undefined)
      for (const end of ['created', 'asked', 'abandoned', 'created anyway'])
        assert.ok((ends.get(end) ?? 0) >= 100, `${end}: ${ends.get(end)}`);
  });
});
