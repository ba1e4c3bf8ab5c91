/**
 * Lucca carries a creation out and its answer is lost: by a time-out, 408, 500 or a broken connection, for a share of all first attempts;
 * look-ups show the employee only after up to the settling time. Last, the answer is a refusal: something on the way sent the request
 * twice, and the second one met the login of the first.
 */
import assert from 'node:assert/strict';
import type { FaultInput } from '../sandbox/faults.js';
import { Rig } from '../test/support/rig.js';
import { lostAnswers } from './support/lost-answers.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, row, SEED } from './support/run.js';

/** 45 s in production. */
const SETTLE_MS = 4_000;
const REFUSED: FaultInput = {
  system: 'lucca',
  method: 'POST',
  path: '/users',
  first: 1,
  action: { when: 'after', answer: { status: 400, message: 'This login is already used' } },
};
const RUNS: readonly (readonly [what: string, hires: number, faults: FaultInput[]])[] = [
  ['1 %', 500, lostAnswers(0.01, SEED)],
  ['10 %', 100, lostAnswers(0.1, SEED)],
  ['50 %', 100, lostAnswers(0.5, SEED)],
  ['100 %', 100, lostAnswers(1, SEED)],
  ['100 %, in place of each "login already used"', 100, [REFUSED]],
];

await chaos(async () => {
  row('seed', 'answers lost', 'hires', 'lost', 'requests', 'requests to create', 'employees', 'created', 'seconds');
  for (const [what, hires, faults] of RUNS) {
    const rig = await Rig.start({
      connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, settleFor: `${SETTLE_MS}ms` } }),
    });
    rig.sandbox.faults.add(...faults);
    const begun = Date.now();
    const ids = await Promise.all(people(hires).map((person) => rig.hire(person)));
    const { requests, posts, employees, created } = await judge(rig, ids);
    const lost = rig.sandbox.faults.active.reduce((sum, { applied }) => sum + applied, 0);
    assert.ok(lost > 0, `no answer was lost: seed ${SEED} proves nothing`);
    assert.equal(posts, hires, 'each was carried out: none needs a second request');
    row(SEED, what, hires, lost, requests, posts, employees, created, Math.round((Date.now() - begun) / 1000));
    await rig.stop({ replays: hires });
  }
});
