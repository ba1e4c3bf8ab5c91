import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { NoticeOrder } from '../hire/steps.js';
import { HireConnectionAttribute } from './search-attributes.js';
import { notifyAdmin } from './hire/activity-options.js';

/** The last mail of a hire that ended early; retried for as long as it takes. */
export async function lastNotice(order: NoticeOrder): Promise<void> {
  await notifyAdmin(order);
}

/**
 * Hands the last mail of a run over to a workflow of its own. The run itself must end now: as long as it is open, a new drag cannot start
 * the hire anew, and a mail server may be down for days.
 */
export async function tellApart(order: NoticeOrder): Promise<void> {
  const { workflowId, runId } = workflowInfo();
  await startChild(lastNotice, {
    workflowId: `last-notice/${workflowId}/${runId}`,
    args: [order],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `Last mail of ${workflowId}, which has ended`,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: order.subject.connection }],
  });
}
