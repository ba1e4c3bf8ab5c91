import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { BackfillSteps } from '../../contracts/backfill.js';
import type { ChangeSteps } from '../../contracts/changes.js';
import type { FlatchrSideSteps } from '../../contracts/flatchr-side.js';
import type { DoctorSteps } from '../../contracts/doctor.js';
import type { GatewaySteps } from '../../contracts/gateway.js';
import type { ChatSteps, DailyListSteps, LinkSteps, NoteSteps } from '../../contracts/notices.js';
import type { PreviewSteps } from '../../contracts/preview.js';
import type { TraceSteps } from '../../contracts/trace.js';
import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import type { RetentionSteps } from '../../contracts/retention.js';
import type { TrialSteps } from '../../contracts/trial.js';
import type { TroubleSteps } from '../../contracts/trouble.js';
import type { Steps } from '../../hire/steps.js';
import { turnOf } from '../../contracts/turn.js';
import { inTurn } from '../../lucca/pace/turns.js';
import { beating } from './beating.js';
import { createLateMailWatch, type LateMailOptions } from './late-mail.js';
import { technicalTrouble } from './technical-trouble.js';
import { createTroubleWatch, type Place, type WatchOptions } from './trouble-watch.js';

export type Activities = ReconcileSteps &
  BackfillSteps &
  ChangeSteps &
  Steps &
  GatewaySteps &
  TroubleSteps &
  FlatchrSideSteps &
  DailyListSteps &
  ChatSteps &
  NoteSteps &
  LinkSteps &
  DoctorSteps &
  TrialSteps &
  PreviewSteps &
  RetentionSteps &
  TraceSteps;

/** What surrounds the attempts of an activity, beside a heartbeat and the translation of its errors. */
interface Surroundings<Order> {
  /** The system that it needs: the operators hear of trouble with it that lasts. */
  readonly needs?: (order: Order) => Place;
  /** It mails about the hire whose workflow runs it: the list of hires shows when that mail is late. */
  readonly mails?: true;
  /** Its heartbeats are its own. */
  readonly beats?: false;
}

const lucca = ({ connection }: { readonly connection: string }): Place => ({ connection, system: 'lucca' });

const SURROUNDINGS: { readonly [Name in keyof Activities]: Surroundings<Parameters<Activities[Name]>[0]> } = {
  validateHire: { needs: ({ hire: { connection } }) => ({ connection, system: 'flatchr' }) },
  resolveDefaults: { needs: lucca },
  deriveLogin: { needs: lucca },
  createEmployee: { needs: lucca },
  notifyAdmin: { mails: true },
  planWait: {},
  preparePreview: { needs: ({ connection }) => ({ connection, system: 'flatchr' }) },
  recallHire: {},
  holdGateway: { beats: false },
  wakeGateway: {},
  notifyOperators: {},
  notifyOfMissed: {},
  lookAtFlatchr: {},
  sendDailyList: {},
  postToChat: {},
  writeNote: {},
  sendLink: {},
  checkConnection: {},
  checkLucca: {},
  prepareTrial: {},
  createTrial: {},
  finishTrial: {},
  reportFindings: {},
  traceLucca: {},
  traceFlatchr: {},
  planReconciliation: {},
  findMissing: { needs: ({ connection }) => ({ connection, system: 'flatchr' }) },
  seekInLucca: { needs: lucca },
  startMissing: {},
  seekChanges: {},
  tellChanges: {},
  eraseDue: {},
  seekGone: { needs: lucca },
  noteReconciliation: {},
  judgeHires: { needs: lucca },
  startBehind: {},
};

/**
 * What every attempt of an activity has around it, so that the activity's own file holds only its work: it beats while it runs, turns
 * technical trouble into failures that Temporal retries, and tells of trouble that lasts.
 */
export function aroundAttempts(options: WatchOptions & LateMailOptions): ActivityInterceptorsFactory {
  const watch = createTroubleWatch(options);
  const watchMail = createLateMailWatch(options);
  return ({ info: { activityType, priority } }) => {
    const { needs, mails, beats }: Surroundings<never> = SURROUNDINGS[activityType as keyof Activities];
    return {
      inbound: {
        async execute(input, next) {
          const work = () => inTurn(turnOf(priority), () => next(input));
          const attempt = async () => {
            try {
              return await (beats === false ? work() : beating(work));
            } catch (error) {
              throw technicalTrouble(error);
            }
          };
          if (needs) return await watch(needs(input.args[0] as never), attempt); // the order that the table's type says
          return await (mails ? watchMail(attempt) : attempt());
        },
      },
    };
  };
}
