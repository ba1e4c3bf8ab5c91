import { cancellationSignal } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { Steps } from '../hire/steps.js';
import { beating } from './beating.js';
import { createEmployee } from './create-employee.js';
import { connectionOf, type GatewayStepDeps, type HireStepDeps } from './deps.js';
import { createDeriveLogin } from './derive-login.js';
import { heartbeatIntentLog } from './intent.js';
import { createNotifyAdmin } from './notify-admin.js';
import { createPlanWait } from './plan-wait.js';
import { createResolveDefaults } from './resolve-defaults.js';
import { technicalTrouble } from './technical-trouble.js';
import { createValidateHire } from './validate-hire.js';

// Each activity beats while it runs, and turns technical trouble into failures that Temporal retries.

/** The steps that need no Lucca: any worker runs them. */
export function createHireSteps(deps: HireStepDeps): Pick<Steps, 'validateHire' | 'notifyAdmin' | 'planWait'> {
  return {
    validateHire: activity(createValidateHire(deps)),
    notifyAdmin: activity(createNotifyAdmin(deps)),
    planWait: activity(createPlanWait(deps)),
  };
}

/** The steps that need Lucca: they run where the connection's gateway is. */
export function createGatewaySteps(deps: GatewayStepDeps): Pick<Steps, 'resolveDefaults' | 'deriveLogin' | 'createEmployee'> {
  return {
    resolveDefaults: activity(createResolveDefaults(deps)),
    deriveLogin: activity(createDeriveLogin(deps)),

    async createEmployee(order) {
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
    },
  };
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
