import { getClient } from '@temporalio/activity';
import { countUnderWay } from '../../client/under-way.js';
import type { TroubleSteps } from '../../contracts/trouble.js';
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
    const underWay = await countUnderWay(getClient(), [id]);
    const mail = renderTrouble({ notice, underWay, language, timeZone });
    return await post(mailer, id, { ...mail, to: operators.length > 0 ? operators : admins, kind: notice.kind });
  };
}
