import { getClient, log } from '@temporalio/activity';
import { lastRun } from '../../client/drags.js';
import type { DoctorSteps, FindingsNotice } from '../../contracts/doctor.js';
import type { Check } from '../../contracts/check.js';
import type { operatorNotice } from '../../workflows/operator-notice.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';

/** What a notice was about; stands in its memo. */
interface Told {
  /** Ids of the failing checks, in order. */
  readonly failing?: readonly string[];
}

/**
 * Tells what fails: the log each time, the operators once for each change.
 *
 * 1. What they were told stands in the memo of the last `operator-notice/{connection}/doctor`. One whose mail is not out yet is replaced by
 *    a newer one.
 * 2. Nothing fails any more: they are told so, and what comes later is news again. Who was not told yet need not hear that it is over.
 * 3. A mail server that fails is no news for a mail.
 */
export function createReportFindings(taskQueue: string): DoctorSteps['reportFindings'] {
  return async ({ connection, checks }) => {
    const failing = checks.filter(({ status }) => status === 'fail');
    for (const { id, summary, remedy } of failing) log.warn('the doctor finds what fails', { connection, check: id, summary, remedy });

    const news = failing.filter(({ id }) => id !== 'smtp');
    const ids = news.map(({ id }) => id).toSorted();
    const workflowId = `operator-notice/${connection}/doctor`;
    const last = await lastRun(getClient(), workflowId);
    const pending = last?.status.name === 'RUNNING';
    const memo: Told | undefined = pending || last?.status.name === 'COMPLETED' ? last.memo : undefined; // written below
    const told = memo?.failing ?? [];
    if (ids.join() === told.join()) return;
    if (ids.length === 0 && pending) return void (await getClient().workflow.getHandle(workflowId).terminate('nothing fails any more'));
    await startNotice({ workflowId, taskQueue, ids, notice: noticeOf(connection, news) });
  };
}

function noticeOf(connection: string, checks: readonly Check[]): FindingsNotice {
  return { kind: checks.length > 0 ? 'checks-fail' : 'checks-pass', connection, checks };
}

async function startNotice(order: {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly ids: readonly string[];
  readonly notice: FindingsNotice;
}): Promise<void> {
  const { workflowId, taskQueue, ids, notice } = order;
  await getClient().workflow.start<typeof operatorNotice>('operatorNotice', {
    workflowId,
    taskQueue,
    args: [notice],
    memo: { failing: ids },
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    staticSummary: `The operators are told what the doctor found about ${notice.connection}`,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: notice.connection }],
  });
}
