import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import type { Hire } from '../../src/hire/order.js';
import type { hire } from '../../src/workflows/hire/hire.js';
import { DRAFT } from '../support/draft.js';
import { simulatedHire } from './support/bundle.js';
import { World } from './support/world.js';

const { SEED } = process.env;
const SEEDS = 10_000;
const ORDER: Hire = { connection: 'a', applicant: '1', candidate: {}, vacancy: {} };

describe('a hire in a simulated world', function () {
  this.timeout(180_000);
  let workflow: typeof hire;
  before(async () => {
    workflow = await simulatedHire();
  });

  it(`ends with at most one employee of its own, whatever befalls it: ${SEED ?? `${SEEDS} seeds`}`, async () => {
    const ends = new Map<string, number>();
    for (const seed of SEED === undefined ? Array.from({ length: SEEDS }, (_, at) => at + 1) : [Number(SEED)]) {
      const world = new World(seed);
      try {
        const end = judge(world, await world.run(workflow, ORDER));
        ends.set(end, (ends.get(end) ?? 0) + 1);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        throw new Error(`SEED=${seed}: ${what}\n${world.story.join('\n')}`, { cause: error });
      }
    }
    // A world in which nothing but the plain case ever happens would prove nothing.
    if (SEED === undefined)
      for (const end of ['created', 'linked', 'HireAbandoned', 'HireExpired'])
        assert.ok((ends.get(end) ?? 0) >= 20, `${end}: ${ends.get(end)}`);
  });
});

/** @returns how it ended. */
function judge({ users, confirmed }: World, { result, error }: { result?: Awaited<ReturnType<typeof hire>>; error?: unknown }): string {
  const ours = users.filter((user) => user.ours);
  assert.ok(ours.length <= 1, 'two employees of one hire');
  if (result) {
    assert.ok(result.status !== 'repeat', 'nobody else carries it');
    const [own] = ours;
    if (result.status === 'created') {
      assert.equal(result.employee.id, own?.id, 'it reports an employee that it did not create');
      assert.equal(own?.typeId, DRAFT.contractType.value, 'the contract type was not set');
    } else assert.ok(confirmed.includes(result.employee.id), 'it reports an employee that nobody confirmed');
    return result.status;
  }
  assert.ok(error instanceof ApplicationFailure, `it failed: ${String(error)}`);
  const [details] = (error.details ?? []) as { mayExist: boolean }[];
  if (ours.length > 0) assert.equal(details?.mayExist, true, 'an employee exists, and nobody is told');
  return error.type ?? 'unnamed';
}
