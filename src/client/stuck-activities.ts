import type { Client } from '@temporalio/client';
import { troubledBy, type Troubled } from '../hire/failures.js';

/** `PENDING_ACTIVITY_STATE_SCHEDULED`: no worker runs it now. */
const SCHEDULED = 1;
/** gRPC's code of that name. */
const NOT_FOUND = 5;

/** What a hire waits out: the trouble of the activities that failed and wait for their next attempt. */
export async function troubleOf(client: Client, workflowId: string, run?: string): Promise<Troubled[]> {
  const { raw } = await client.workflow.getHandle(workflowId, run).describe();
  const troubles = (raw.pendingActivities ?? []).flatMap(({ lastFailure }) => troubledBy(lastFailure?.applicationFailureInfo?.type) ?? []);
  return [...new Set(troubles)];
}

/**
 * Makes the activities of a workflow that wait for their next attempt run now, as if their back-off had just begun.
 *
 * What an attempt left for its successor stays: the heartbeat details are not reset, and createEmployee's intent to create is in them.
 * An attempt under way, and an activity that somebody paused, are left alone.
 *
 * @returns how many there were.
 */
export async function runStuckActivities(client: Client, workflowId: string): Promise<number> {
  const { workflowService, options } = client;
  const { raw, runId } = await client.workflow.getHandle(workflowId).describe();
  const stuck = (raw.pendingActivities ?? []).filter(({ state, attempt }) => Number(state) === SCHEDULED && (attempt ?? 0) > 1);
  let run = 0;
  for (const { activityId } of stuck)
    try {
      await workflowService.resetActivity({
        namespace: options.namespace,
        execution: { workflowId, runId },
        id: activityId ?? '',
        resetHeartbeat: false,
        identity: options.identity,
      });
      run++;
    } catch (error) {
      if (!isGone(error)) throw error; // it ended meanwhile
    }
  return run;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === NOT_FOUND;
}
