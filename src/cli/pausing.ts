import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ALL, HireClient, type HireSummary } from '../client.js';
import { PAUSE_KNOWN_AFTER_MS, pauseConnection, pauseOf, unpauseConnection, type Pause } from '../client/pauses.js';

/** What came of `hire pause`. */
export interface Paused extends Pause {
  /** False: it was paused before. */
  readonly changed: boolean;
}

/** Pauses a connection. Returns when all workers know: from then on no request to create goes out that is not on its way. */
export async function pauseHires(client: Client, connection: string, by: string, taskQueue?: string): Promise<Paused> {
  const changed = await pauseConnection(client, connection, by, taskQueue);
  await sleep(2 * PAUSE_KNOWN_AFTER_MS);
  return { changed, ...((await pauseOf(client, connection)) ?? { connection, by, since: new Date().toISOString() }) };
}

/** What came of `hire resume`. */
export interface Resumed {
  readonly connection: string;
  /** False: it was not paused. */
  readonly changed: boolean;
  /** Ids of the hires that go on at once, in the order in which they came. */
  readonly resumed: readonly string[];
}

/** Lets a connection go on. Its hires go on in the order in which they came; whatever becomes of this call, each within a minute. */
export async function resumeHires(client: Client, connection: string, taskQueue?: string): Promise<Resumed> {
  const changed = await unpauseConnection(client, connection);
  await sleep(PAUSE_KNOWN_AFTER_MS);
  const hires = new HireClient(client, taskQueue);
  const waiting = await hires.list({ connection, status: 'in-progress', limit: ALL });
  const resumed: string[] = [];
  for (const { id } of waiting.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)))
    if ((await hires.retryActivities(id)).activities > 0) resumed.push(id);
  return { connection, changed, resumed };
}

export function showPaused({ changed, connection, by, since }: Paused): string {
  const what = changed ? `${connection} is paused` : `${connection} has been paused since ${minute(since)} by ${by}`;
  return `${what}: webhooks are taken, and nothing is created until npx hire resume --connection ${connection}`;
}

export function showResumed({ changed, connection, resumed }: Resumed): string {
  return `${connection} ${changed ? 'goes on' : 'was not paused'}; ${resumed.length} hires go on`;
}

export function pauseLine({ connection, by, since }: Pause): string {
  return `Paused: ${connection}, since ${minute(since)} (UTC) by ${by}. Go on: npx hire resume --connection ${connection}`;
}

/** Whether a hire waits for its connection to go on. */
export function isPaused({ id, status }: Pick<HireSummary, 'id' | 'status'>, pauses: readonly Pause[]): boolean {
  const open = status === 'in-progress' || status === 'awaiting-correction';
  return open && pauses.some(({ connection }) => id.startsWith(`hire/${connection}/`));
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
