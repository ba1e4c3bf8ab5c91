import type { Connection } from '../../config/schema.js';
import type { Notice } from '../../hire/notice.js';
import { readersOf } from '../../hire/readers.js';
import type { Steps } from '../../hire/steps.js';
import { connectionOf } from '../deps.js';
import { startChatNotice } from '../notices/start-chat-notice.js';
import { startNote } from '../notices/start-note.js';
import { mailNotice, type NoticeDeps } from '../notices/mail-notice.js';
import type { OperatorDeps } from '../notices/notify-operators.js';
import { ownRun } from '../notices/post.js';

/** Mails a notice to the admins. At least once: after a lost answer of the mail server the same mail goes out again. */
export function createNotifyAdmin({ operators, ...deps }: NoticeDeps & Pick<OperatorDeps, 'operators'>): Steps['notifyAdmin'] {
  return async ({ subject, notice }) => {
    const { settings } = connectionOf(deps, subject.connection);
    const mail = { subject, notice, run: ownRun() };
    if (settings.chat) await startChatNotice(settings, mail); // first, so that a mail server that is down does not hold it up
    if (settings.flatchr.writeBack && settings.mode !== 'preview') await startNote(settings, { subject, notice }, deps.pages);
    return await mailNotice(deps, { ...mail, to: recipients(settings, notice, operators) });
  };
}

function recipients(settings: Connection, notice: Notice, operators: readonly string[]): string[] {
  const { admins, correction } = settings;
  switch (notice.kind) {
    case 'escalation':
      return correction.escalateTo.length > 0 ? correction.escalateTo : admins;
    case 'last-warning':
    case 'expired':
      return readersOf(settings);
    case 'broken-off':
      return [...new Set([...readersOf(settings), ...operators])];
    case 'created':
    case 'linked':
    case 'problem':
    case 'previewed':
    case 'abandoned':
    case 'changed':
      return admins;
  }
}
