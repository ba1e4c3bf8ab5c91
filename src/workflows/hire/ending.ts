import { ApplicationFailureCategory } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  metricMeter,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { Employee } from '../../hire/draft.js';
import { Failure, type FailureType } from '../../hire/failures.js';
import type { Notice } from '../../hire/notice.js';
import type { EndedEarly } from '../../hire/order.js';
import type { Preview } from '../../hire/preview.js';
import type { Problem } from '../../hire/problem.js';
import type { InLucca, Previewed, Repeat } from '../../hire/steps.js';
import { Expired } from './awaiting-correction.js';
import type { HireRecord } from './hire-record.js';
import { HireStatusAttribute } from '../search-attributes.js';
import { isStopped } from '../stopped.js';
import { tellApart } from '../last-notice.js';
import type { HireRun } from './hire-memory.js';

/** Result of a run that completes: a new employee, an existing one that a person confirmed, or another hire that carries the application. */
export type HireResult =
  | { readonly status: 'created' | 'linked'; readonly employee: Employee }
  | { readonly status: 'repeat'; readonly of: string };

/** All that a hire of this connection does is done: it is known what would be sent. */
export class OnlyPreviewed extends Error {
  override readonly name = 'OnlyPreviewed';
  readonly result: Previewed;

  constructor(result: Previewed) {
    super();
    this.result = result;
  }
}

/** Completes the run. Not interrupted by a cancellation: the employee is there and the admins know. */
export async function complete(record: HireRecord, { kind: status, employee }: InLucca): Promise<HireResult> {
  record.become(status);
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return { status, employee };
}

/** Completes a run whose application another hire carries: nobody is told, and what was asked is asked there. */
export async function completeRepeat(record: HireRecord, repeat: Repeat): Promise<HireResult> {
  record.noteRepeat(repeat);
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return { status: 'repeat', of: repeat.of };
}

/**
 * Fails the run with `HireAbandoned`, `HireExpired` or `HirePreviewed`, so that a later drag, or `reopen`, may start a new one.
 * After a drag that arrived meanwhile it begins anew at once. Says so by mail where somebody must look: what would be sent, that nobody
 * answered, or that an employee exists or may exist in Lucca all the same.
 */
export async function endEarly(record: HireRecord, reason: unknown, cancelled: boolean): Promise<never> {
  const ending = endingOf(record, reason, cancelled);
  const { problem, mayExist } = record;
  record.preview = ending.status === 'previewed' ? ending.preview : undefined;
  const employee = record.memory.creation?.employee;
  record.giveUp(ending.status);
  if (ending.status === 'previewed')
    metricMeter
      .createCounter('hire_previewed', undefined, 'Hires that ended with what would be sent')
      .add(1, { connection: record.order.connection });

  if (ending.status !== 'abandoned' || mayExist) {
    const notice = noticeOf(ending, { problem, employee, mayExist });
    await tellApart({ subject: record.subject, notice });
  }

  await condition(allHandlersFinished);
  if (record.beginsAnew) return await beginAnew(record);
  throw ApplicationFailure.create({
    type: FAILURES[ending.status],
    message: mayExist ? 'An employee exists or may exist in Lucca: look before you hire again' : 'Nothing was created in Lucca',
    details: [{ mayExist, employeeId: employee?.id }],
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN, // ended on purpose: no alarm
  });
}

/** The next run is under way, whatever became of this one: search attributes are handed on as they are. */
async function beginAnew(record: HireRecord): Promise<never> {
  const typedSearchAttributes = workflowInfo().typedSearchAttributes.updateCopy([{ key: HireStatusAttribute, value: 'in-progress' }]);
  return await makeContinueAsNewFunc<HireRun>({ typedSearchAttributes })(record.order, record.handOverAnew());
}

const FAILURES = {
  previewed: Failure.HirePreviewed,
  abandoned: Failure.HireAbandoned,
  expired: Failure.HireExpired,
} as const satisfies Record<EndedEarly, FailureType>;

type Ending =
  | { readonly status: 'expired' }
  | { readonly status: 'previewed'; readonly preview: Preview }
  | { readonly status: 'abandoned'; readonly by: string; readonly reason: string };

interface Left {
  readonly problem: Problem | undefined;
  readonly employee: Employee | undefined;
  readonly mayExist: boolean;
}

function noticeOf(ending: Ending, { problem, employee, mayExist }: Left): Notice {
  switch (ending.status) {
    case 'expired':
      return { kind: 'expired', problem, mayExist };
    case 'previewed':
      return { kind: 'previewed', preview: ending.preview, employee, mayExist };
    case 'abandoned':
      return { kind: 'abandoned', by: ending.by, reason: ending.reason, employee, mayExist };
  }
}

/** @throws the reason itself when it is none of these endings: a defect must show, not end a hire. */
function endingOf(record: HireRecord, reason: unknown, cancelled: boolean): Ending {
  if (cancelled && isStopped(reason))
    return { status: 'abandoned', ...(record.abandonment ?? { by: 'Temporal', reason: 'The workflow was cancelled' }) };
  if (reason instanceof OnlyPreviewed) return { status: 'previewed', preview: reason.result.preview };
  if (reason instanceof Expired || isTotalTimeout(reason)) return { status: 'expired' };
  // A plain error fails the workflow task, which runs again once a mended worker is there; an activity's failure would end the hire.
  throw reason instanceof ActivityFailure ? new Error('an activity failed for good', { cause: reason }) : reason;
}

function isTotalTimeout(reason: unknown): boolean {
  return reason instanceof ActivityFailure && reason.cause instanceof TimeoutFailure;
}
