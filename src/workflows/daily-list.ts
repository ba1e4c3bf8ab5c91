import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DailyListSteps } from '../contracts/notices.js';
import { NOTICE } from './notice-options.js';

export interface DailyList {
  readonly connection: string;
  /** Addresses, one mail each. */
  readonly admins: readonly string[];
}

/** Set by the schedule. */
const PlannedForAttribute = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/** A list that came in the evening would only disturb: the next morning brings another. */
const { sendDailyList } = proxyActivities<DailyListSteps>({
  ...NOTICE,
  scheduleToCloseTimeout: '8h',
  summary: 'Mail to an admin: the hires that wait',
});

/** Tells a connection's admins, once every working day, which hires wait. Started by the schedule `daily-list/{connection}`. */
export async function dailyList({ connection, admins }: DailyList): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const plannedFor = (typedSearchAttributes.get(PlannedForAttribute) ?? startTime).toISOString();
  await Promise.all(admins.map((to) => sendDailyList({ connection, to, plannedFor })));
}
