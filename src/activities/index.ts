import { activityInfo, cancellationSignal, getClient } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { FlatchrSideSteps } from '../contracts/flatchr-side.js';
import type { ChatSteps, DailyListSteps, LinkSteps, NoteSteps } from '../contracts/notices.js';
import type { DoctorSteps } from '../contracts/doctor.js';
import type { TraceSteps } from '../contracts/trace.js';
import type { TrialSteps } from '../contracts/trial.js';
import type { ReconcileSteps } from '../contracts/reconciliation.js';
import type { PreviewSteps } from '../contracts/preview.js';
import type { TroubleSteps } from '../contracts/trouble.js';
import { createCheckConnection, type CheckDeps } from './doctor/check-connection.js';
import { createCheckLucca } from './doctor/check-lucca.js';
import { createReportFindings } from './doctor/report-findings.js';
import type { Steps } from '../hire/steps.js';
import { createEmployee } from './hire/create-employee.js';
import { connectionOf, type CreateStepDeps, type HireStepDeps } from './deps.js';
import { createDeriveLogin } from './hire/derive-login.js';
import { heartbeatIntentLog } from './hire/intent.js';
import { createNotifyAdmin } from './hire/notify-admin.js';
import { createNotifyOfMissed, createNotifyOperators, type OperatorDeps } from './notices/notify-operators.js';
import type { OptionalField } from './hire/optional-fields.js';
import { createPlanWait, type PlanDeps } from './hire/plan-wait.js';
import { createLookAtFlatchr } from './notices/look-at-flatchr.js';
import { createPostToChat, type ChatDeps } from './notices/post-to-chat.js';
import type { UnlessPaused } from './attempt/unless-paused.js';
import { createWriteNote } from './notices/write-note.js';
import { createJudgeHires } from './backfill/judge-hires.js';
import type { BackfillSteps } from '../contracts/backfill.js';
import { createRecallHire } from './hire/recall-hire.js';
import { createResolveDefaults } from './hire/resolve-defaults.js';
import { createSendDailyList } from './notices/send-daily-list.js';
import { stillSays } from './hire/still-says.js';
import { createSeekGone } from './reconcile/seek-gone.js';
import { createSeekInLucca } from './reconcile/seek-in-lucca.js';
import { createSendLink } from './notices/send-link.js';
import { createTraceFlatchr } from './trace/trace-flatchr.js';
import { createTraceLucca } from './trace/trace-lucca.js';
import { createPreparePreview } from './preview/prepare-preview.js';
import { createCreateTrial } from './trial/create-trial.js';
import { createFinishTrial } from './trial/finish-trial.js';
import { createPrepareTrial } from './trial/prepare-trial.js';
import { createValidateHire } from './hire/validate-hire.js';

/** What needs no Lucca: any worker runs it. */
export function createHireSteps(
  deps: HireStepDeps & PlanDeps & OperatorDeps & ChatDeps & CheckDeps & { readonly taskQueue: string; readonly unlessPaused: UnlessPaused },
): Pick<Steps, 'validateHire' | 'notifyAdmin' | 'planWait' | 'recallHire'> &
  TroubleSteps &
  FlatchrSideSteps &
  DailyListSteps &
  ChatSteps &
  NoteSteps &
  LinkSteps &
  Pick<DoctorSteps, 'checkConnection' | 'reportFindings'> &
  PreviewSteps &
  Pick<TraceSteps, 'traceFlatchr'> {
  const validateHire = createValidateHire(deps);
  return {
    async validateHire(order) {
      await deps.unlessPaused(order.hire.connection);
      return await validateHire(order);
    },
    notifyAdmin: createNotifyAdmin(deps),
    planWait: createPlanWait(deps),
    recallHire: createRecallHire(),
    notifyOperators: createNotifyOperators(deps),
    notifyOfMissed: createNotifyOfMissed(deps),
    lookAtFlatchr: createLookAtFlatchr(deps),
    sendDailyList: createSendDailyList(deps),
    postToChat: createPostToChat(deps),
    writeNote: createWriteNote(deps),
    sendLink: createSendLink(deps),
    checkConnection: createCheckConnection(deps),
    reportFindings: createReportFindings(deps.taskQueue),
    preparePreview: createPreparePreview(deps),
    traceFlatchr: createTraceFlatchr(deps),
  };
}

/** The steps that need Lucca: they run where the connection's gateway is. */
export function createGatewaySteps(
  deps: CreateStepDeps,
): Pick<Steps, 'resolveDefaults' | 'deriveLogin' | 'createEmployee'> &
  Pick<DoctorSteps, 'checkLucca'> &
  Pick<ReconcileSteps, 'seekInLucca' | 'seekGone'> &
  Pick<BackfillSteps, 'judgeHires'> &
  TrialSteps &
  Pick<TraceSteps, 'traceLucca'> {
  const notTaken = new Map<string, Set<OptionalField>>();
  const notTakenBy = (connection: string) => {
    const fields = notTaken.get(connection) ?? new Set();
    notTaken.set(connection, fields);
    return fields;
  };
  return {
    resolveDefaults: createResolveDefaults(deps),
    deriveLogin: createDeriveLogin(deps),
    checkLucca: createCheckLucca(deps),
    prepareTrial: createPrepareTrial(deps),
    createTrial: createCreateTrial(deps),
    finishTrial: createFinishTrial(deps),
    traceLucca: createTraceLucca(deps),
    seekInLucca: createSeekInLucca(deps),
    judgeHires: createJudgeHires(deps),
    seekGone: createSeekGone({ ...deps, client: getClient }),
    async createEmployee(order) {
      const unlessPaused = () => deps.unlessPaused(order.connection);
      await unlessPaused();
      const { lucca, writer, directory, settings } = connectionOf(deps, order.connection);
      const cancelled = cancellationSignal();
      return await createEmployee(order, {
        lucca,
        writer,
        needsApproval: settings.mode === 'approve',
        directory,
        reservations: deps.reservations,
        cancelled,
        intents: heartbeatIntentLog(),
        run: activityInfo().workflowExecution?.runId ?? '',
        now: deps.now,
        timeZone: settings.timeZone,
        settleForMs: settings.lucca.settleFor,
        luccaTimeoutMs: deps.luccaTimeoutMs,
        stillSays: (creation) => stillSays(creation, connectionOf({ connections: deps.sources }, order.connection), deps),
        unlessPaused,
        notTaken: notTakenBy(order.connection),
        stopIfCancelled() {
          if (cancelled.aborted) throw new CancelledFailure('cancelled before the request was sent');
        },
      });
    },
  };
}
