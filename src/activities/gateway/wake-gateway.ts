import { activityInfo, getClient } from '@temporalio/activity';
import { accountOf } from '../../config/lucca-host.js';
import type { Connection } from '../../config/schema.js';
import { luccaQueue, type GatewaySteps } from '../../contracts/gateway.js';
import type { gateway } from '../../workflows/gateway.js';
import { HireConnectionAttribute } from '../../workflows/search-attributes.js';
import { connectionOf } from '../deps.js';

export interface WakeDeps {
  readonly connections: ReadonlyMap<string, { readonly settings: Connection }>;
  /** Task queue of the hires. */
  readonly taskQueue: string;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** A gateway closes when it has had no request for this time, in milliseconds. */
  readonly idleMs: number;
}

/**
 * Sees to it that the gateway of a connection's account is open: starts its workflow, or tells it that it is wanted. Asked by every hire,
 * so that what was asked a moment ago is not asked again: once woken, a gateway stays open for at least `idleMs`.
 */
export function createWakeGateway({ now, idleMs, taskQueue, ...deps }: WakeDeps): GatewaySteps['wakeGateway'] {
  const wokenAt = new Map<string, number>();
  return async ({ connection }) => {
    const account = accountOf(connectionOf(deps, connection).settings);
    const woken = { taskQueue: luccaQueue(taskQueue, account) };
    if (now() - (wokenAt.get(account) ?? -Infinity) < idleMs / 3) return woken;
    await getClient().workflow.signalWithStart<typeof gateway>('gateway', {
      workflowId: `gateway/${account}`,
      taskQueue: activityInfo().taskQueue,
      args: [{ account }],
      signal: 'wanted',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: `The one place that speaks to the Lucca account ${account}`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
    wokenAt.set(account, now());
    return woken;
  };
}
