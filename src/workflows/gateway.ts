import { continueAsNew, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { GatewayOrder, GatewaySteps } from '../contracts/gateway.js';

/** A hire needs Lucca. */
export const wantedSignal = defineSignal('wanted');

/**
 * A long activity whose heartbeats are the lease. It fails over by retry: at once when its holder stops in order, after the heartbeat
 * time-out when its holder dies.
 */
const { holdGateway } = proxyActivities<GatewaySteps>({
  startToCloseTimeout: '1 day', // then the next attempt takes it up: an attempt that hangs must not hang for ever
  heartbeatTimeout: '6s',
  retry: { initialInterval: '200ms', backoffCoefficient: 1.5, maximumInterval: '2s' },
  summary: 'The one place that speaks to this Lucca account',
});

/**
 * Keeps one gateway to a Lucca account open while hires need it; one workflow per account, id `gateway/{account}`, one run per turn.
 * Its `HireConnection` is the connection that woke it, although it serves all that share the account.
 *
 * It cannot miss a hire: a signal that arrives while a turn ends keeps the workflow from completing, and starts another turn.
 */
export async function gateway(order: GatewayOrder): Promise<void> {
  let wanted = false;
  setHandler(wantedSignal, () => void (wanted = true));
  const { idle, ...handover } = await holdGateway(order);
  if (idle && !wanted) return;
  await continueAsNew<typeof gateway>({ account: order.account, ...handover });
}
