import { type Client, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Connection } from '../config/schema.js';
import type { reconcile } from '../workflows/reconcile.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';
import { endSchedule, untilItHolds, type SchedulingOptions } from './schedules.js';

/** One that was missed is as good as the next: an hour later it comes anyhow. */
const CATCH_UP = '1h';

type Settings = Pick<Connection, 'id' | 'timeZone' | 'reconcile'> & { readonly flatchr: Pick<Connection['flatchr'], 'apiKey'> };

/** Whether a connection's hired candidates are compared with what is known here. */
export function isReconciled({ flatchr, reconcile }: Pick<Settings, 'flatchr' | 'reconcile'>): boolean {
  return flatchr.apiKey !== undefined && reconcile.mode !== 'off';
}

/**
 * Sees to it that Temporal starts the reconciliation of every connection that has one, every hour of a working day and once a night, the
 * first at once; and of no other. As the daily lists' schedules in all else.
 */
export async function scheduleReconciliations(
  client: Pick<Client, 'schedule'>,
  connections: readonly Settings[],
  options: SchedulingOptions,
): Promise<void> {
  await Promise.all(
    connections.map(async (connection) =>
      isReconciled(connection)
        ? untilItHolds(client, `The reconciliation of ${connection.id}`, scheduleOf(connection, options.taskQueue ?? TASK_QUEUE), options)
        : endSchedule(client, scheduleId(connection.id), `the reconciliation of ${connection.id}`, options),
    ),
  );
}

function scheduleId(connection: string): string {
  return `reconcile/${connection}`;
}

function scheduleOf({ id, timeZone }: Settings, taskQueue: string) {
  return {
    scheduleId: scheduleId(id),
    spec: {
      calendars: [
        { dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' }, hour: { start: 7, end: 19 }, minute: 17 },
        { hour: 4, minute: 17 }, // no night of a clock's change lacks it, or has it twice
      ],
      timezone: timeZone,
      jitter: '5m',
    },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'reconcile',
      workflowId: scheduleId(id), // the schedule adds the instant
      taskQueue,
      args: [{ connection: id }] satisfies Parameters<typeof reconcile>,
      staticSummary: `Who is hired in the Flatchr of ${id}, and not known here`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: id }],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP },
    state: { triggerImmediately: true },
  } satisfies ScheduleOptions;
}
