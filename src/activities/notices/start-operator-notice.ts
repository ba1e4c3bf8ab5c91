import { getClient } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { BlindSpotNotice } from '../../contracts/trouble.js';
import type { operatorNotice } from '../../workflows/operator-notice.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';

/**
 * Hands a notice over to the workflow that mails it to the operators: once, for as long as the namespace keeps closed workflows, since a
 * gateway opens many times a day.
 *
 * @param taskQueue of the hires.
 */
export async function startOperatorNotice(taskQueue: string, notice: BlindSpotNotice): Promise<void> {
  const { kind, connection } = notice;
  try {
    await getClient().workflow.start<typeof operatorNotice>('operatorNotice', {
      workflowId: `operator-notice/${connection}/${kind}`,
      taskQueue,
      args: [notice],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `The operators are told what the Lucca key of ${connection} cannot see`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
