import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { PreviewBasis } from '../../contracts/preview.js';
import type { Correction } from '../../hire/correction.js';
import type { Employee, EmployeeDraft } from '../../hire/draft.js';
import type { Hire, HireStatus, Left, Step } from '../../hire/order.js';
import type { MailTrouble } from '../../hire/notice.js';
import type { Preview } from '../../hire/preview.js';
import type { Problem } from '../../hire/problem.js';
import type { StoryEvent, TakenCorrection } from '../../hire/story.js';

/** Answer of the query `state`. */
export interface HireState {
  /** What Flatchr said last. */
  readonly order: Hire;
  readonly status: HireStatus;
  /** The step under way, or the one that raised the problem. */
  readonly step: Step;
  readonly person: string;
  readonly vacancy?: string | undefined;
  readonly draft: Partial<EmployeeDraft>;
  readonly problem?: Problem | undefined;
  /** ISO instant since when the problem waits. */
  readonly waitingSince?: string | undefined;
  /** ISO instants at which the wait escalates, warns and ends; absent until computed. */
  readonly plan?: { readonly escalateAt: string; readonly warnAt: string; readonly expireAt: string } | undefined;
  readonly corrections: readonly TakenCorrection[];
  /** What happened so far, in order. */
  readonly story: readonly StoryEvent[];
  /** What it will do next while nobody answers, and when (ISO instant). */
  readonly next?: { readonly reminder: 'escalation' | 'last-warning' | 'expired'; readonly at: string } | undefined;
  readonly mail?: MailTrouble | undefined;
  /** Why the last signalled correction was ignored. */
  readonly ignoredSignal?: string | undefined;
  readonly employee?: Employee | undefined;
  /** Id of the hire that carries the same application. */
  readonly repeatOf?: string | undefined;
  /** What would be sent, once the hire has ended with that. */
  readonly preview?: Preview | undefined;
  /** Values that were changed after the employee was created: `draft` has what Lucca has. */
  readonly toChange?: Partial<EmployeeDraft> | undefined;
  /** First of the runs that continued one another. */
  readonly chain: string;
  /** The next run goes on with this hire. */
  readonly continued: boolean;
}

/** Answer of the update `correct`: the correction is taken; what comes of it shows in the state. */
export interface CorrectionTaken {
  readonly taken: true;
  readonly problem?: number | undefined;
}

/** Answers a problem and says at once what is wrong with the answer. */
export const correctUpdate = defineUpdate<CorrectionTaken, [Correction]>('correct');
/** The same for the Temporal UI and CLI: a wrong one is ignored and reported in the current details. */
export const correctionSignal = defineSignal<[Correction]>('correction');
/** The candidate was moved to the hired column again: Flatchr's new data. Its order is read as anybody's word. */
export const dragSignal = defineSignal<[Hire]>('drag');
/** The candidate was moved out of the hired column. Read as anybody's word. */
export const leftSignal = defineSignal<[Left]>('left');
/** Sent by a mail's own activity: the mail server has taken it from nobody for minutes. */
export const mailLateSignal = defineSignal('mailLate');
/** What decides what would be sent for the hire as it stands. */
export const previewQuery = defineQuery<PreviewBasis>('previewBasis');
export const stateQuery = defineQuery<HireState>('state');
