import { proxyActivities } from '@temporalio/workflow';
import type { RetentionSteps } from '../contracts/retention.js';

const { eraseDue } = proxyActivities<RetentionSteps>({
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '20h', // the next day's goes on
  heartbeatTimeout: '10s',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '10m' },
  summary: 'Erase hires that were kept long enough',
});

/** A day's erasures are bounded, as its history is. */
const MOST_ROUNDS = 100;

/**
 * Erases the hires of a connection that ended longer ago than the configuration keeps them. Started by the schedule `retention/{connection}`.
 *
 * @returns how many.
 */
export async function retention({ connection }: { readonly connection: string }): Promise<number> {
  let erased = 0;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const done = await eraseDue({ connection });
    erased += done.erased;
    if (!done.more) break;
  }
  return erased;
}
