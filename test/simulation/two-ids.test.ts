import assert from 'node:assert/strict';
import { World } from './support/two-ids-world.js';

const { SEED } = process.env;
const SEEDS = 1_000;

describe('one application that goes by two ids, in a simulated world', function () {
  this.timeout(120_000);

  it(`becomes one employee and no question, whatever comes first: ${SEED ?? `${SEEDS} seeds`}`, async () => {
    const ends = new Map<string, number>();
    for (const seed of SEED === undefined ? Array.from({ length: SEEDS }, (_, at) => at + 1) : [Number(SEED)]) {
      const world = new World(seed);
      try {
        for (const end of new Set(await world.run())) ends.set(end, (ends.get(end) ?? 0) + 1);
        assert.equal(world.asked, 0, 'a person is asked because of the two ids');
        assert.ok(world.employees <= 1, 'two employees');
        assert.equal(world.mails, world.employees, 'mails that it is in Lucca');
      } catch (error) {
        const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
        throw new Error(`SEED=${seed}: ${what}\n${world.story.join('\n')}`, { cause: error });
      }
    }
    // A world in which the two never meet would prove nothing.
    if (SEED === undefined) for (const end of ['created', 'repeat']) assert.ok((ends.get(end) ?? 0) >= 200, `${end}: ${ends.get(end)}`);
  });
});
