import { activityInfo, Context, getClient } from '@temporalio/activity';
import { ActivityCancelledError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { OptionalField } from './optional-fields.js';
import { beatWith } from '../attempt/beating.js';

/** What an attempt of createEmployee leaves for its successor. */
export interface Intent {
  /** When a request to create was about to be sent, in milliseconds since the epoch; absent when none of unknown outcome was. */
  readonly postedAt?: number | undefined;
  /** Lucca refused that request with a status of success: it may have been carried out all the same. */
  readonly refused?: { readonly words: string | undefined } | undefined;
  /** The employee that it created. */
  readonly employeeId?: number | undefined;
  /** Optional values that the request went without, since Lucca had refused it with them. */
  readonly leftOut?: readonly OptionalField[] | undefined;
  /** The login that Lucca gave it, where it said so. */
  readonly login?: string | undefined;
}

/** Where the intent is kept: in Temporal for a worker, in memory for a simulation. */
export interface IntentLog {
  /** What earlier attempts left, or this one wrote. */
  read(): Intent;
  /** Returns only when the intent is kept for certain, and this attempt still is the current one. @throws otherwise. */
  write(intent: Intent): Promise<void>;
}

/**
 * Without an answer by then nothing is sent. Half of the heartbeat time-out: the server answers in milliseconds, and who waits for longer
 * may have been replaced.
 */
const ACKNOWLEDGE_MS = 5_000;

/** Keeps the intent of the running activity in its heartbeat details, which the next attempt receives. */
export function heartbeatIntentLog(): IntentLog {
  const { heartbeatDetails, taskToken } = activityInfo();
  const context = Context.current(); // a request may be sent from within another activity's turn
  let current = (heartbeatDetails as Intent | undefined) ?? {}; // written by this very function in an earlier attempt
  beatWith(() => current);
  return {
    read: () => current,
    async write(intent) {
      current = intent;
      context.heartbeat(intent); // the SDK's own copy, which its next beat would otherwise send over ours
      // `heartbeat` is throttled and returns nothing: only the client's call tells that the server has it, and that this attempt still counts.
      const client = getClient();
      try {
        await client.withDeadline(Date.now() + ACKNOWLEDGE_MS, () => client.activity.heartbeat(taskToken, intent));
      } catch (error) {
        throw error instanceof ActivityCancelledError ? new CancelledFailure('cancelled before the request was sent') : error;
      }
    },
  };
}
