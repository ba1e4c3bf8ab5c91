import type { Days } from '../hire/days.js';
import type { Hire } from '../hire/order.js';

/**
 * What would become of somebody in Flatchr's hired column who is not known here.
 * - `create`: an employee. - `ask`: a person is asked first. - `linked`: is an employee already, nothing is to do.
 * - `skip`: left alone.
 */
export type BackfillOutcome = 'create' | 'ask' | 'linked' | 'skip';

/** A line of the dry run. Holds personal data. */
export interface BackfillRow {
  /** Encoded id. */
  readonly applicant: string;
  readonly person: string;
  readonly vacancy?: string | undefined;
  /** Day of the last change in Flatchr. */
  readonly changedOn?: string | undefined;
  readonly outcome: BackfillOutcome;
  /** Codes and fields, in words of a line; empty for what is plain. */
  readonly why: string;
  /** As they would be sent. */
  readonly startDate?: string | undefined;
  readonly department?: string | undefined;
}

export interface BackfillOrder {
  readonly connection: string;
  /** Who changed before this day is left alone, `YYYY-MM-DD`. */
  readonly since: string;
  /** Days of changes in Flatchr that are read. */
  readonly days: Days;
  /** Start so many hires, if there are so many to start; left out: a dry run. */
  readonly confirmed?: number | undefined;
}

/** How far a backfill is, and its result. Holds personal data. */
export interface Backfill {
  /**
   * - `looking`: Flatchr and Lucca are read. - `dry-run`: nothing was started. - `refused`: another number was confirmed than there are.
   * - `starting`: hires are started, a few at a time. - `done`.
   */
  readonly phase: 'looking' | 'dry-run' | 'refused' | 'starting' | 'done';
  readonly rows: readonly BackfillRow[];
  /** Hires that a confirmation starts: those to be created, or asked about. */
  readonly toStart: number;
  /** Of Flatchr's hired ones since the day: known to a hire of ours, whatever became of it. */
  readonly known: number;
  /** Rows of Flatchr's that could not be read. */
  readonly unread: number;
  /** Days of which Flatchr seems not to have told all. */
  readonly cutOff: readonly string[];
  /** There are more than one run takes: run it again when this one is done. */
  readonly more: boolean;
}

/** What a look at some hires says: in their order. */
export type Judged = Pick<BackfillRow, 'outcome' | 'why' | 'startDate' | 'department'>;

/** The steps of a backfill, beside those that it shares with the reconciliation. */
export interface BackfillSteps {
  /** Looks what would become of hires, and does nothing. Where the account's gateway is. */
  judgeHires(order: { readonly connection: string; readonly hires: readonly Hire[] }): Promise<readonly Judged[]>;
  /** Starts hires that nobody has claimed, a few at a time; ends when the last has begun. Stopped, it starts no more. */
  startBehind(order: { readonly connection: string; readonly hires: readonly Hire[] }): Promise<{ readonly started: number }>;
}
