import { type Client, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUE } from './hire-client.js';
import { untilItHolds, type SchedulingOptions } from './schedules.js';
import type { Connection } from '../config/schema.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import type { dailyList } from '../workflows/daily-list.js';

/** A list that could not be sent in the morning comes until the afternoon; then the next day's is soon enough. */
const CATCH_UP = '8h';

type DailyListSettings = Pick<Connection, 'id' | 'admins' | 'timeZone' | 'correction'>;

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
  await Promise.all(
    connections.map((connection) =>
      untilItHolds(client, `The daily list of ${connection.id}`, scheduleOf(connection, options.taskQueue ?? TASK_QUEUE), options),
    ),
  );
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
