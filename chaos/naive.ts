/** This connector beside a first Temporal solution: the same hires, the same enforced quota, without trouble and with lost answers. */
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { DATA_CONVERTER } from '../test/support/encryption.js';
import { Rig } from '../test/support/rig.js';
import { temporal } from '../test/support/temporal.js';
import { createNaiveSteps } from './naive/steps.js';
import { lostAnswers } from './support/lost-answers.js';
import { judge, oursIn } from './support/oracle.js';
import { people } from './support/people.js';
import { usage, withQuota } from './support/quota.js';
import { chaos, row, SEED } from './support/run.js';

const HIRES = 300;
/** Lucca's 50 requests a minute, twelve times as fast. */
const QUOTA = { requests: 50, perMs: 5_000 };
const LOST = 0.1;
const SETTLE_MS = 4_000;

interface Naive {
  readonly refused: Parameters<typeof createNaiveSteps>[1];
  /** Activities that Temporal starts for each request that the quota allows. */
  readonly rate: number;
}
const SOLUTIONS: readonly (readonly [name: string, naive: Naive | undefined])[] = [
  ['this connector', undefined],
  ['naive: a refusal fails the hire', { refused: 'fails', rate: 1 }],
  ['naive: a refusal means the next login', { refused: 'next-login', rate: 1 }],
  ['the same at a third of the rate', { refused: 'next-login', rate: 1 / 3 }], // the creation has three requests
];

await chaos(async () => {
  row(
    'seed',
    'solution',
    'answers lost',
    'seconds',
    'requests',
    '429',
    'hires completed',
    'failed',
    'employees',
    'duplicates',
    'unfinished',
  );
  for (const share of [0, LOST])
    for (const [name, naive] of SOLUTIONS) {
      const rig = await Rig.start(withQuota(QUOTA, SETTLE_MS));
      rig.sandbox.faults.add(...(share > 0 ? lostAnswers(share, SEED) : []));
      const { completed, failed } = naive ? await carryOutNaively(rig, naive) : await carryOut(rig);
      const { seconds, requests, refused } = usage(rig.sandbox.lucca.ledger, QUOTA);
      const { employees, persons, unfinished } = oursIn(rig);
      row(
        SEED,
        name,
        `${share * 100} %`,
        Math.round(seconds),
        requests,
        refused,
        completed,
        failed,
        employees.length,
        employees.length - persons,
        unfinished,
      );
      if (naive) await rig.close();
      else await rig.stop({ replays: HIRES });
    }
});

interface Ended {
  readonly completed: number;
  readonly failed: number;
}

async function carryOut(rig: Rig): Promise<Ended> {
  const ids = await hireAll(rig);
  const { created } = await judge(rig, ids, 600_000);
  return { completed: created, failed: HIRES - created };
}

/** A naive worker takes the place of the rig's, behind the same webhook. */
async function carryOutNaively(rig: Rig, { refused, rate }: Naive): Promise<Ended> {
  await rig.stopWorker();
  const { nativeConnection } = await temporal();
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue: rig.connection,
    dataConverter: DATA_CONVERTER,
    workflowsPath: fileURLToPath(new URL('naive/workflow.ts', import.meta.url)),
    activities: createNaiveSteps(rig.config, refused),
    maxTaskQueueActivitiesPerSecond: (rate * 1000 * QUOTA.requests) / QUOTA.perMs,
  });
  const ends = await worker.runUntil(async () => {
    const ids = await hireAll(rig);
    return await Promise.allSettled(ids.map((id) => rig.handle(id).result()));
  });
  const completed = ends.filter(({ status }) => status === 'fulfilled').length;
  return { completed, failed: HIRES - completed };
}

async function hireAll(rig: Rig): Promise<string[]> {
  return await Promise.all(people(HIRES).map((person) => rig.hire(person)));
}
