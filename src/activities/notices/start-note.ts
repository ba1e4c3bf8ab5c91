import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Connection } from '../../config/schema.js';
import type { NoticeOrder } from '../../hire/steps.js';
import { listUrl, type PageLinks } from '../../links.js';
import { noteText } from '../../words/note.js';
import type { flatchrNote } from '../../workflows/flatchr-note.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';
import { problemNumber } from './mail-notice.js';

/**
 * Hands a notice over to the workflow that writes it at the applicant in Flatchr. Its id is that of the event and not of the run, so that
 * whatever is repeated – an attempt, a run that goes on as another – starts no second one.
 *
 * @throws what the SDK throws when Temporal cannot take it; then it could not take the mail's outcome either.
 */
export async function startNote(
  { id: connection, language, timeZone }: Connection,
  { subject, notice }: NoticeOrder,
  pages: PageLinks | undefined,
): Promise<void> {
  const { hireId, application } = subject;
  const text = noteText({ notice, language, timeZone, listUrl: pages && listUrl(pages) });
  if (!application || text === undefined) return;
  try {
    await getClient().workflow.start<typeof flatchrNote>('flatchrNote', {
      workflowId: `flatchr-note/${hireId}/${application.since}/${notice.kind}/${problemNumber(notice)}`,
      taskQueue: activityInfo().taskQueue,
      args: [{ connection, applicant: application.id, text }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `Note in Flatchr about ${hireId}: ${notice.kind}`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
