import { ActivityCancellationType, proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { ChangeSteps } from '../../contracts/changes.js';
import type { GatewaySteps } from '../../contracts/gateway.js';
import type { Gateway, Steps } from '../../hire/steps.js';

import { NOTICE } from '../notice-options.js';

/**
 * How each step is run. Temporal owns every retry; the HTTP layer owns none.
 *
 * All of them wait out technical trouble (a key refused, a system down), so none gives up by a count of attempts. The total bound is
 * longer than any hire is left waiting; when it passes, the hire expires like one that nobody answered.
 * The heartbeat lets a dead worker's activity be taken up again within 15 seconds.
 */
const PATIENT = {
  scheduleToCloseTimeout: '90 days',
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} satisfies ActivityOptions;

/** Reads are cheap to repeat: quickly at first, since most trouble is short; then every five minutes. */
const READ = {
  ...PATIENT,
  startToCloseTimeout: '60s', // a handful of requests of at most 10 s each
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
} satisfies ActivityOptions;

export const { validateHire } = proxyActivities<Steps>({ ...READ, summary: 'Check the data with Flatchr' });

/** Steps that need Lucca run where the account's gateway is; a hire that is under way keeps it open. */
export function luccaSteps({ taskQueue }: Gateway): Pick<Steps, 'resolveDefaults' | 'deriveLogin' | 'createEmployee'> {
  const atGateway = {
    taskQueue,
    // Waiting for Lucca's quota is part of it and must not count against it; each request is bounded at 10 s by itself.
    startToCloseTimeout: '1h',
  } as const;
  const reads = { ...READ, ...atGateway };
  return {
    resolveDefaults: proxyActivities<Steps>({ ...reads, summary: "Names and defaults → Lucca's ids" }).resolveDefaults,
    deriveLogin: proxyActivities<Steps>({ ...reads, summary: 'Find a free login' }).deriveLogin,
    /**
     * The one step that must not happen twice. It looks before it creates on every attempt, and says itself how long to wait after an
     * unknown outcome (`nextRetryDelay`). The interval here is for all other trouble; it also follows the heartbeat time-out of a dead
     * worker, and both together stay below 15 s.
     */
    createEmployee: proxyActivities<Steps>({
      ...PATIENT,
      ...atGateway,
      retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
      summary: 'Look, create in Lucca, set the contract type',
    }).createEmployee,
  };
}

/** For a round that begins with a Lucca step; `validateHire` brings the gateway with its result. */
export const { wakeGateway } = proxyActivities<GatewaySteps>({ ...READ, startToCloseTimeout: '10s', summary: 'Open the gateway to Lucca' });

/** A mail under way is finished, or given up, before the hire goes on. */
export const { notifyAdmin } = proxyActivities<Steps>({
  ...NOTICE,
  cancellationType: PATIENT.cancellationType,
  summary: 'Mail to the admins',
});

/** The hire has its employee: it does not wait long for Flatchr. */
export const { tellChanges } = proxyActivities<ChangeSteps>({
  ...READ,
  scheduleToCloseTimeout: '10m',
  summary: 'What is different in Flatchr since',
});

/** Pure computation: only a dead worker can make it late. */
export const { planWait } = proxyActivities<Steps>({ ...READ, startToCloseTimeout: '10s', summary: 'When to remind and when to give up' });

/** Reads Temporal alone. Histories are short, but for those that somebody filled on purpose. */
export const { recallHire } = proxyActivities<Steps>({ ...READ, startToCloseTimeout: '10m', summary: 'What earlier runs may have sent' });
