import { metricMeter } from '@temporalio/workflow';
import type { RefusedBody } from '../contracts/flatchr-side.js';

/** Keeps a webhook body that became no hire, as its own result, for as long as the namespace keeps closed workflows; and counts it. */
export async function refusedBody(refused: RefusedBody): Promise<RefusedBody> {
  const { connection, reason } = refused;
  metricMeter.createCounter('hire_webhook_bodies_refused', undefined, 'Bodies that became no hire').add(1, { connection, reason });
  return refused;
}
