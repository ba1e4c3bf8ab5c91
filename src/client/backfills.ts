import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from '@temporalio/client';
import type { Backfill, BackfillOrder } from '../contracts/backfill.js';
import { BEHIND } from '../contracts/turn.js';
import { addDays } from '../hire/days.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { backfillQuery, type backfill } from '../workflows/backfill.js';
import { TASK_QUEUE } from './hire-client.js';
import { lastRun } from './drags.js';

/** One is under way for the connection. */
export class BackfillUnderWayError extends Error {
  override readonly name = 'BackfillUnderWayError';
}

/** Between two looks how far it is. */
const LOOK_EVERY_MS = 500;

/**
 * Looks who would be started, and starts them where their number is confirmed. Returns when nothing is left to decide: hires are then
 * started one after the other, also when this process ends.
 *
 * @param since `YYYY-MM-DD`. @param now - milliseconds since the epoch.
 * @throws {BackfillUnderWayError}
 */
export async function runBackfill(
  client: Client,
  { connection, since, confirmed }: Pick<BackfillOrder, 'connection' | 'since' | 'confirmed'>,
  { taskQueue = TASK_QUEUE, now = Date.now }: { readonly taskQueue?: string; readonly now?: () => number } = {},
): Promise<Backfill> {
  const to = addDays(new Date(now()).toISOString().slice(0, 10), 1); // Flatchr's zone may be a day ahead
  try {
    await client.workflow.start<typeof backfill>('backfill', {
      workflowId: idOf(connection),
      taskQueue,
      args: [{ connection, since, days: { from: since, to }, confirmed }],
      workflowIdConflictPolicy: 'FAIL',
      priority: BEHIND,
      staticSummary: `Who was hired in the Flatchr of ${connection} since ${since}, and is not known here`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new BackfillUnderWayError(`A backfill of ${connection} is under way`);
  }
  const handle = client.workflow.getHandle<typeof backfill>(idOf(connection));
  for (;;) {
    if ((await lastRun(client, idOf(connection)))?.status.name !== 'RUNNING') return await handle.result();
    const state = await handle.query(backfillQuery).catch(() => undefined); // no worker has begun it yet
    if (state?.phase === 'starting') return state;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Stops a backfill: what has begun goes on, no more is started. @returns false when none is under way. */
export async function stopBackfill(client: Client, connection: string): Promise<boolean> {
  if ((await lastRun(client, idOf(connection)))?.status.name !== 'RUNNING') return false;
  const handle = client.workflow.getHandle<typeof backfill>(idOf(connection));
  await handle.cancel();
  await handle.result().catch((error: unknown) => {
    if (!(error instanceof WorkflowFailedError)) throw error; // cancelled, as it should be
  });
  return true;
}

function idOf(connection: string): string {
  return `backfill/${connection}`;
}
