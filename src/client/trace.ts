import type { Client } from '@temporalio/client';
import type { Trace } from '../contracts/trace.js';
import type { trace } from '../workflows/trace.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** Longer than the workflow's own bound. */
const DEADLINE_MS = 20 * 60_000;

/** Has workers look at the shapes of what a connection's systems answer, and waits for them. One under way is joined. */
export async function takeTrace(client: Client, connection: string, taskQueue: string = TASK_QUEUE): Promise<Trace> {
  const handle = await client.workflow.start<typeof trace>('trace', {
    workflowId: `trace/${connection}`,
    taskQueue,
    args: [{ connection }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `The shapes of what ${connection} answers; nothing is changed`,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
  });
  return await client.withDeadline(Date.now() + DEADLINE_MS, () => handle.result());
}
