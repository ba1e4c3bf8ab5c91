import { randomBytes } from 'node:crypto';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RefusedBody } from '../contracts/flatchr-side.js';
import type { refusedBody } from '../workflows/refused-body.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { HireNotFoundError, TASK_QUEUE } from './hire-client.js';

/** A kept body as a list shows it. No personal data. */
export interface RefusedSummary {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly reason: RefusedBody['reason'];
  readonly why: readonly string[];
}

/** The bodies of Flatchr's that became no hire. Temporal keeps them for its retention. */
export interface RefusedBodies {
  /** @returns its id; undefined when too many were kept within a day. */
  keep(refused: RefusedBody): Promise<string | undefined>;
  /** The newest first, at most {@link MOST_A_DAY}. */
  list(connection?: string): Promise<RefusedSummary[]>;
  /** @throws {HireNotFoundError} */
  read(id: string): Promise<RefusedBody>;
}

/** Of one connection and one web process: a Flatchr that sends nothing but useless bodies must not fill the store. */
export const MOST_A_DAY = 100;
const DAY_MS = 86_400_000;
const DEADLINE_MS = 10_000;

/** @param now - milliseconds since the epoch. */
export function createRefusedBodies(client: Client, taskQueue: string = TASK_QUEUE, now: () => number = Date.now): RefusedBodies {
  const keptAt = new Map<string, number[]>();
  const inTime = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    async keep(refused) {
      const { connection, reason, why } = refused;
      const recent = (keptAt.get(connection) ?? []).filter((at) => now() - at < DAY_MS);
      if (recent.length >= MOST_A_DAY) return undefined;
      keptAt.set(connection, [...recent, now()]);
      const id = `refused/${connection}/${randomBytes(5).toString('hex')}`;
      await inTime(() =>
        client.workflow.start<typeof refusedBody>('refusedBody', {
          workflowId: id,
          taskQueue,
          args: [refused],
          staticSummary: `A body of Flatchr's for ${connection} that became no hire: ${reason}`,
          memo: { reason, why },
          typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
        }),
      );
      return id;
    },

    async list(connection) {
      const query = ["WorkflowType = 'refusedBody'", connection && `HireConnection = '${connection.replaceAll("'", '')}'`];
      const found: RefusedSummary[] = [];
      for await (const { workflowId: id, startTime, memo } of client.workflow.list({ query: query.filter(Boolean).join(' AND ') })) {
        if (found.length === MOST_A_DAY) break;
        const { reason = 'malformed', why = [] } = (memo ?? {}) as Partial<RefusedSummary>; // written by keep() alone
        found.push({ id, at: startTime.toISOString(), reason, why });
      }
      return found;
    },

    async read(id) {
      try {
        const handle = client.workflow.getHandle<typeof refusedBody>(id);
        const { type, status } = await inTime(() => handle.describe());
        if (type === 'refusedBody' && status.name === 'RUNNING')
          throw new HireNotFoundError(`${id} is not kept yet: a worker must run; then try again`);
        if (type === 'refusedBody') return await inTime(() => handle.result());
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
      throw new HireNotFoundError(`${id}: no such body is kept; npx hire refused lists them`);
    },
  };
}
