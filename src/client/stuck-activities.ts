import type { Client } from '@temporalio/client';
import { tsToDate } from '@temporalio/common/lib/time.js';
import { troubledBy, type Troubled } from '../hire/failures.js';

/** `PENDING_ACTIVITY_STATE_SCHEDULED`: no worker runs it now. */
const SCHEDULED = 1;
/** gRPC's code of that name. */
const NOT_FOUND = 5;
/** A step begins in a moment; what takes longer waits for a worker. */
const BEGINS_WITHIN_MS = 5_000;
/** Of a history, from its end: what a run waits for now was begun lately. */
const EVENTS = 200;

/** A step that keeps a run from going on. */
export interface HoldUp {
  /** Name of the activity. */
  readonly step: string;
  /** ISO instant at which the step began; undefined: long ago. */
  readonly since?: string | undefined;
  /** How often it was tried, with an attempt under way. */
  readonly attempts: number;
  /** ISO instant of the next attempt; undefined: one is under way, or none is planned. */
  readonly next?: string | undefined;
  /**
   * Why the last attempt failed, a `FailureType` or what Temporal says; `timed-out`: nothing was heard of it. `not-begun`: no worker has
   * taken it yet. `paused`: somebody did that in Temporal.
   */
  readonly failure: string;
  /** What is in trouble, where the failure says so. */
  readonly system?: Troubled | undefined;
}

/**
 * What a run waits out: its activities that failed and are tried again, that were paused, or that nobody has taken.
 *
 * @param now - milliseconds since the epoch.
 */
export async function holdUpsOf(client: Client, workflowId: string, run?: string, now: number = Date.now()): Promise<HoldUp[]> {
  const { raw, runId } = await client.workflow.getHandle(workflowId, run).describe();
  const pending = (raw.pendingActivities ?? []).flatMap((activity) => {
    const { state, attempt, lastFailure, paused, scheduledTime, nextAttemptScheduleTime, activityType, activityId } = activity;
    const rests = Number(state) === SCHEDULED;
    const at = (rests ? (nextAttemptScheduleTime ?? scheduledTime) : undefined) ?? undefined;
    const due = at && tsToDate(at);
    const failed = lastFailure && (lastFailure.applicationFailureInfo?.type ?? (lastFailure.timeoutFailureInfo ? 'timed-out' : 'unknown'));
    const late = rests && due !== undefined && now - due.getTime() > BEGINS_WITHIN_MS ? 'not-begun' : undefined;
    const failure = paused ? 'paused' : (failed ?? late);
    if (failure === undefined) return [];
    const next = paused || !failed ? undefined : due?.toISOString();
    const step = activityType?.name ?? '';
    return [{ activityId, holdUp: { step, attempts: attempt ?? 0, next, failure, system: troubledBy(failure) } }];
  });
  if (pending.length === 0) return [];
  const begun = await beginningsOf(client, workflowId, runId);
  return pending.map(({ activityId, holdUp }) => ({ ...holdUp, since: begun.get(activityId ?? '') }));
}

/** When the activities began that a run has begun lately, as ISO instants. */
async function beginningsOf({ workflowService, options }: Client, workflowId: string, runId: string): Promise<Map<string, string>> {
  const { history } = await workflowService.getWorkflowExecutionHistoryReverse({
    namespace: options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: EVENTS,
  });
  return new Map(
    (history?.events ?? []).flatMap(({ eventTime, activityTaskScheduledEventAttributes: scheduled }): [string, string][] =>
      scheduled?.activityId && eventTime ? [[scheduled.activityId, tsToDate(eventTime).toISOString()]] : [],
    ),
  );
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
