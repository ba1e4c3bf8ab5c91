import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Check } from '../doctor/check.js';
import type { doctor } from '../workflows/doctor.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** Longer than the doctor takes where nothing answers. */
const DEADLINE_MS = 200_000;

/** Has a connection looked at by the workers, and waits for what they find. An examination under way is joined. */
export async function examine(client: Client, connection: string, taskQueue: string = TASK_QUEUE): Promise<Check[]> {
  const workflowId = `doctor/${connection}`;
  await startDoctor(client, connection, taskQueue);
  return await client.withDeadline(Date.now() + DEADLINE_MS, () => client.workflow.getHandle<typeof doctor>(workflowId).result());
}

async function startDoctor(client: Client, connection: string, taskQueue: string): Promise<void> {
  try {
    await client.workflow.start<typeof doctor>('doctor', {
      workflowId: `doctor/${connection}`,
      taskQueue,
      args: [{ connection }],
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `What ${connection} needs is looked at; nothing is changed`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
