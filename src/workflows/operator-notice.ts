import { proxyActivities } from '@temporalio/workflow';
import type { FindingsNotice } from '../contracts/doctor.js';
import type { BlindSpotNotice, TroubleSteps } from '../contracts/trouble.js';

/** A mail server that is down only makes the notice late. */
const { notifyOperators } = proxyActivities<TroubleSteps>({
  startToCloseTimeout: '60s', // one SMTP conversation
  scheduleToCloseTimeout: '90 days',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
  summary: 'Mail to the operators',
});

/** Tells the operators of something that holds no hire up. A workflow of its own, so that its id says what was told already. */
export async function operatorNotice(notice: BlindSpotNotice | FindingsNotice): Promise<void> {
  await notifyOperators(notice);
}
