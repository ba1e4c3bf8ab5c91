import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import { missedKey, type FlatchrSide, type FlatchrSideSteps, type Missed, type Learnt } from '../contracts/flatchr-side.js';
import type { LastReconciliation } from '../contracts/reconciliation.js';
import { NOTICE } from './notice-options.js';

export interface FlatchrSideOrder extends FlatchrSide {
  readonly connection: string;
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

/**
 * Keeps what is known of a connection's Flatchr, one for each connection: id `flatchr/{connection}`. It stays open.
 *
 * 1. The ids of the hired columns stand in its memo, which the web processes read without a worker.
 * 2. So does when the connection first ran, and what became of the last reconciliation.
 * 3. The operators are told once of each column or company whose hires are missed, and again only after it went right in between.
 */
export async function flatchrSide({ connection, ...known }: FlatchrSideOrder): Promise<never> {
  const columns = new Map(Object.entries(known.columns));
  const missed = new Set(known.missed);
  const untold: Missed[] = [];
  const firstRan = known.firstRan ?? workflowInfo().startTime.toISOString();
  let { reconciled } = known;
  const side = (): FlatchrSide => ({ columns: Object.fromEntries(columns), missed: [...missed], firstRan, reconciled });
  const show = () => {
    for (const kept of [columns, missed]) for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
    upsertMemo({ ...side() });
    setCurrentDetails([...columns].map(([name, ids]) => `${name}: ${ids.join(', ')}`).join('\n\n') || 'No column was seen yet.');
  };

  setHandler(takenSignal, ({ column, right }) => {
    if (column) columns.set(column.name, column.ids);
    for (const key of right) missed.delete(key);
    show();
  });
  setHandler(reconciledSignal, (last) => {
    reconciled = last;
    show();
  });
  setHandler(missedSignal, (one) => {
    if (missed.has(missedKey(one))) return;
    missed.add(missedKey(one));
    untold.push(one);
    show();
  });
  show();

  for (;;) {
    await condition(() => untold.length > 0 || workflowInfo().continueAsNewSuggested);
    const next = untold.shift();
    if (next) await notifyOfMissed({ ...next, kind: 'missed', connection });
    else await continueAsNew<typeof flatchrSide>({ connection, ...side() });
  }
}
