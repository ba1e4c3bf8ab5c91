/**
 * Lucca carries a creation out and its answer is lost: by a time-out, 408, 500 or a broken connection, for a share of all first attempts;
 * look-ups show the employee only after up to the settling time.
 */
import type { FaultInput } from '../sandbox/faults.js';
import { Rig } from '../test/support/rig.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, row, SEED } from './support/run.js';

const HIRES = 100;
const SHARES = [0.01, 0.1, 0.5, 1];
/** 45 s in production. */
const SETTLE_MS = 4_000;
const LOST = ['stall', { status: 408 }, { status: 500 }, 'reset'] as const;

await chaos(async () => {
  row('seed', 'answers lost', 'hires', 'lost', 'requests to create', 'employees', 'created', 'seconds');
  for (const share of SHARES) {
    const rig = await Rig.start({
      connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, settleFor: `${SETTLE_MS}ms` } }),
    });
    // One rule for each way of losing it; a later one draws among what the earlier ones let through.
    const rules = LOST.map((answer, index): FaultInput => {
      const part = share / LOST.length;
      const probability = Math.min(1, part / (1 - index * part));
      // Lucca cuts a request off at its time-out; then the employee may take the rest of the settling time to show.
      const action = { when: 'after', answer, visibleAfterMs: index * 1_000 } as const;
      return { system: 'lucca', method: 'POST', path: '/users', first: 1, seed: SEED * 100 + index, probability, action };
    });
    rig.sandbox.faults.add(...rules);
    const begun = Date.now();
    const ids = await Promise.all(people(HIRES).map((person) => rig.hire(person)));
    const { posts, employees, created } = await judge(rig, ids);
    const lost = rig.sandbox.faults.active.reduce((sum, { applied }) => sum + applied, 0);
    row(SEED, `${share * 100} %`, HIRES, lost, posts, employees, created, Math.round((Date.now() - begun) / 1000));
    await rig.stop({ replays: HIRES });
  }
});
