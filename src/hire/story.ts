import type { Change } from './changes.js';
import type { Correction } from './correction.js';
import type { Employee } from './draft.js';
import type { Notice } from './notice.js';
import type { HireOrigin } from './order.js';
import type { BriefProblem } from './problem.js';

/** A correction that was taken. */
export interface TakenCorrection {
  readonly correction: Correction;
  /** ISO instant. */
  readonly at: string;
  /** Number of the problem it answered; absent for an abandon while nothing waited. */
  readonly problem?: number | undefined;
}

/** What happened to a hire, for those who want to know how it came about. Holds personal data. */
export type Happening =
  /** Moved to the hired column in Flatchr; with how that was heard of, where not by its webhook. */
  | { readonly kind: 'hired'; readonly origin?: HireOrigin | undefined }
  /** Another hire carries the same application. */
  | { readonly kind: 'repeat'; readonly of: string }
  /** Moved there once more; new data of Flatchr's replace the old. */
  | { readonly kind: 'dragged-again' }
  /** Moved out of the hired column. */
  | { readonly kind: 'left'; readonly column?: string | undefined }
  /** After the employee was there: what is different in Flatchr. */
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  /** After that: the employee of an earlier run is in Lucca, and nothing is to do. */
  | { readonly kind: 'still-in-lucca'; readonly employee: Employee }
  | ({ readonly kind: 'problem' } & BriefProblem)
  | ({ readonly kind: 'answered' } & Omit<TakenCorrection, 'at'>)
  /** The mail server took a mail for so many addresses, and refused so many others. */
  | { readonly kind: 'told'; readonly notice: Notice['kind']; readonly accepted: number; readonly refused: number }
  /** The mail server has taken no mail for minutes; it is tried again. */
  | { readonly kind: 'mail-late' }
  | { readonly kind: 'created' | 'linked'; readonly employee: Employee }
  | { readonly kind: 'expired' }
  | { readonly kind: 'previewed' }
  /** By a cancellation; a person's answer says so itself. */
  | { readonly kind: 'abandoned' };

/** A happening with its ISO instant. */
export type StoryEvent = Happening & { readonly at: string };
