import type { Change, HiredAs } from './changes.js';
import type { Employee, EmployeeDraft } from './draft.js';
import type { Hire, HireOrigin } from './order.js';
import type { Preview } from './preview.js';
import type { BriefProblem, Problem } from './problem.js';

/** A message to the admins about one hire. Every notice goes through the activity `notifyAdmin`. */
export type Notice =
  /** The employee is in Lucca: what was sent, where it came from, what is left to do. */
  | {
      readonly kind: 'created';
      readonly draft: EmployeeDraft;
      readonly employee: Employee;
      /** Values that were changed after it was created, and are to be changed in Lucca. */
      readonly toChange?: Partial<EmployeeDraft> | undefined;
    }
  /** A person said that this existing employee is the hire; nothing was written to Lucca. */
  | { readonly kind: 'linked'; readonly employee: Employee }
  /** A problem waits for a correction. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly draft: Partial<EmployeeDraft> }
  /** It has waited so long that others are told. */
  | { readonly kind: 'escalation'; readonly problem: Problem; readonly draft: Partial<EmployeeDraft>; readonly waitingSince: string }
  /** It will expire soon. */
  | { readonly kind: 'last-warning'; readonly problem: Problem; readonly draft: Partial<EmployeeDraft>; readonly expiresAt: string }
  /** A person, or a cancellation, ended it. */
  | {
      readonly kind: 'abandoned';
      readonly by: string;
      readonly reason: string;
      readonly employee?: Employee | undefined;
      readonly mayExist: boolean;
    }
  /** Nobody answered until the deadline. */
  | { readonly kind: 'expired'; readonly problem?: Problem | undefined; readonly mayExist: boolean }
  /** The connection only previews: what would be sent. */
  | { readonly kind: 'previewed'; readonly preview: Preview; readonly employee?: Employee | undefined; readonly mayExist: boolean }
  /** The employee is in Lucca, and Flatchr says something else since. Nothing was changed in Lucca. */
  | {
      readonly kind: 'changed';
      readonly changes: readonly Change[];
      readonly employee: Employee;
      /** Counts these notices of a hire. */
      readonly number: number;
    }
  /** Temporal ended it, or somebody there: none of its own code did. Whether an employee exists is not known. */
  | { readonly kind: 'broken-off' };

/** Who the notice is about; what a mail's subject and first line say. */
export interface NoticeSubject {
  readonly hireId: string;
  readonly connection: string;
  /** "First Last" as far as known; personal data. */
  readonly person: string;
  readonly vacancy?: string | undefined;
  /** Where Flatchr takes a note about it; absent where it was not re-read. */
  readonly application?: {
    /** The encoded id. */
    readonly id: string;
    /** ISO instant at which the hire began, or began anew: with it and the notice an event is told from all others. */
    readonly since: string;
  };
  /** How it was heard of, where Flatchr's webhook did not tell. */
  readonly origin?: HireOrigin | undefined;
}

/** What a list of hires shows beside the search attributes: the workflow's memo. */
export interface HireMemo {
  readonly person: string;
  readonly vacancy: string | null;
  readonly problem: BriefProblem | null;
  /** ISO instant. */
  readonly waitingSince: string | null;
  /** Why somebody lacks the last mail about it. */
  readonly mail: MailTrouble | null;
  /** Instant of the newest event of Flatchr's that was taken, as it wrote it. */
  readonly event?: string | null;
  /** The login that people were shown for it in a preview. */
  readonly login?: ShownLogin;
  /** A person has ended it, and what is under way ends first. */
  readonly ending?: boolean;
  /** What Flatchr said last, while the hire is open. */
  readonly order?: Hire | null;
  /** How it ended with an employee. */
  readonly hired?: HiredAs;
  /** The candidate left the hired column, and people were or are asked about it. */
  readonly left?: boolean;
  /** The hire that carries the same application; this one has ended for it. */
  readonly repeatOf?: string | null;
}

/** A login, and whose it is to be. */
export interface ShownLogin {
  readonly value: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** `late`: the mail server has taken none for minutes, and is tried again. `refused`: it refused some of the addresses for good. */
export type MailTrouble = 'late' | 'refused';
