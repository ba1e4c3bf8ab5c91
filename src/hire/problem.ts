import type { EmployeeDraft, Field } from './draft.js';
import type { Step } from './order.js';
import type { Preview } from './preview.js';
import type { CorrectionKind } from './correction.js';

/** Why a hire cannot go on without a person. A closed set: texts exist for each in every language (`src/mail`). */
export const PROBLEM_CODES = [
  // validateHire
  'missing', // a name or the e-mail is missing; no default exists for a field that needs one
  'unusable', // a value is there but cannot be used (an address without @, a date that is none, a name of no letters)
  'doubtful', // a value has the right form, and is probably not what was meant (a date ten years off, a name that arrived damaged)
  'not-hired', // the candidate is no longer in a hired column
  'other-person', // Flatchr shows another person under the candidate's address, and nobody of the candidate's name
  'search-refused', // Flatchr refuses to look for the candidate: whether this is a hire cannot be checked
  // resolveDefaults
  'unknown', // Lucca has nothing of that name or id (any more)
  'ambiguous', // Lucca or Flatchr has several
  'unmapped', // Flatchr's contract type stands in no mapping
  'head-left', // the department's head has left; Lucca would refuse the department
  // deriveLogin
  'login-unusable', // the names give no usable letter
  'login-exhausted', // every configured format is taken
  'login-taken', // the login that a person asked for is taken
  // createEmployee
  'employee-gone', // an earlier drag made an employee who is not in Lucca any more, or has left
  'employee-exists', // someone else's record, or probably the same person
  'approval', // nothing is wrong: the connection has each creation approved by a person
  'lucca-rejected', // Lucca refused the employee, in its own words
  'contract-rejected', // the employee exists; Lucca refused the contract type
] as const;
/** Value of the search attribute `HireProblem`. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One of the things Lucca offers for a field. */
export interface Choice {
  readonly id: number;
  readonly name: string;
  /** Id of the parent, for departments. */
  readonly parent?: number | undefined;
}

/** One thing that is wrong. A problem may have several, so that the admin answers once. */
export interface Issue {
  readonly code: ProblemCode;
  /** Absent when no field is at fault. */
  readonly field?: Field | undefined;
  /** What was given and could not be used. */
  readonly given?: string | undefined;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
  /** What Lucca offers, capped at {@link MAX_CHOICES}. */
  readonly choices?: readonly Choice[] | undefined;
}

/** The most choices that travel in a problem: an event of the history should stay far below Temporal's 2 MB. */
export const MAX_CHOICES = 500;

/** An employee that Lucca already has, side by side with the hire. */
export interface ExistingEmployee {
  readonly id: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
  readonly login: string;
  /** `YYYY-MM-DD`. */
  readonly startDate?: string | undefined;
  /** `YYYY-MM-DD`; in the past for a former employee. */
  readonly endDate?: string | undefined;
  /** The contract ended: taking this one back is a rehire. */
  readonly former: boolean;
  readonly link: string;
  /** What it has in common with the hire. */
  readonly same: 'email' | 'login-and-name' | 'login' | 'name';
}

/** A problem as a step finds it; the workflow gives it its number. */
export interface FoundProblem {
  readonly step: Step;
  /** The first issue's code; search attribute `HireProblem`. */
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  /** What a person can do about it. `abandon` is always possible and not listed. */
  readonly remedies: readonly Exclude<CorrectionKind, 'abandon'>[];
  readonly existing?: readonly ExistingEmployee[] | undefined;
  /** Lucca's own words, where it refused. May hold personal data: for pages and mails, never for logs. */
  readonly words?: string | undefined;
  /** What would be sent, where that is the question. */
  readonly preview?: Preview | undefined;
}

/** A problem that waits for a correction. Numbers count up from 1 within a run. */
export interface Problem extends FoundProblem {
  readonly number: number;
}

/** A problem without what Lucca offers: small enough to be kept in numbers. */
export interface BriefProblem extends Pick<Problem, 'number' | 'code' | 'step'> {
  readonly issues: readonly Pick<Issue, 'code' | 'field' | 'given'>[];
}

/** Leaves out choices, existing employees and Lucca's words, which may be long. */
export function briefly({ number, code, step, issues }: Problem): BriefProblem {
  return { number, code, step, issues: issues.map(({ code, field, given }) => ({ code, field, given })) };
}

/** What every step returns: its result, or why it cannot have one without a person – and which values are clear all the same. */
export type StepResult<T> =
  | { readonly done: T; readonly problem?: undefined; readonly known?: undefined }
  | { readonly problem: FoundProblem; readonly done?: undefined; readonly known?: Partial<EmployeeDraft> | undefined };

/** Builds a problem from its issues; the first one names it. */
export function foundProblem(
  step: Step,
  issues: readonly [Issue, ...Issue[]],
  rest: Partial<Pick<FoundProblem, 'remedies' | 'existing' | 'words' | 'preview'>> = {},
): FoundProblem {
  return { step, code: issues[0].code, issues, remedies: ['fields', 'retry'], ...rest };
}

/** Problems that are about a field even when the issue names none. */
const FIELD_OF: Partial<Record<ProblemCode, Field>> = {
  'login-unusable': 'login',
  'login-exhausted': 'login',
  'login-taken': 'login',
  'contract-rejected': 'contractType',
};

/** The field that an issue is about. */
export function fieldOf({ field, code }: Pick<Issue, 'field' | 'code'>): Field | undefined {
  return field ?? FIELD_OF[code];
}
