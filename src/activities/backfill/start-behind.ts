import { setTimeout as sleep } from 'node:timers/promises';
import { cancellationSignal, CancelledFailure } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { claimApplication } from '../../client/applications.js';
import { lastRun, startFirst } from '../../client/drags.js';
import type { BackfillSteps } from '../../contracts/backfill.js';
import { hireId } from '../../hire/order.js';
import { HireStatusAttribute } from '../../workflows/search-attributes.js';
import type { ReconcileDeps } from '../reconcile/deps.js';

/** So many are under way at once, at most: enough to use Lucca's quota, and few enough to be stopped. */
const MOST_UNDER_WAY = 5;
const LOOK_EVERY_MS = 500;

/**
 * Starts hires, a few at a time, each after its application is claimed for it. Repeatable: one that an attempt before has claimed is started
 * by this one, or was already. Cancelled, it starts no more.
 */
export function createStartBehind({ hires }: Pick<ReconcileDeps, 'hires'>): BackfillSteps['startBehind'] {
  return async (order) => {
    const cancelled = cancellationSignal();
    const underWay = new Set<string>();
    let started = 0;
    for (const hire of order.hires) {
      while (underWay.size >= MOST_UNDER_WAY) {
        await sleep(LOOK_EVERY_MS, undefined, { signal: cancelled }).catch(() => undefined);
        if (cancelled.aborted) break;
        for (const id of underWay) if (!(await isUnderWay(hires().client, id))) underWay.delete(id);
      }
      if (cancelled.aborted) throw new CancelledFailure(`stopped after ${started} hires`);
      const { connection, applicant } = hire;
      const id = hireId(hire);
      if ((await claimApplication(hires(), { connection, applicant, hire: id })) !== id) continue; // somebody else carries it
      if (await startFirst(hires(), hire)) started++;
      underWay.add(id);
    }
    return { started };
  };
}

/** Neither ended nor waiting for a person. */
async function isUnderWay(client: Client, id: string): Promise<boolean> {
  const run = await lastRun(client, id);
  return run?.status.name === 'RUNNING' && run.typedSearchAttributes.get(HireStatusAttribute) === 'in-progress';
}
