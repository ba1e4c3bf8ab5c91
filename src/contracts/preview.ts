import type { Fields } from '../hire/correction.js';
import type { Employee, EmployeeDraft } from '../hire/draft.js';
import type { Hire } from '../hire/order.js';
import type { Preview } from '../hire/preview.js';
import type { FoundProblem } from '../hire/problem.js';
import type { Reading } from '../hire/steps.js';

/** What a hire knows that decides what would be sent. */
export interface PreviewBasis {
  readonly hire: Hire;
  readonly fields: Fields;
  readonly hiredAnyway: boolean;
  /** ISO instant: the day of the switch where Flatchr tells none. */
  readonly startedAt: string;
  readonly earlier?: Reading | undefined;
  readonly dismissed: readonly number[];
  readonly sent: readonly EmployeeDraft[];
}

/** Of somebody who is no hire yet. Wherever the candidate stands in Flatchr: whoever asks wants to know what the drag would do. */
export function asIfHired(hire: Hire, startedAt: string): PreviewBasis {
  return { hire, fields: {}, hiredAnyway: true, startedAt, dismissed: [], sent: [] };
}

/** Whose hire is previewed: one that is known, or somebody in Flatchr, as if hired now. */
export type PreviewOrder = { readonly connection: string } & (
  | { readonly basis: PreviewBasis }
  | { readonly email: string }
  | { readonly applicant: string }
);

/** What a hire would come to. Nothing was sent, reserved or kept for it. */
export interface PreviewReport {
  /** The values as far as they are known, with their origins. */
  readonly draft: Partial<EmployeeDraft>;
  /** What would be sent. */
  readonly preview?: Preview | undefined;
  /** What would be asked first, and of whom (mail addresses). */
  readonly asked?: { readonly problem: FoundProblem; readonly of: readonly string[] } | undefined;
  /** The employee is in Lucca, and nothing is left to send. */
  readonly employee?: Employee | undefined;
  /** Why it is not known, in a sentence, and what to do. */
  readonly failed?: { readonly summary: string; readonly remedy: string } | undefined;
}

/** What a preview does by activities, beside the steps of a hire. */
export interface PreviewSteps {
  /** Who would be asked; and of somebody in Flatchr what its webhook would tell. */
  preparePreview(order: PreviewOrder): Promise<PreparedPreview>;
}

export interface PreparedPreview {
  /** Mail addresses. */
  readonly admins: readonly string[];
  /** Absent: Flatchr shows nobody, or several: their ids. */
  readonly hire?: Hire | undefined;
  readonly several?: readonly string[] | undefined;
}
