import { isCancellation, proxyActivities, uuid4 } from '@temporalio/workflow';
import type { TrialOrder, TrialRefusal, TrialReport, TrialSteps } from '../contracts/trial.js';
import { wakeGateway } from './hire/activity-options.js';

/** Somebody waits for it. A creation without an answer is looked for as long as it may take to show. */
const SOON = {
  startToCloseTimeout: '5m',
  scheduleToCloseTimeout: '10m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '30s' },
} as const;

/**
 * Creates one invented employee in a Lucca account, and reads back what became of it. Its values are fixed before the first request to create,
 * and stand in this history: whatever happens then, there is one login to look for.
 */
export async function trial({ connection, production }: TrialOrder): Promise<TrialReport> {
  const { taskQueue } = await wakeGateway({ connection });
  const { prepareTrial } = proxyActivities<TrialSteps>({ ...SOON, taskQueue, summary: 'Invent an employee' });
  const { createTrial } = proxyActivities<TrialSteps>({ ...SOON, taskQueue, summary: 'Create it in Lucca, once' });
  const { finishTrial } = proxyActivities<TrialSteps>({ ...SOON, taskQueue, summary: 'Read it back, set the contract type' });

  const prepared = await prepareTrial({ connection, production, token: uuid4() });
  if ('refused' in prepared) return ended(prepared);
  const { draft } = prepared;
  try {
    const created = await createTrial({ connection, draft });
    return 'refused' in created ? ended(created) : await finishTrial({ connection, draft, created });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return ended({
      refused: `The trial did not come to its end in time; an employee with the login ${draft.login.value} may be in Lucca`,
      remedy: 'see in the Temporal UI what it met, and look for that login in Lucca',
    });
  }
}

function ended({ refused, remedy }: TrialRefusal): TrialReport {
  return { ok: false, summary: refused, remedy, observations: [] };
}
