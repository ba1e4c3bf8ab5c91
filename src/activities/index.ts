import { cancellationSignal } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ChatSteps, DailyListSteps, LinkSteps } from '../contracts/notices.js';
import type { TroubleSteps } from '../contracts/trouble.js';
import type { CreateOrder, Steps } from '../hire/steps.js';
import { beating } from './attempt/beating.js';
import { createEmployee } from './hire/create-employee.js';
import { connectionOf, type GatewayStepDeps, type HireStepDeps } from './deps.js';
import { createDeriveLogin } from './hire/derive-login.js';
import { heartbeatIntentLog } from './hire/intent.js';
import { createLateMailWatch, type LateMailOptions } from './attempt/late-mail.js';
import type { NoticeDeps } from './notices/mail-notice.js';
import { createNotifyAdmin } from './hire/notify-admin.js';
import { createNotifyOperators, type OperatorDeps } from './notices/notify-operators.js';
import { createPlanWait, type PlanDeps } from './hire/plan-wait.js';
import { createPostToChat, type ChatDeps } from './notices/post-to-chat.js';
import { createResolveDefaults } from './hire/resolve-defaults.js';
import { createSendDailyList, type DailyListDeps } from './notices/send-daily-list.js';
import { createSendLink } from './notices/send-link.js';
import { technicalTrouble } from './attempt/technical-trouble.js';
import type { Watch } from './attempt/trouble-watch.js';
import { createValidateHire } from './hire/validate-hire.js';

// Each activity beats while it runs, and turns technical trouble into failures that Temporal retries. What needs a system is watched, so
// that the operators hear of trouble that lasts.

interface Watched {
  readonly watch: Watch;
}

/** The steps that need no Lucca: any worker runs them. */
export function createHireSteps(
  deps: HireStepDeps & PlanDeps & LateMailOptions & Watched,
): Pick<Steps, 'validateHire' | 'notifyAdmin' | 'planWait'> {
  const validateHire = activity(createValidateHire(deps));
  const notifyAdmin = createNotifyAdmin(deps);
  const lateMail = createLateMailWatch(deps);
  return {
    validateHire: (order) => deps.watch({ connection: order.hire.connection, system: 'flatchr' }, () => validateHire(order)),
    notifyAdmin: activity((order) => lateMail(() => notifyAdmin(order))),
    planWait: activity(createPlanWait(deps)),
  };
}

/** The steps that need Lucca: they run where the connection's gateway is. */
export function createGatewaySteps(deps: GatewayStepDeps & Watched): Pick<Steps, 'resolveDefaults' | 'deriveLogin' | 'createEmployee'> {
  const needsLucca =
    <Order extends { readonly connection: string }, Result>(run: (order: Order) => Promise<Result>) =>
    (order: Order) =>
      deps.watch({ connection: order.connection, system: 'lucca' }, () => run(order));
  return {
    resolveDefaults: needsLucca(activity(createResolveDefaults(deps))),
    deriveLogin: needsLucca(activity(createDeriveLogin(deps))),

    createEmployee: needsLucca(async (order: CreateOrder) => {
      const { lucca, settings } = connectionOf(deps, order.connection);
      const intents = heartbeatIntentLog();
      const work = () =>
        createEmployee(order, {
          lucca,
          intents,
          now: deps.now,
          timeZone: settings.timeZone,
          settleForMs: settings.lucca.settleFor,
          luccaTimeoutMs: deps.luccaTimeoutMs,
          stopIfCancelled() {
            if (cancellationSignal().aborted) throw new CancelledFailure('cancelled before the request was sent');
          },
        });
      return await translated(() => beating(work, () => intents.read()));
    }),
  };
}

/** What tells the operators of technical trouble: any worker runs it. */
export function createTroubleSteps(deps: OperatorDeps): TroubleSteps {
  return { notifyOperators: activity(createNotifyOperators(deps)) };
}

/** What tells the admins every working day which hires wait: any worker runs it. */
export function createDailyListSteps(deps: DailyListDeps): DailyListSteps {
  return { sendDailyList: activity(createSendDailyList(deps)) };
}

/** What posts notices to a chat channel: any worker runs it. */
export function createChatSteps(deps: ChatDeps): ChatSteps {
  return { postToChat: activity(createPostToChat(deps)) };
}

/** What mails a fresh link in place of an old one: any worker runs it. */
export function createLinkSteps(deps: NoticeDeps): LinkSteps {
  return { sendLink: activity(createSendLink(deps)) };
}

function activity<Order, Result>(work: (order: Order) => Promise<Result>): (order: Order) => Promise<Result> {
  return (order) => translated(() => beating(() => work(order)));
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw technicalTrouble(error);
  }
}
