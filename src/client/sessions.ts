import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { session } from '../workflows/session.js';
import { TASK_QUEUE } from './hire-client.js';

/**
 * Who is signed in to the list of hires. Temporal holds it, so that all web processes agree.
 *
 * 1. A pass opens one session, ever: its id is the workflow's, which is not taken twice while the namespace keeps closed workflows, and
 *    that is longer than a pass lives.
 * 2. A session that was closed is closed at once, everywhere: each request asks Temporal.
 */
export interface Sessions {
  /** @param id - of the pass that is used. @returns false when it was used before. */
  open(id: string, lifeMs: number): Promise<boolean>;
  isOpen(id: string): Promise<boolean>;
  close(id: string): Promise<void>;
}

export function createSessions(client: Client, taskQueue: string = TASK_QUEUE): Sessions {
  const workflowId = (id: string) => `session/${id}`;
  return {
    async open(id, lifeMs) {
      try {
        await client.workflow.start<typeof session>('session', {
          workflowId: workflowId(id),
          taskQueue,
          args: [{ lifeMs }],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
          workflowExecutionTimeout: lifeMs, // ends it where no worker runs
          staticSummary: 'Somebody is signed in to the list of hires',
        });
        return true;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    },

    async isOpen(id) {
      try {
        return (await client.workflow.getHandle(workflowId(id)).describe()).status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },

    async close(id) {
      try {
        await client.workflow.getHandle(workflowId(id)).terminate('signed out');
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error; // it has ended
      }
    },
  };
}
