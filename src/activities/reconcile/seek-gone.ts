import type { Client } from '@temporalio/client';
import { MOST_LISTED, type GoneEmployee, type ReconcileSteps } from '../../contracts/reconciliation.js';
import type { HireResult } from '../../workflows/hire/ending.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';

/** A record that was just made may not show yet. */
const SETTLED_MS = 10 * 60_000;

/** Whose record was made by a hire that ended since a day, and is not shown by Lucca any more: deleted or merged. Nothing is done about it. */
export function createSeekGone(
  deps: Pick<GatewayStepDeps, 'connections' | 'now'> & { readonly client: () => Client },
): ReconcileSteps['seekGone'] {
  return async ({ connection, since }) => {
    const { lucca } = connectionOf(deps, connection);
    const created = await createdSince(deps.client(), connection, { from: since, to: new Date(deps.now() - SETTLED_MS).toISOString() });
    const [first, ...others] = created.map(({ employee }) => employee);
    if (first === undefined) return [];
    const there = new Set((await lucca.usersBy('id', [first, ...others])).map(({ id }) => id));
    return created.filter(({ employee }) => !there.has(employee));
  };
}

async function createdSince(client: Client, connection: string, { from, to }: { from: string; to: string }): Promise<GoneEmployee[]> {
  const query = [
    "WorkflowType = 'hire'",
    `HireConnection = '${connection}'`,
    "HireStatus = 'created'",
    "ExecutionStatus = 'Completed'",
    `CloseTime >= '${from}T00:00:00Z'`,
    `CloseTime <= '${to}'`,
  ];
  const created: GoneEmployee[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query: query.join(' AND ') })) {
    if (created.length === MOST_LISTED) break;
    const result = (await client.workflow.getHandle(workflowId, runId).result()) as HireResult; // of the workflow `hire`
    if (result.status === 'created') created.push({ hire: workflowId, employee: result.employee.id });
  }
  return created;
}
