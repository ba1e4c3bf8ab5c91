import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { LastReconciliation, Reconciliation } from '../contracts/reconciliation.js';
import type { reconcile } from '../workflows/reconcile.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { createFlatchrSides } from './flatchr-side.js';
import { TASK_QUEUE } from './hire-client.js';

/** The comparisons of Flatchr's hired candidates with what is known here. */
export interface Reconciliations {
  /** Starts one at once; one that was started so and is under way is joined. */
  start(connection: string): Promise<void>;
  /** What comes of one that was started so; undefined: there is nothing to compare with. */
  result(connection: string): Promise<Reconciliation | undefined>;
  /** Whether one that was started so is under way. */
  isRunning(connection: string): Promise<boolean>;
  /** Of the last good one; undefined: none was yet. */
  last(connection: string): Promise<LastReconciliation | undefined>;
  /** All of it; undefined once Temporal has forgotten it. */
  details(last: LastReconciliation): Promise<Reconciliation | undefined>;
}

const DEADLINE_MS = 10_000;

export function createReconciliations(client: Client, taskQueue: string = TASK_QUEUE): Reconciliations {
  const inTime = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + DEADLINE_MS, call);
  const workflowId = (connection: string) => `reconcile/${connection}`;
  return {
    async start(connection) {
      try {
        await inTime(() =>
          client.workflow.start<typeof reconcile>('reconcile', {
            workflowId: workflowId(connection),
            taskQueue,
            args: [{ connection }],
            workflowIdConflictPolicy: 'FAIL',
            staticSummary: `Who is hired in the Flatchr of ${connection}, and not known here`,
            typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    result: (connection) => client.workflow.getHandle<typeof reconcile>(workflowId(connection)).result(),
    async isRunning(connection) {
      try {
        return (await inTime(() => client.workflow.getHandle(workflowId(connection)).describe())).status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    last: async (connection) => (await createFlatchrSides(client, taskQueue).known(connection)).reconciled,
    async details({ workflow, run }) {
      try {
        return await inTime(() => client.workflow.getHandle<typeof reconcile>(workflow, run).result());
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
  };
}
