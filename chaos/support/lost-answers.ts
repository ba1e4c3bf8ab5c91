import type { FaultInput } from '../../sandbox/faults.js';

const WAYS = ['stall', { status: 408 }, { status: 500 }, 'reset'] as const;

/**
 * Lucca carries a creation out and its answer is lost, each of four ways equally often; look-ups show the employee 0 to 3 s after it.
 *
 * @param share of all first attempts, 0 to 1.
 */
export function lostAnswers(share: number, seed: number): FaultInput[] {
  // One rule for each way; a later one draws among what the earlier ones let through.
  return WAYS.map((answer, index): FaultInput => {
    const part = share / WAYS.length;
    const probability = Math.min(1, part / (1 - index * part));
    const action = { when: 'after', answer, visibleAfterMs: index * 1_000 } as const;
    return { system: 'lucca', method: 'POST', path: '/users', first: 1, seed: seed * 100 + index, probability, action };
  });
}
