import type { Days } from '../hire/days.js';
import type { Hire } from '../hire/order.js';

/** What a reconciliation compares. */
export interface ReconciliationPlan {
  /** `start`: what is unknown becomes a hire. `report`: it is told of. */
  readonly mode: 'start' | 'report';
  /** Who changed before this day is left alone, `YYYY-MM-DD`. */
  readonly since: string;
  /** Days of changes in Flatchr that are read. */
  readonly days: Days;
  /** The day from which the next one goes on. */
  readonly upTo: string;
}

/** Somebody in Flatchr's hired column who is not known here. Holds personal data. */
export interface MissingHire {
  /** Encoded id. */
  readonly applicant: string;
  readonly person: string;
  readonly vacancy?: string | undefined;
  /** Day of the last change in Flatchr; absent where it cannot be read, so that nothing is started. */
  readonly changedOn?: string | undefined;
  /** Id of the hire that was started. */
  readonly hire?: string | undefined;
}

/** An employee whom a hire created and Lucca does not show any more. */
export interface GoneEmployee {
  readonly hire: string;
  readonly employee: number;
}

/** How many of what a reconciliation found. */
export interface ReconciliationCounts {
  /** In a hired column of Flatchr's, and changed within the days. */
  readonly hired: number;
  /** Of those: known by a hire, or in Lucca already. */
  readonly known: number;
  readonly inLucca: number;
  readonly started: number;
  /** Neither known nor started. */
  readonly missing: number;
  /** Rows of Flatchr's that could not be read. */
  readonly unread: number;
  /** Employees that Lucca does not show any more. */
  readonly gone: number;
}

/** The most that a result lists of a kind; counts are of all. */
export const MOST_LISTED = 500;

/** Result of the workflow `reconcile`. Holds personal data. */
export interface Reconciliation extends ReconciliationPlan, ReconciliationCounts {
  readonly connection: string;
  /** ISO instant. */
  readonly at: string;
  /** Those that were started, and those that are missing. */
  readonly found: readonly MissingHire[];
  readonly goneEmployees: readonly GoneEmployee[];
  readonly changes: SoughtChanges;
  /** Days of which Flatchr seems not to have told all. */
  readonly cutOff: readonly string[];
  /** There were more than one run starts: the next one reads the same days again. */
  readonly more: boolean;
}

/** What is kept of the last good one, without personal data: in the memo of `flatchr/{connection}`. */
export interface LastReconciliation extends ReconciliationCounts, Pick<Reconciliation, 'at' | 'mode' | 'upTo'> {
  /** Where its result is. */
  readonly workflow: string;
  readonly run: string;
}

/** What one look at Flatchr found. */
export interface FoundMissing {
  readonly hired: number;
  readonly known: number;
  readonly unread: number;
  readonly cutOff: readonly string[];
  /** As orders of hires, with the day of their change as Flatchr tells it. */
  readonly missing: readonly { readonly order: Hire; readonly changedOn?: string | undefined }[];
  readonly more: boolean;
}

/** What came of looking after hires whose candidates may have left the hired column, or changed. */
export interface SoughtChanges {
  /** Hires that Flatchr was asked about. */
  readonly looked: number;
  /** Open ones that ask now before they create. */
  readonly stopped: number;
  /** Those with an employee of which the admins are told something new. */
  readonly told: number;
}

/** The steps of a reconciliation. */
export interface ReconcileSteps {
  /** Undefined: there is no key for Flatchr, or it is switched off. */
  planReconciliation(order: { readonly connection: string }): Promise<ReconciliationPlan | undefined>;
  /** Reads who is hired in Flatchr and known to no hire. */
  findMissing(order: { readonly connection: string; readonly days: Days; readonly since: string }): Promise<FoundMissing>;
  /** Which of these have a record in Lucca already: their applicants. Where the account's gateway is. */
  seekInLucca(order: { readonly connection: string; readonly hires: readonly Hire[] }): Promise<readonly string[]>;
  /** Starts hires that nobody has claimed: the applicants of those that it did. */
  startMissing(order: { readonly connection: string; readonly hires: readonly Hire[] }): Promise<readonly string[]>;
  /** Who was created since a day, and is not in Lucca any more. Where the account's gateway is. */
  seekGone(order: { readonly connection: string; readonly since: string }): Promise<readonly GoneEmployee[]>;
  /** Who left the hired column, or is changed in Flatchr, of hires that are open or have made an employee. */
  seekChanges(order: { readonly connection: string }): Promise<SoughtChanges>;
  /** Keeps what came of it, and counts it. */
  noteReconciliation(result: Reconciliation): Promise<void>;
}
