import { setTimeout as delay } from 'node:timers/promises';
import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUE } from './hire-client.js';
import type { Connection } from '../config/schema.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import type { dailyList } from '../workflows/daily-list.js';

/** A list that could not be sent in the morning comes until the afternoon; then the next day's is soon enough. */
const CATCH_UP = '8h';

type DailyListSettings = Pick<Connection, 'id' | 'admins' | 'timeZone' | 'correction'>;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;
/** What a fresh namespace does not know yet it knows within seconds; what lasts for longer a person should hear of. */
const PATIENCE_MS = 15_000;

/** How long, and with what, schedules are tried. */
export interface SchedulingOptions {
  readonly taskQueue?: string;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
  /** Takes what a person should know. */
  readonly warn: (message: string) => void;
  /** Milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Sees to it that Temporal starts the daily list of every connection, as the configuration says now. Repeatable: every worker does it when
 * it starts. A schedule that somebody paused stays paused. That of a connection which left the configuration stays as well: another worker
 * may still serve it.
 *
 * Each connection's schedule is tried until it holds, whatever becomes of the others: a cluster takes a moment to know the search attributes
 * that were added to a fresh namespace. Resolves when all hold or the signal is aborted; never rejects.
 */
export async function scheduleDailyLists(
  client: Pick<Client, 'schedule'>,
  connections: readonly DailyListSettings[],
  options: SchedulingOptions,
): Promise<void> {
  await Promise.all(connections.map((connection) => untilItHolds(client, connection, options)));
}

async function untilItHolds(
  client: Pick<Client, 'schedule'>,
  connection: DailyListSettings,
  { taskQueue = TASK_QUEUE, signal, warn, sleep = pause }: SchedulingOptions,
): Promise<void> {
  let waitedMs = 0;
  let warned = false;
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      await schedule(client, scheduleOf(connection, taskQueue));
      if (warned) warn(`The daily list of ${connection.id} is scheduled now`);
      return;
    } catch (error) {
      if (!warned && waitedMs >= PATIENCE_MS) {
        warned = true;
        const reason = error instanceof Error ? error.message : String(error);
        warn(`The daily list of ${connection.id} is not scheduled yet (${reason}): it is tried again every minute`);
      }
    }
    waitedMs += pauseMs;
    await sleep(pauseMs, signal).catch(() => undefined); // aborted: the loop ends
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal });
}

async function schedule(client: Pick<Client, 'schedule'>, options: ReturnType<typeof scheduleOf>): Promise<void> {
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    await client.schedule.getHandle(options.scheduleId).update(({ state }) => ({ spec, action, policies, state }));
  }
}

function scheduleOf({ id, admins, timeZone, correction }: DailyListSettings, taskQueue: string) {
  return {
    scheduleId: `daily-list/${id}`,
    spec: { calendars: [{ dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' }, ...correction.dailyListAt }], timezone: timeZone },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'dailyList',
      workflowId: `daily-list/${id}`, // the schedule adds the instant
      taskQueue,
      args: [{ connection: id, admins }] satisfies Parameters<typeof dailyList>,
      staticSummary: `Hires of ${id} that wait, to the admins`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: id }],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP },
  } satisfies ScheduleOptions;
}
