import { activityInfo, getClient } from '@temporalio/activity';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { toldAtOnce, troubleCause, type System, type TroubleCause } from '../../contracts/trouble.js';
import type { trouble } from '../../workflows/trouble.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';

/** The system that a step needs. */
export interface Place {
  readonly connection: string;
  readonly system: System;
}

/** Runs an attempt of a step, and reports what it says about the system. The attempt's own outcome stays as it is. */
export type Watch = <T>(place: Place, attempt: () => Promise<T>) => Promise<T>;

export interface WatchOptions {
  /** Task queue of the workflow that tells the operators. */
  readonly taskQueue: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long trouble may hold a step up before it is reported, in milliseconds. */
  readonly troubleAfterMs: number;
  /** Hires that meet trouble report it again within this time, in milliseconds: longer than two attempts of one activity can be apart. */
  readonly reportWithinMs: number;
}

/** Temporal is asked in passing, after the last heartbeat of the step: well within its time-out. */
const DEADLINE_MS = 3_000;

/** About an hour of attempts: a backlog makes a step wait, not fail so often. */
const STUCK_ATTEMPTS = 20;

/**
 * Reports technical trouble that holds a connection's hires up, and its end, to the workflow `trouble/{connection}/{system}`.
 *
 * 1. Trouble that no waiting mends is reported by the first attempt that meets it.
 * 2. All other is reported by a step that was first scheduled long ago and fails, unless the same step went through on this worker
 *    meanwhile: a hire that waited in a backlog and met a single error is held up by the backlog. One that fails again and again is stuck
 *    all the same, and is reported whatever goes through beside it.
 * 3. Its end is reported by a step that was held up, or meets no such trouble any more, and goes through, unless another one is known to
 *    be stuck: else each would begin the trouble anew. Steps are told apart, since a key may read and not write.
 * 4. The same report is not repeated within a fifth of the time in which one is due: a workflow takes 10,000 signals.
 */
export function createTroubleWatch({ taskQueue, now, troubleAfterMs, reportWithinMs }: WatchOptions): Watch {
  const wentThroughAt = new Map<string, number>();
  /** By place and activity: when an attempt of one that is stuck failed last. */
  const stuckAt = new Map<string, number>();
  const reports = new Map<string, { readonly what: TroubleCause | 'works'; readonly at: number }>();

  async function report({ connection, system }: Place, what: TroubleCause | 'works', since: number, endpoint?: string): Promise<void> {
    const workflowId = `trouble/${connection}/${system}`;
    const last = reports.get(workflowId);
    if (last?.what === what && now() - last.at < reportWithinMs / 5) return;
    reports.set(workflowId, { what, at: now() });
    const { workflow } = getClient();
    const send = async () => {
      if (what === 'works') return await workflow.getHandle(workflowId).signal('works');
      await workflow.signalWithStart<typeof trouble, [TroubleCause, string?]>('trouble', {
        workflowId,
        taskQueue,
        args: [{ connection, system, cause: what, endpoint, since: new Date(since).toISOString(), reportWithinMs }],
        signal: 'trouble',
        signalArgs: endpoint === undefined ? [what] : [what, endpoint],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: `Trouble of ${connection} with ${system}: the operators are told once, and once when it is over`,
        typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
      });
    };
    try {
      await getClient().withDeadline(Date.now() + DEADLINE_MS, send);
    } catch (error) {
      // That nobody was told of trouble is an answer, too; after any other error the next attempt reports.
      if (!(error instanceof WorkflowNotFoundError)) reports.delete(workflowId);
    }
  }

  const reportedAtOnce = ({ connection, system }: Place) => {
    const what = reports.get(`trouble/${connection}/${system}`)?.what;
    return what !== undefined && what !== 'works' && toldAtOnce(what);
  };

  return async (place, attempt) => {
    const { activityType, activityId, attempt: attempts, scheduledTimestampMs, workflowExecution } = activityInfo();
    const system = `${place.connection}/${place.system}/`;
    const step = `${system}${activityType}`;
    const one = `${system}${workflowExecution?.runId}/${activityId}`;
    const heldUp = () => now() - scheduledTimestampMs >= troubleAfterMs;
    try {
      const result = await attempt();
      wentThroughAt.set(step, now());
      stuckAt.delete(one);
      for (const [other, at] of stuckAt) if (now() - at >= reportWithinMs) stuckAt.delete(other); // its hire has ended, or goes on elsewhere
      const stuck = [...stuckAt.keys()].some((other) => other.startsWith(system));
      if ((heldUp() || reportedAtOnce(place)) && !stuck) await report(place, 'works', scheduledTimestampMs);
      return result;
    } catch (error) {
      const failure = error instanceof ApplicationFailure ? error : undefined;
      const cause = troubleCause(place.system, failure?.type);
      if (failure && cause && toldAtOnce(cause)) {
        stuckAt.set(one, now());
        await report(place, cause, scheduledTimestampMs, endpointOf(failure));
      } else if (cause && heldUp()) {
        const goesThrough = now() - (wentThroughAt.get(step) ?? -Infinity) < troubleAfterMs;
        const stuck = attempts >= STUCK_ATTEMPTS;
        if (stuck) stuckAt.set(one, now());
        if (stuck || !goesThrough) await report(place, cause, scheduledTimestampMs);
      }
      throw error;
    }
  };
}

/** Method and path of the list that is gone. */
function endpointOf({ details }: ApplicationFailure): string | undefined {
  const [endpoint] = details ?? [];
  return typeof endpoint === 'string' ? endpoint : undefined;
}
