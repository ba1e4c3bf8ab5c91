import { activityInfo, getClient } from '@temporalio/activity';
import type { gateway } from '../../workflows/gateway.js';

/**
 * Sees to it that a connection's gateway is open: starts its workflow, or tells it that it is wanted. Asked by every hire, so that what
 * was asked a moment ago is not asked again: once woken, a gateway stays open for at least `idleMs`.
 *
 * @param now monotonic milliseconds.
 */
export function createWakeGateway({
  now,
  idleMs,
}: {
  now: () => number;
  idleMs: number;
}): (order: { connection: string }) => Promise<void> {
  const wokenAt = new Map<string, number>();
  return async ({ connection }) => {
    if (now() - (wokenAt.get(connection) ?? -Infinity) < idleMs / 3) return;
    await getClient().workflow.signalWithStart<typeof gateway>('gateway', {
      workflowId: `gateway/${connection}`,
      taskQueue: activityInfo().taskQueue,
      args: [{ connection }],
      signal: 'wanted',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: `The one place that speaks to the Lucca of ${connection}`,
    });
    wokenAt.set(connection, now());
  };
}
