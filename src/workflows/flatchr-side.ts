import {
  ActivityFailure,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import { missedKey, type FlatchrSide, type FlatchrSideSteps, type Learnt, type Looked, type Missed } from '../contracts/flatchr-side.js';
import type { LastReconciliation } from '../contracts/reconciliation.js';
import { NOTICE } from './notice-options.js';

export interface FlatchrSideOrder extends FlatchrSide {
  readonly connection: string;
  /** Between two looks at Flatchr, in milliseconds; left out: a day. */
  readonly lookEveryMs?: number;
}

/** A hire was taken that says something new. */
export const takenSignal = defineSignal<[Learnt]>('taken');
/** Flatchr's hired candidates were compared with what is known here. */
export const reconciledSignal = defineSignal<[LastReconciliation]>('reconciled');
/** A hire was missed. */
export const missedSignal = defineSignal<[Missed]>('missed');

/** More names of columns, and more things missed, than any company has: the oldest go. */
const MOST = 50;

/** A mail server that is down only makes the notice late. */
const { notifyOfMissed } = proxyActivities<FlatchrSideSteps>({ ...NOTICE, summary: 'Mail to the operators' });
/** A Flatchr that is down is no news here: the next look comes tomorrow. */
const { lookAtFlatchr } = proxyActivities<FlatchrSideSteps>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '6h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1m', backoffCoefficient: 2, maximumInterval: '1h' },
  summary: 'Columns that are gone, hires of which no webhook told',
});
const LOOK_EVERY_MS = 24 * 3_600_000;

/**
 * Keeps what is known of a connection's Flatchr, one for each connection: id `flatchr/{connection}`. It stays open.
 *
 * 1. The ids of the hired columns stand in its memo, which the web processes read without a worker.
 * 2. So does when the connection first ran, and what became of the last reconciliation.
 * 3. The operators are told once of each thing for which hires are missed, and again only after it went right in between.
 * 4. What no webhook tells is looked for once a day.
 */
export async function flatchrSide({ connection, lookEveryMs = LOOK_EVERY_MS, ...known }: FlatchrSideOrder): Promise<never> {
  const columns = new Map(Object.entries(known.columns));
  const missed = new Set(known.missed);
  const untold: Missed[] = [];
  const firstRan = known.firstRan ?? workflowInfo().startTime.toISOString();
  let { reconciled, heardAt } = known;
  const side = (): FlatchrSide => ({ columns: Object.fromEntries(columns), missed: [...missed], firstRan, reconciled, heardAt });
  const show = () => {
    for (const kept of [columns, missed]) for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
    upsertMemo({ ...side() });
    setCurrentDetails([...columns].map(([name, ids]) => `${name}: ${ids.join(', ')}`).join('\n\n') || 'No column was seen yet.');
  };

  const learn = ({ column, right, heardAt: heard }: Learnt) => {
    if (column) columns.set(column.name, column.ids);
    for (const key of right) missed.delete(key);
    heardAt = heard ?? heardAt;
    show();
  };
  const miss = (one: Missed) => {
    if (missed.has(missedKey(one))) return;
    missed.add(missedKey(one));
    untold.push(one);
    show();
  };

  setHandler(takenSignal, learn);
  setHandler(reconciledSignal, (last) => {
    reconciled = last;
    show();
  });
  setHandler(missedSignal, miss);
  show();

  for (;;) {
    const woken = await condition(() => untold.length > 0 || workflowInfo().continueAsNewSuggested, lookEveryMs, {
      summary: 'The next look at Flatchr',
    });
    const next = untold.shift();
    if (next) await notifyOfMissed({ ...next, kind: 'missed', connection });
    else if (woken) await continueAsNew<typeof flatchrSide>({ connection, lookEveryMs, ...side() });
    else {
      const found = await lookAtFlatchr({ connection, columns: side().columns, heardAt: heardAt ?? firstRan }).catch(nothing);
      learn({ right: found.right });
      found.missed.forEach(miss);
    }
  }
}

/** @throws what is no failure of the look. */
function nothing(reason: unknown): Looked {
  if (reason instanceof ActivityFailure && !isCancellation(reason)) return { missed: [], right: [] };
  throw reason;
}
