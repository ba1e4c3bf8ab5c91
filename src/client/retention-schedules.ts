import { type Client, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Config } from '../config/schema.js';
import type { retention as retentionWorkflow } from '../workflows/retention.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';
import { endSchedule, untilItHolds, type SchedulingOptions } from './schedules.js';

/** Sees to it that Temporal starts the end of the retention of every connection once a night, where there is one. As the daily lists' schedules in all else. */
export async function scheduleRetention(
  client: Pick<Client, 'schedule'>,
  {
    connections,
    retention,
  }: { readonly connections: readonly Pick<Config['connections'][number], 'id' | 'timeZone'>[]; readonly retention: Config['retention'] },
  options: SchedulingOptions,
): Promise<void> {
  const isSet = Object.values(retention).some((kept) => kept !== undefined);
  await Promise.all(
    connections.map(async ({ id, timeZone }) =>
      isSet
        ? untilItHolds(client, `The retention of ${id}`, scheduleOf(id, timeZone, options.taskQueue ?? TASK_QUEUE), options)
        : endSchedule(client, scheduleId(id), `the retention of ${id}`, options),
    ),
  );
}

function scheduleId(connection: string): string {
  return `retention/${connection}`;
}

function scheduleOf(id: string, timezone: string, taskQueue: string) {
  return {
    scheduleId: scheduleId(id),
    spec: { calendars: [{ hour: 4, minute: 37 }], timezone, jitter: '5m' },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'retention',
      workflowId: scheduleId(id), // the schedule adds the instant
      taskQueue,
      args: [{ connection: id }] satisfies Parameters<typeof retentionWorkflow>,
      staticSummary: `Hires of ${id} that were kept long enough are erased`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: id }],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '20h' },
  } satisfies ScheduleOptions;
}
