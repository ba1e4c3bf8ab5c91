import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { parseHireId } from '../hire/order.js';
import type { HireMemo } from '../hire/notice.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import type { lastNotice } from '../workflows/last-notice.js';
import { lastRun, type Hires } from './drags.js';

/** Nothing older is told, however long the workers were stopped. */
const WATCHED_MS = 7 * 24 * 3_600_000;

/**
 * Has told of each hire that has ended in another way than its own: terminated, timed out, failed by Temporal. Its status still says that
 * it is under way, and none of its own code ran to say otherwise. Repeatable, by several workers at once: one notice for each run.
 *
 * @param now - milliseconds since the epoch.
 * @returns how many notices this call started.
 */
export async function tellBrokenOff({ client, taskQueue }: Hires, connections: readonly string[], now: number): Promise<number> {
  let told = 0;
  for (const connection of connections)
    for await (const { workflowId, runId, memo } of client.workflow.list({ query: brokenOff(connection, now - WATCHED_MS) })) {
      if ((await lastRun(client, workflowId))?.runId !== runId) continue; // the hire goes on in another run
      if (await tell({ client, taskQueue }, { workflowId, runId, memo: memo ?? {} })) told++;
    }
  return told;
}

function brokenOff(connection: string, since: number): string {
  return [
    "WorkflowType = 'hire'",
    `HireConnection = '${connection.replaceAll("'", '')}'`,
    "(HireStatus = 'in-progress' OR HireStatus = 'awaiting-correction')",
    "ExecutionStatus != 'Running'",
    "ExecutionStatus != 'ContinuedAsNew'",
    `CloseTime > '${new Date(since).toISOString()}'`,
  ].join(' AND ');
}

async function tell(
  { client, taskQueue }: Hires,
  { workflowId, runId, memo }: { workflowId: string; runId: string; memo: Partial<HireMemo> },
): Promise<boolean> {
  const { connection = '' } = parseHireId(workflowId) ?? {};
  const subject = { hireId: workflowId, connection, person: memo.person ?? '', vacancy: memo.vacancy ?? undefined };
  try {
    await client.workflow.start<typeof lastNotice>('lastNotice', {
      workflowId: `last-notice/${workflowId}/${runId}`,
      taskQueue,
      args: [{ subject, notice: { kind: 'broken-off' } }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `${workflowId} did not end by itself: the admins and operators are told`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

export interface BrokenOffWatch extends Hires {
  readonly connections: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Between two looks, in milliseconds. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

/** Looks from time to time. @returns what stops it. */
export function watchBrokenOff({ connections, now, everyMs, onError, ...hires }: BrokenOffWatch): () => void {
  let looking = false; // a store that answers slowly is not asked twice
  const look = () => {
    if (looking) return;
    looking = true;
    void tellBrokenOff(hires, connections, now())
      .catch(onError) // the next look tells
      .finally(() => (looking = false));
  };
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}
