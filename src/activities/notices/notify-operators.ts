import { activityInfo, getClient } from '@temporalio/activity';
import { countUnderWay } from '../../client/under-way.js';
import { missedKey, type FlatchrSideSteps } from '../../contracts/flatchr-side.js';
import type { TroubleNotice, TroubleSteps } from '../../contracts/trouble.js';
import { renderBlindSpot } from '../../mail/blind-spot.js';
import { renderFindings } from '../../mail/findings/render.js';
import { renderMissed } from '../../mail/missed/render.js';
import { renderTrouble } from '../../mail/trouble/render.js';
import { connectionOf, type HireStepDeps } from '../deps.js';
import { post } from './post.js';

export interface OperatorDeps extends Pick<HireStepDeps, 'connections' | 'mailer'> {
  /** Addresses; empty: the connection's admins. */
  readonly operators: readonly string[];
}

/** Mails a notice about technical trouble to the operators. At least once, as the admins' mails. */
export function createNotifyOperators({ operators, mailer, ...deps }: OperatorDeps): TroubleSteps['notifyOperators'] {
  return async (notice) => {
    const { id, admins, language, timeZone } = connectionOf(deps, notice.connection).settings;
    const mail = isTrouble(notice)
      ? renderTrouble({ notice, underWay: await countUnderWay(getClient(), [id]), language, timeZone })
      : 'checks' in notice
        ? renderFindings({ notice, language })
        : renderBlindSpot({ notice, language });
    return await post(mailer, id, { ...mail, to: operators.length > 0 ? operators : admins, kind: notice.kind });
  };
}

/** Mails a notice to the operators that hires are missed. At least once, as above. */
export function createNotifyOfMissed({ operators, mailer, ...deps }: OperatorDeps): FlatchrSideSteps['notifyOfMissed'] {
  return async (notice) => {
    const { id, admins, flatchr, language } = connectionOf(deps, notice.connection).settings;
    const mail = renderMissed({ notice, companyId: flatchr.companyId, hiredColumns: flatchr.hiredColumns, language });
    const { scheduledTimestampMs: number } = activityInfo(); // of one column there may be several, each after it went right again
    return await post(mailer, id, { ...mail, to: operators.length > 0 ? operators : admins, kind: missedKey(notice), number });
  };
}

function isTrouble(notice: Parameters<TroubleSteps['notifyOperators']>[0]): notice is TroubleNotice {
  return 'system' in notice;
}
