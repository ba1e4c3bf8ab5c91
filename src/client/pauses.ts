import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { pause } from '../workflows/pause.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** A connection whose hires wait until it goes on. */
export interface Pause {
  readonly connection: string;
  /** Who said so. */
  readonly by: string;
  /** ISO instant. */
  readonly since: string;
}

const PREFIX = 'pause/';
/** How long a worker believes what it has read, in milliseconds: a burst of hires asks once. */
export const PAUSE_KNOWN_AFTER_MS = 1_000;

/** @returns false when it was paused before: then nothing is changed. */
export async function pauseConnection(client: Client, connection: string, by: string, taskQueue: string = TASK_QUEUE): Promise<boolean> {
  try {
    await client.workflow.start<typeof pause>('pause', {
      workflowId: PREFIX + connection,
      taskQueue,
      args: [{ by }],
      workflowIdConflictPolicy: 'FAIL',
      memo: { by },
      staticSummary: `Nothing is created for ${connection} while this is open`,
      staticDetails: `Go on with \`npx hire resume --connection ${connection}\`, or terminate this workflow.`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** @returns false when it was not paused. */
export async function unpauseConnection(client: Client, connection: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(PREFIX + connection).terminate('resumed'); // a reason stays in clear: it names nobody
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false; // it has ended, or never was
    throw error;
  }
}

/** Whether a connection is paused now: read from the workflow itself, so that it holds from the moment at which it was told. */
export async function pauseOf(client: Client, connection: string): Promise<Pause | undefined> {
  try {
    const { status, memo, startTime } = await client.workflow.getHandle(PREFIX + connection).describe();
    return status.name === 'RUNNING' ? pauseFrom(connection, memo, startTime) : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** All that are paused, for lists: read from visibility, which may lag by a moment. */
export async function pauses(client: Client): Promise<Pause[]> {
  const found: Pause[] = [];
  for await (const { workflowId, memo, startTime } of client.workflow.list({
    query: "WorkflowType = 'pause' AND ExecutionStatus = 'Running'",
  }))
    found.push(pauseFrom(workflowId.slice(PREFIX.length), memo, startTime));
  return found;
}

function pauseFrom(connection: string, memo: Record<string, unknown> | undefined, since: Date): Pause {
  const { by } = (memo ?? {}) as { by?: string }; // written by pauseConnection() and the workflow
  return { connection, by: by ?? '', since: since.toISOString() };
}
