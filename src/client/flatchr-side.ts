import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { missedKey, type FlatchrSide, type Missed, type Learnt } from '../contracts/flatchr-side.js';
import type { LastReconciliation } from '../contracts/reconciliation.js';
import type { flatchrSide } from '../workflows/flatchr-side.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { TASK_QUEUE } from './hire-client.js';

/** What the web process knows of Flatchr, and hears of it. Temporal holds it, so that all web processes agree and a restart forgets nothing. */
export interface FlatchrSides {
  /** Some seconds old at most. */
  known(connection: string): Promise<FlatchrSide>;
  /** A webhook came, or a hire was taken. Says nothing where that is nothing new. */
  taken(connection: string, taken: Learnt): Promise<void>;
  /** A hire was missed: the operators hear of it, once. */
  missed(connection: string, missed: Missed): Promise<void>;
}

/** What workers tell besides. */
export interface FlatchrSideKeeper extends FlatchrSides {
  /** Flatchr's hired candidates were compared with what is known here. */
  reconciled(connection: string, last: LastReconciliation): Promise<void>;
  /** Begins to keep what is known, where nothing does yet: the connection runs. */
  begin(connection: string): Promise<void>;
}

type Message = Learnt | Missed | LastReconciliation;

/** Long enough that a burst of hires asks once; another process's news come late by as much. */
const KEEP_MS = 5_000;
const DAY_MS = 86_400_000;
/** Flatchr waits for the answer. */
const DEADLINE_MS = 5_000;

/** @param now - milliseconds since the epoch. */
export function createFlatchrSides(client: Client, taskQueue: string = TASK_QUEUE, now: () => number = Date.now): FlatchrSideKeeper {
  const kept = new Map<string, { readonly at: number; readonly side: FlatchrSide }>();
  const keep = (connection: string, side: FlatchrSide) => void kept.set(connection, { at: now(), side });

  async function known(connection: string): Promise<FlatchrSide> {
    const last = kept.get(connection);
    if (last && now() - last.at < KEEP_MS) return last.side;
    const side = await read(connection);
    keep(connection, side);
    return side;
  }

  async function read(connection: string): Promise<FlatchrSide> {
    try {
      const { memo } = await client.withDeadline(Date.now() + DEADLINE_MS, () => client.workflow.getHandle(idOf(connection)).describe());
      const { columns = {}, missed = [], firstRan, reconciled, heardAt } = (memo ?? {}) as Partial<FlatchrSide>; // written by the workflow alone
      return { columns, missed, firstRan, reconciled, heardAt };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { columns: {}, missed: [] };
      throw error;
    }
  }

  async function signal(connection: string, name: 'taken' | 'missed' | 'reconciled', message: Message): Promise<void> {
    const start = await options(connection);
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.signalWithStart<typeof flatchrSide, [Message]>('flatchrSide', {
        ...start,
        signal: name,
        signalArgs: [message],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  }

  async function options(connection: string) {
    const args: Parameters<typeof flatchrSide> = [{ connection, ...(await known(connection)) }];
    return {
      workflowId: idOf(connection),
      taskQueue,
      args,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
      staticSummary: `What is known of the Flatchr of ${connection}: ids of its hired columns`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    };
  }

  return {
    known,
    async taken(connection, { column, right, heardAt }) {
      const side = await known(connection);
      const news: Learnt = {
        right: right.filter((key) => side.missed.includes(key)),
        column: column?.ids.every((id) => side.columns[column.name]?.includes(id)) ? undefined : column,
        // To the day: a signal for each webhook would be one too many.
        heardAt: heardAt !== undefined && Date.parse(heardAt) - Date.parse(side.heardAt ?? '1970-01-01') > DAY_MS ? heardAt : undefined,
      };
      if (!news.column && news.right.length === 0 && news.heardAt === undefined) return;
      await signal(connection, 'taken', news);
      keep(connection, {
        ...side,
        columns: { ...side.columns, ...(news.column && { [news.column.name]: news.column.ids }) },
        missed: side.missed.filter((key) => !news.right.includes(key)),
        heardAt: news.heardAt ?? side.heardAt,
      });
    },
    async missed(connection, missed) {
      const side = await known(connection);
      if (side.missed.includes(missedKey(missed))) return;
      await signal(connection, 'missed', missed);
      keep(connection, { ...side, missed: [...side.missed, missedKey(missed)] });
    },
    async reconciled(connection, last) {
      await signal(connection, 'reconciled', last);
      keep(connection, { ...(await known(connection)), reconciled: last });
    },
    async begin(connection) {
      try {
        await client.workflow.start<typeof flatchrSide>('flatchrSide', {
          ...(await options(connection)),
          workflowIdConflictPolicy: 'FAIL',
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}

function idOf(connection: string): string {
  return `flatchr/${connection}`;
}
