import { activityInfo } from '@temporalio/activity';
import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import type { ReconcileDeps } from './deps.js';

/** Keeps what came of a reconciliation beside what else is known of the connection's Flatchr: from there the next one goes on. */
export function createNoteReconciliation({ sides }: Pick<ReconcileDeps, 'sides'>): ReconcileSteps['noteReconciliation'] {
  return async ({ connection, mode, at, upTo, more, days, hired, known, inLucca, started, missing, unread, gone }) => {
    const { workflowId = '', runId = '' } = activityInfo().workflowExecution ?? {};
    const counts = { hired, known, inLucca, started, missing, unread, gone };
    await sides().reconciled(connection, { ...counts, mode, at, upTo: more ? days.from : upTo, workflow: workflowId, run: runId });
  };
}
