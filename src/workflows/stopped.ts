import { ActivityFailure, isCancellation } from '@temporalio/workflow';

/**
 * How an activity ends that was asked to stop. An attempt that fails after it was asked is not retried: its failure arrives in place of a
 * cancellation.
 */
export function isStopped(reason: unknown): boolean {
  return isCancellation(reason) || reason instanceof ActivityFailure;
}
