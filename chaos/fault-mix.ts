/** All of Lucca's bad days at once, on every request, reads and writes. */
import { percentile } from '../bench/support/figures.js';
import type { FaultInput } from '../sandbox/faults.js';
import { Rig } from '../test/support/rig.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, row, SEED } from './support/run.js';

const HIRES = 500;
/** A hire that meets faults again and again waits minutes in the end. */
const PATIENCE_MS = 30 * 60_000;
/** Each rule draws among the requests that those before it let through. */
const MIX: readonly (readonly [share: number, action: FaultInput['action']])[] = [
  [0.2, { answer: { status: 429, retryAfter: 'seconds', retryAfterMs: 1_000 } }],
  [0.05, { when: 'before', answer: { status: 503 } }],
  [0.05, { when: 'after', answer: { status: 500 } }],
  [0.025, { when: 'before', answer: 'stall' }],
  [0.025, { when: 'after', answer: 'stall' }],
  [0.005, { when: 'after', answer: 'truncated' }],
  [0.005, { when: 'after', answer: 'html' }],
  [0.005, { when: 'after', answer: 'empty' }],
  [0.005, { when: 'after', answer: 'wrong-json' }],
];

await chaos(async () => {
  const rig = await Rig.start();
  const rules = MIX.map(([probability, action], index): FaultInput => ({ system: 'lucca', probability, seed: SEED * 100 + index, action }));
  rig.sandbox.faults.add(...rules);
  const ids: string[] = [];
  for (const person of people(HIRES)) ids.push(await rig.hire(person));
  const { posts, requests, employees, created } = await judge(rig, ids, PATIENCE_MS);
  const faults = rig.sandbox.faults.active.reduce((sum, { applied }) => sum + applied, 0);
  const took = await Promise.all(ids.map((id) => secondsOf(rig, id)));
  row('seed', 'hires', 'requests', 'faults', 'requests to create', 'employees', 'created', 'seconds: median', '99 %', 'longest');
  row(SEED, HIRES, requests, faults, posts, employees, created, ...[0.5, 0.99, 1].map((share) => Math.round(percentile(took, share))));
  await rig.stop({ replays: HIRES });
});

/** From the webhook to the mail. */
async function secondsOf(rig: Rig, id: string): Promise<number> {
  const handle = rig.handle(id);
  await handle.result();
  const { startTime, closeTime } = await handle.describe();
  return (Number(closeTime) - Number(startTime)) / 1000;
}
