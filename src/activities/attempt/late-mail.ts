import { activityInfo, getClient } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Failure } from '../../hire/failures.js';

/** A report must not outlast the attempt that makes it. */
const DEADLINE_MS = 3_000;

export interface LateMailOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long after it was due a mail is late, in milliseconds. Before that the mail server may just be busy, and nobody need know. */
  readonly mailLateAfterMs: number;
}

/**
 * Tells the workflow whose mail the server has not taken for minutes, once on each worker, by the signal `mailLate`: it shows in the list
 * of hires. A workflow that does not listen has ended but for this mail.
 */
export function createLateMailWatch({ now, mailLateAfterMs }: LateMailOptions) {
  const told = new Set<string>();
  return async <T>(attempt: () => Promise<T>): Promise<T> => {
    const { workflowExecution, activityId, scheduledTimestampMs } = activityInfo();
    const mail = `${workflowExecution?.runId}/${activityId}`;
    try {
      const result = await attempt();
      told.delete(mail);
      return result;
    } catch (error) {
      const late =
        error instanceof ApplicationFailure && error.type === Failure.MailNotDelivered && now() - scheduledTimestampMs >= mailLateAfterMs;
      if (late && workflowExecution && !told.has(mail)) {
        told.add(mail);
        const { workflowId, runId } = workflowExecution;
        const client = getClient();
        await client
          .withDeadline(Date.now() + DEADLINE_MS, () => client.workflow.getHandle(workflowId, runId).signal('mailLate'))
          .catch(() => told.delete(mail)); // the next attempt tells
      }
      throw error;
    }
  };
}
