import type { Fields } from '../../hire/correction.js';
import type { Employee, EmployeeDraft } from '../../hire/draft.js';
import type { Said } from '../../hire/changes.js';
import type { Hire, Left } from '../../hire/order.js';
import type { MailTrouble } from '../../hire/notice.js';
import type { Problem } from '../../hire/problem.js';
import type { EarlierEmployee, Offer, Reading, Sendings } from '../../hire/steps.js';
import type { StoryEvent } from '../../hire/story.js';

/** What a run begins with, beside the order. */
export interface Carried {
  /** The last run of this hire, which has ended: what it may have sent is recalled first. */
  readonly earlier?: string | undefined;
  /** What the run before this one handed over when it continued as this one. */
  readonly memory?: HireMemory | undefined;
}

/** A run of the workflow, for what continues it. */
export type HireRun = (order: Hire, carried?: Carried) => Promise<unknown>;

/** A problem that people were asked about. */
export interface Question {
  readonly problem: Problem;
  /** ISO instant. */
  readonly since: string;
}

/** All that a hire must not forget. Plain JSON, bounded: it travels from run to run. */
export interface HireMemory extends Sendings {
  /** ISO instant at which the hire began, or began anew. */
  readonly startedAt: string;
  readonly draft: Partial<EmployeeDraft>;
  readonly offer: Offer;
  /** What Flatchr told beside the application, for a round in which it does not any more. */
  readonly reading?: Reading | undefined;
  /** What people answered: all values given for fields, the last one wins. */
  readonly fields: Fields;
  /** Employees that a person said are not this hire. */
  readonly dismissed: readonly number[];
  /** The employee that a person said is this hire. */
  readonly link?: number | undefined;
  /** The draft that a person said yes to. */
  readonly approved?: EmployeeDraft | undefined;
  /** The hire goes on although Flatchr does not show this candidate in a hired column. */
  readonly hiredAnyway: boolean;
  /** The candidate was moved out of the hired column since the order. */
  readonly left?: Left | undefined;
  /** What Flatchr said in the last round. */
  readonly said?: Said | undefined;
  /** The employee of an earlier run, until it was looked for. */
  readonly before?: EarlierEmployee | undefined;
  /** Number of problems so far. */
  readonly problems: number;
  readonly question?: Question | undefined;
  readonly employee?: Employee | undefined;
  readonly mail?: MailTrouble | undefined;
  readonly story: readonly StoryEvent[];
}
