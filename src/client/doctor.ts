import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Check } from '../contracts/check.js';
import type { doctor } from '../workflows/doctor.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** Longer than the doctor takes where nothing answers. */
const DEADLINE_MS = 200_000;
const READ_DEADLINE_MS = 10_000;

/** What a connection's last examination found. */
export interface Findings {
  readonly connection: string;
  /** ISO instant. */
  readonly at: string;
  readonly checks: readonly Check[];
}

/** Has a connection looked at by the workers, and waits for what they find. An examination under way is joined. */
export async function examine(client: Client, connection: string, taskQueue: string = TASK_QUEUE): Promise<Check[]> {
  await startDoctor(client, connection, { taskQueue });
  const handle = client.workflow.getHandle<typeof doctor>(`doctor/${connection}`);
  return await client.withDeadline(Date.now() + DEADLINE_MS, () => handle.result());
}

/**
 * Has a connection looked at, unless that is under way.
 * @param options - `delayMs`: begins so much later, in milliseconds.
 */
export async function startDoctor(
  client: Client,
  connection: string,
  { taskQueue = TASK_QUEUE, delayMs }: { readonly taskQueue?: string | undefined; readonly delayMs?: number | undefined } = {},
): Promise<void> {
  try {
    await client.workflow.start<typeof doctor>('doctor', {
      workflowId: `doctor/${connection}`,
      taskQueue,
      args: [{ connection }],
      ...(delayMs !== undefined && { startDelay: delayMs }),
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `What ${connection} needs is looked at; nothing is changed`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** What the last examination of a connection found that came to its end; undefined: none is known. */
export async function lastFindings(client: Client, connection: string): Promise<Findings | undefined> {
  return await client.withDeadline(Date.now() + READ_DEADLINE_MS, async () => {
    const query = `WorkflowId = 'doctor/${connection}' AND ExecutionStatus = 'Completed'`;
    for await (const { workflowId, runId, startTime, closeTime = startTime } of client.workflow.list({ query, pageSize: 1 }))
      return {
        connection,
        at: closeTime.toISOString(),
        checks: await client.workflow.getHandle<typeof doctor>(workflowId, runId).result(),
      };
    return undefined;
  });
}
