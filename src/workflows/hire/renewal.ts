import { allHandlersFinished, CancellationScope, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { HireRun } from './hire-memory.js';
import type { HireRecord } from './hire-record.js';

/** The history grows too long: the hire goes on as a new run. */
export class Renewal extends Error {
  override readonly name = 'Renewal';
}

/** Temporal ends a run whose history has 50,000 events or 50 MB, and suggests long before to continue as new. */
export function mustRenew(): boolean {
  return workflowInfo().continueAsNewSuggested;
}

/** Goes on as a new run with all that is known. */
export async function renew(record: HireRecord): Promise<never> {
  return await CancellationScope.nonCancellable(async () => {
    await condition(allHandlersFinished);
    return await continueAsNew<HireRun>(record.order, record.handOver());
  });
}
