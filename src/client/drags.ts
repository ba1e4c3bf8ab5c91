import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowExecutionDescription,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { hireId, isEncodedId, isNewerThan, parseHireId, type Hire } from '../hire/order.js';
import { BEHIND } from '../contracts/turn.js';
import type { HireMemo } from '../hire/notice.js';
import type { hire as hireWorkflow } from '../workflows/hire/hire.js';
import { dragSignal } from '../workflows/hire/messages.js';
import { HireApplicantAttribute, HireConnectionAttribute, HireStatusAttribute } from '../workflows/search-attributes.js';
import { tombstoneOf } from './tombstones.js';

/** Where hires run. */
export interface Hires {
  readonly client: Client;
  readonly taskQueue: string;
}

/** What became of a drag to the hired column. */
export interface Taken {
  readonly hire: string;
  /** Whether it started a run. */
  readonly started: boolean;
  /**
   * - `started`: the hire began. - `started-anew`: it had ended, and begins anew. - `repeat`: nothing new; nothing happens.
   * - `news`: it is under way, and has the new data. - `starts-anew-at-end`: it is being ended, and begins anew as soon as that is done.
   * - `erased`: it was erased, and never begins again by itself.
   */
  readonly outcome: 'started' | 'started-anew' | 'repeat' | 'news' | 'starts-anew-at-end' | 'erased';
}

/** Each is a race that was lost against another drag, or against the end of a run. */
export const MAX_ATTEMPTS = 5;

/**
 * Takes what Flatchr says about a hire; returns only when Temporal has it durably.
 *
 * 1. The first event starts the hire. The same event, or an older one, is a repeat: Flatchr's `updated_at` tells, and the memo keeps it.
 * 2. A newer one is news for a hire that is open. Otherwise it starts a new run, which is told of the last one and recalls what that may
 *    have sent.
 * 3. A hire that ended because another one carries the same application passes it on to that one.
 * 4. An event that tells no time is a repeat once the hire has an employee, and news before.
 * 5. A hire that was erased begins no more: its tombstone is looked for before.
 *
 * This holds for as long as the namespace keeps closed workflows (its retention); after that Lucca's look-ups still find the employee.
 *
 * @throws what the SDK throws when Temporal cannot take it.
 */
export async function takeDrag(hires: Hires, dragged: Hire): Promise<Taken> {
  let order = dragged;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const hire = hireId(order);
    if ((await tombstoneOf(hires.client, order)) !== undefined) return { hire, started: false, outcome: 'erased' };
    if (await begin(hires, order)) return { hire, started: true, outcome: 'started' };
    const last = await lastRun(hires.client, hire);
    if (!last) continue; // its retention has just passed
    const other = parseHireId(memoOf(last).repeatOf ?? '');
    if (other) {
      order = { ...order, applicant: other.applicant };
      continue;
    }
    if (!isNews(order, last)) return { hire, started: false, outcome: 'repeat' };
    if (!isOpen(last)) {
      if (await begin(hires, order, last)) return { hire, started: true, outcome: 'started-anew' };
    } else if (await tell(hires, order)) return { hire, started: false, outcome: isEnding(last) ? 'starts-anew-at-end' : 'news' };
    // It has ended, or begun anew, since it was looked at.
  }
  throw new Error(`${hireId(order)} begins and ends faster than it can be told of a drag`);
}

/** Starts a hire that is heard of for the first time; one that ever was, or was erased, is left alone. @returns whether this call started it. */
export async function startFirst(hires: Hires, order: Hire): Promise<boolean> {
  return (await tombstoneOf(hires.client, order)) === undefined && (await begin(hires, order));
}

/**
 * Begins a hire anew that ended without an employee, whatever it took before.
 *
 * @returns whether this call started it, and its last run.
 */
export async function beginAgain(hires: Hires, order: Hire): Promise<{ started: boolean; run: string }> {
  const id = hireId(order);
  const last = await hires.client.workflow.getHandle(id).describe();
  const started = !isOpen(last) && !hasEmployee(last) && (await begin(hires, order, last));
  return { started, run: started ? (await hires.client.workflow.getHandle(id).describe()).runId : last.runId };
}

/** The last run of a workflow; undefined: Temporal knows none. */
export async function lastRun(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/**
 * @param last - the last run, which has ended; left out: there was none, as far as Temporal knows.
 * @returns whether this call started it.
 */
async function begin({ client, taskQueue }: Hires, order: Hire, last?: WorkflowExecutionDescription): Promise<boolean> {
  const { candidate, vacancy, connection, applicant, switchedAt } = order;
  const earlier = last?.runId;
  const memo: HireMemo = {
    person: [candidate.firstName, candidate.lastName].filter(Boolean).join(' '),
    vacancy: vacancy.title ?? null,
    problem: null,
    waitingSince: null,
    mail: null,
    event: switchedAt ?? null,
    order,
    ...(last && kept(last)),
  };
  try {
    await client.workflow.start<typeof hireWorkflow>('hire', {
      workflowId: hireId(order),
      taskQueue,
      args: earlier === undefined ? [order] : [order, { earlier }],
      workflowIdReusePolicy: earlier === undefined ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
      // Like USE_EXISTING, but tells whether there was one: the SDK does not pass the server's `started` on.
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: `Hire of Flatchr's applicant ${applicant} for ${connection}`,
      staticDetails: 'Flatchr → validate → resolve defaults → derive login → create in Lucca → notify the admins',
      memo: { ...memo },
      ...(order.origin === 'backfill' && { priority: BEHIND }),
      typedSearchAttributes: [
        { key: HireStatusAttribute, value: 'in-progress' },
        { key: HireConnectionAttribute, value: connection },
        ...(isEncodedId(applicant) ? [{ key: HireApplicantAttribute, value: applicant }] : []),
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** @returns whether the open run has the news; if not, it has ended. */
async function tell({ client }: Hires, order: Hire): Promise<boolean> {
  try {
    await client.workflow.getHandle(hireId(order)).signal(dragSignal, order);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** What outlives a run. */
function kept(last: WorkflowExecutionDescription): Pick<HireMemo, 'login' | 'hired'> {
  const { login, hired } = memoOf(last);
  return { ...(login && { login }), ...(hired && { hired }) };
}

function isNews(order: Hire, last: WorkflowExecutionDescription): boolean {
  if (order.switchedAt === undefined) return !hasEmployee(last);
  return isNewerThan(order, { switchedAt: memoOf(last).event ?? undefined });
}

/** Whether a run goes on. */
export function isOpen({ status }: WorkflowExecutionDescription): boolean {
  return status.name === 'RUNNING';
}

/** Whether a run ended with an employee. */
export function hasEmployee({ status }: WorkflowExecutionDescription): boolean {
  return status.name === 'COMPLETED';
}

/** Somebody has ended it, and what is under way ends first. */
function isEnding(last: WorkflowExecutionDescription): boolean {
  const status = last.typedSearchAttributes.get(HireStatusAttribute);
  return (
    status === 'expired' ||
    status === 'previewed' ||
    memoOf(last).ending === true ||
    last.raw.workflowExtendedInfo?.cancelRequested === true
  );
}

/** What a list shows of a hire's run. */
export function memoOf({ memo }: WorkflowExecutionDescription): Partial<HireMemo> {
  return memo ?? {}; // written by `begin` and by the workflow
}
