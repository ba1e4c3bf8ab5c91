import { activityInfo, getClient } from '@temporalio/activity';
import { countUnderWay } from '../../client/under-way.js';
import type { TroubleSteps } from '../../contracts/trouble.js';
import { messageId } from '../../mail/message-id.js';
import { renderTrouble } from '../../mail/trouble/render.js';
import { connectionOf, type HireStepDeps } from '../deps.js';
import { sendMail } from './send-mail.js';

export interface OperatorDeps extends Pick<HireStepDeps, 'connections' | 'mailer' | 'mailFrom'> {
  /** Addresses; empty: the connection's admins. */
  readonly operators: readonly string[];
}

/** Mails a notice about technical trouble to the operators. At least once, as the admins' mails. */
export function createNotifyOperators({ operators, mailer, mailFrom, ...deps }: OperatorDeps): TroubleSteps['notifyOperators'] {
  return async (notice) => {
    const { settings } = connectionOf(deps, notice.connection);
    const { workflowExecution, scheduledTimestampMs } = activityInfo();
    const underWay = await countUnderWay(getClient(), [settings.id]);
    const mail = renderTrouble({ notice, underWay, language: settings.language, timeZone: settings.timeZone });
    const { accepted } = await sendMail(mailer, settings.id, {
      ...mail,
      to: operators.length > 0 ? operators : settings.admins,
      messageId: messageId({ runId: workflowExecution?.runId ?? notice.connection, kind: notice.kind, from: mailFrom }),
      date: new Date(scheduledTimestampMs), // the same in every repeat
    });
    return { accepted: accepted.length };
  };
}
