import { activityInfo } from '@temporalio/activity';
import type { Connection } from '../config/schema.js';
import type { Notice } from '../hire/notice.js';
import type { Steps } from '../hire/steps.js';
import { messageId } from '../mail/message-id.js';
import { renderNotice } from '../mail/render.js';
import { connectionOf, type HireStepDeps } from './deps.js';

/**
 * Mails a notice to the admins. At least once: after a lost answer of the mail server the same mail goes out again, under the same
 * Message-ID, so that a mail program can recognise the repeat.
 */
export function createNotifyAdmin(deps: HireStepDeps): Steps['notifyAdmin'] {
  return async ({ subject, notice }) => {
    const { settings } = connectionOf(deps, subject.connection);
    const { workflowExecution, scheduledTimestampMs } = activityInfo();
    const mail = renderNotice({
      subject,
      notice,
      language: settings.language,
      timeZone: settings.timeZone,
      luccaAccount: settings.lucca.host,
    });
    const { accepted } = await deps.mailer.send({
      ...mail,
      to: recipients(settings, notice),
      messageId: messageId({
        runId: workflowExecution?.runId ?? subject.hireId,
        kind: notice.kind,
        number: numberOf(notice),
        from: deps.mailFrom,
      }),
      date: new Date(scheduledTimestampMs), // the same in every repeat
    });
    return { accepted: accepted.length };
  };
}

function recipients({ admins, correction }: Connection, notice: Notice): string[] {
  switch (notice.kind) {
    case 'escalation':
      return correction.escalateTo.length > 0 ? correction.escalateTo : admins;
    case 'last-warning':
    case 'expired':
      return [...new Set([...admins, ...correction.escalateTo])];
    case 'created':
    case 'linked':
    case 'problem':
    case 'abandoned':
      return admins;
  }
}

/** Tells notices of one kind apart within a run. */
function numberOf(notice: Notice): number {
  return 'problem' in notice ? (notice.problem?.number ?? 0) : 0;
}
