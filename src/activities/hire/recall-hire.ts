import { activityInfo, getClient } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { readPayload } from '../../encryption/read-payload.js';
import { recallFrom, type PastEvent, type PastRun } from '../../hire/remember.js';
import { together } from '../../hire/sendings.js';
import type { CreateOrder, CreateResult, NoticeOrder, Recalled, Steps } from '../../hire/steps.js';
import type { Carried } from '../../workflows/hire/hire-memory.js';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

/**
 * Reads what earlier runs of a hire may have sent. A run that is gone – Temporal keeps closed ones for its retention – tells nothing: then
 * the look-ups in Lucca are all there is.
 */
export function createRecallHire(): Steps['recallHire'] {
  return async ({ hireId, earlier }) => {
    const { workflowExecution } = activityInfo();
    const run = workflowExecution?.runId ?? '';
    const client = getClient();
    const read = (id: string) => readRun(client, hireId, id);
    const asked = new Set([run]);
    const known = await recallFrom(earlier === undefined ? ((await read(run))?.others ?? []) : [earlier], read, asked);
    // Two drags at once may both have found the same last run: one that began and ended between them is in no chain.
    const since = earlier === undefined ? undefined : (await read(earlier))?.begunAt;
    const more = await recallFrom(since === undefined ? [] : await runsSince(client, hireId, since), read, asked);
    return { ...together(known, more), before: more.before ?? known.before, answers: known.answers, run };
  };
}

async function runsSince(client: Client, hireId: string, since: number): Promise<string[]> {
  const runs: string[] = [];
  const query = `WorkflowId = '${hireId}' AND StartTime > '${new Date(since).toISOString()}'`;
  for await (const { runId } of client.workflow.list({ query })) runs.push(runId);
  return runs;
}

async function readRun(client: Client, hireId: string, run: string): Promise<PastRun | undefined> {
  let events: Event[];
  try {
    ({ events = [] } = (await client.workflow.getHandle(hireId, run).fetchHistory()) as { events?: Event[] });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
  const read = <T>(payload: Payload) => readPayload<T>(client, payload);
  const others: string[] = [];
  const scheduled = new Map<string, Event>();
  const past: PastEvent[] = [];
  for (const event of events) {
    const { workflowExecutionStartedEventAttributes: started, workflowTaskFailedEventAttributes: failed } = event;
    if (started) {
      const carried = started.input?.payloads?.[1];
      const { earlier, memory } = carried ? await read<Carried>(carried) : {};
      if (earlier !== undefined) others.push(earlier);
      if (memory) past.push({ kind: 'inherited', ...memory });
    }
    if (failed?.baseRunId) others.push(failed.baseRunId);
    if (event.activityTaskScheduledEventAttributes) scheduled.set(String(event.eventId), event);
    const closed =
      event.activityTaskCompletedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskCanceledEventAttributes ??
      event.activityTaskTimedOutEventAttributes;
    const begun = event.activityTaskScheduledEventAttributes ? event : scheduled.get(String(closed?.scheduledEventId));
    const { activityType, input } = begun?.activityTaskScheduledEventAttributes ?? {};
    const result = event.activityTaskCompletedEventAttributes?.result?.payloads?.[0];
    const name = activityType?.name ?? '';
    const order = input?.payloads?.[0];
    if (order) past.push(...(await pastOf(read, name, order, { begins: begun === event, result, at: msOf(event) })));
  }
  const [first] = events;
  const last = events.at(-1);
  return { events: past, begunAt: first ? msOf(first) : 0, endedAt: last ? msOf(last) : 0, others };
}

/** What the start or the end of an activity says. The payloads are written by the workflow and its activities. */
async function pastOf(
  read: <T>(payload: Payload) => Promise<T>,
  name: string,
  order: Payload,
  { begins, result, at }: { begins: boolean; result: Payload | undefined; at: number },
): Promise<PastEvent[]> {
  if (name === 'createEmployee') {
    const create = await read<CreateOrder>(order);
    if (begins) return create.kind === 'create' ? [{ kind: 'begun', order: create }] : [];
    return result
      ? [{ kind: 'done', order: create, result: await read<CreateResult>(result), at }]
      : [{ kind: 'broken-off', order: create, at }];
  }
  if (!result) return [];
  if (name === 'recallHire') return [{ kind: 'recalled', recalled: await read<Recalled>(result) }];
  if (name === 'notifyAdmin') return [{ kind: 'told', notice: (await read<NoticeOrder>(order)).notice.kind }];
  return [];
}

function msOf({ eventTime }: Event): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + Math.round((eventTime?.nanos ?? 0) / 1e6);
}
