import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Connection } from '../../config/schema.js';
import { noticeTitle } from '../../mail/render.js';
import type { chatNotice } from '../../workflows/chat-notice.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';
import { problemNumber, type NoticeMail } from './mail-notice.js';

/**
 * Hands a notice over to the workflow that posts it to the connection's chat channel. Handed over again – because the mail failed – it
 * does nothing, for as long as the namespace keeps closed workflows.
 *
 * @throws what the SDK throws when Temporal cannot take it; then it could not take the mail's outcome either.
 */
export async function startChatNotice(
  { id: connection, language, timeZone }: Connection,
  { subject, notice, run }: Pick<NoticeMail, 'subject' | 'notice' | 'run'>,
): Promise<void> {
  try {
    await getClient().workflow.start<typeof chatNotice>('chatNotice', {
      workflowId: `chat-notice/${subject.hireId}/${run}/${notice.kind}/${problemNumber(notice)}`,
      taskQueue: activityInfo().taskQueue,
      args: [{ connection, line: noticeTitle({ subject, notice, language, timeZone }) }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `Chat notice of ${subject.hireId}: ${notice.kind}`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
