import type { Client } from '@temporalio/client';
import type { TrialOrder, TrialReport } from '../contracts/trial.js';
import type { trial } from '../workflows/trial.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** Longer than a creation without an answer is looked for. */
const DEADLINE_MS = 15 * 60_000;

/** Has workers create an invented employee in the connection's Lucca, and waits for what they saw. A trial under way is joined. */
export async function runTrial(client: Client, order: TrialOrder, taskQueue: string = TASK_QUEUE): Promise<TrialReport> {
  const { connection } = order;
  const handle = await client.workflow.start<typeof trial>('trial', {
    workflowId: `trial/${connection}`,
    taskQueue,
    args: [order],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `One invented employee in the Lucca of ${connection}`,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
  });
  return await client.withDeadline(Date.now() + DEADLINE_MS, () => handle.result());
}
