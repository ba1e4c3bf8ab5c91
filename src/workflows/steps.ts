import { ActivityCancellationType, proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Steps } from '../hire/steps.js';

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
export const { resolveDefaults } = proxyActivities<Steps>({ ...READ, summary: "Names and defaults → Lucca's ids" });
export const { deriveLogin } = proxyActivities<Steps>({ ...READ, summary: 'Find a free login' });

/**
 * The one step that must not happen twice. It looks before it creates on every attempt, and says itself how long to wait after an unknown
 * outcome (`nextRetryDelay`). The interval here is for all other trouble; it also follows the heartbeat time-out of a dead worker, and
 * both together stay below 15 s.
 */
export const { createEmployee } = proxyActivities<Steps>({
  ...PATIENT,
  startToCloseTimeout: '2m', // at most ten requests of at most 10 s each
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
  summary: 'Look, create in Lucca, set the contract type',
});

/** A mail server down is no reason to forget the admin: a repeat is harmless, since the Message-ID stays the same. */
export const { notifyAdmin } = proxyActivities<Steps>({
  ...PATIENT,
  startToCloseTimeout: '60s', // one SMTP conversation
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
  summary: 'Mail to the admins',
});

/** The last mail of a run that is ending: it must not keep the run open, since a new drag could not start a new one meanwhile. */
export const { notifyAdmin: notifyAtEnd } = proxyActivities<Steps>({
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1m' },
  summary: 'Mail to the admins: the hire has ended',
});

/** Pure computation: only a dead worker can make it late. */
export const { planWait } = proxyActivities<Steps>({ ...READ, startToCloseTimeout: '10s', summary: 'When to remind and when to give up' });
