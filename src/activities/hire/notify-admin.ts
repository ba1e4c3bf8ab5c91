import { activityInfo } from '@temporalio/activity';
import type { Connection } from '../../config/schema.js';
import type { Notice } from '../../hire/notice.js';
import { readersOf } from '../../hire/readers.js';
import type { Delivery, Steps } from '../../hire/steps.js';
import { MailError } from '../../mail/mailer.js';
import { connectionOf } from '../deps.js';
import { startChatNotice } from '../notices/start-chat-notice.js';
import { hasLink, mailNotice, type NoticeDeps } from '../notices/mail-notice.js';

/**
 * Mails a notice to the admins. At least once: after a lost answer of the mail server the same mail goes out again, under the same
 * Message-ID. Where it holds a link, each reader has a mail of one's own.
 */
export function createNotifyAdmin(deps: NoticeDeps): Steps['notifyAdmin'] {
  return async ({ subject, notice }) => {
    const { settings } = connectionOf(deps, subject.connection);
    const { workflowExecution, scheduledTimestampMs: at } = activityInfo();
    const mail = { subject, notice, run: workflowExecution?.runId ?? subject.hireId, at };
    if (settings.chat) await startChatNotice(settings, mail); // first, so that a mail server that is down does not hold it up
    const to = recipients(settings, notice);
    if (!hasLink(notice) || !deps.pages) return await mailNotice(deps, { ...mail, to });

    const sent = await Promise.allSettled(
      to.map((reader) => mailNotice(deps, { ...mail, to: [reader], kind: `${notice.kind} to ${reader}` })),
    );
    return deliveryOf(sent);
  };
}

/** One address that does not exist must not have the others mailed again and again. */
function deliveryOf(sent: readonly PromiseSettledResult<Delivery>[]): Delivery {
  const accepted = sent.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value.accepted : 0), 0);
  const failures = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : [])); // what is thrown here are errors
  const failure = failures.find((reason) => !isFinal(reason)) ?? (accepted === 0 ? failures[0] : undefined);
  if (failure) throw failure;
  return { accepted, refused: failures.length };
}

function isFinal(reason: Error): boolean {
  return reason instanceof MailError && reason.kind === 'rejected-recipient' && (reason.replyCode ?? 0) >= 500;
}

function recipients(settings: Connection, notice: Notice): string[] {
  const { admins, correction } = settings;
  switch (notice.kind) {
    case 'escalation':
      return correction.escalateTo.length > 0 ? correction.escalateTo : admins;
    case 'last-warning':
    case 'expired':
      return readersOf(settings);
    case 'created':
    case 'linked':
    case 'problem':
    case 'abandoned':
      return admins;
  }
}
