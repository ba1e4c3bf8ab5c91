import type { LastReconciliation } from './reconciliation.js';
import type { Delivery } from '../hire/steps.js';

/**
 * Why hires of a connection are missed, or may be. No personal data.
 * - `company`, `column`: a body that Flatchr calls a hire and the configuration does not: either may be meant.
 * - `body`: one that cannot be used. - `event`: one of another event than a drag.
 * - `gone`: Flatchr has no column of a name that is configured. - `quiet`: no webhook for long, although Flatchr shows hires.
 */
export interface Missed {
  readonly reason: 'company' | 'column' | 'body' | 'event' | 'gone' | 'quiet';
  /** Id of the company; id of the column, else its title; what is wrong with the body; the event; the column's configured name; nothing. */
  readonly name: string;
  /** Title of the column. */
  readonly title?: string | undefined;
  /** Flatchr's id of the application. */
  readonly applicant?: string | undefined;
}

/** Tells what was missed from other things that were. */
export function missedKey({ reason, name }: Pick<Missed, 'reason' | 'name'>): string {
  return `${reason} ${name}`;
}

/** What is known of a connection's Flatchr: the memo of the workflow `flatchr/{connection}`. */
export interface FlatchrSide {
  /** By a name under which a hired column is configured, the ids that it was seen with: they stay when it is renamed. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Keys of what the operators were told of, and what has not gone right since. */
  readonly missed: readonly string[];
  /** ISO instant since when this is kept: the connection first ran then. */
  readonly firstRan?: string | undefined;
  /** The last good one. */
  readonly reconciled?: LastReconciliation | undefined;
  /** ISO instant of the last webhook, to the day; absent: of none so far. */
  readonly heardAt?: string | undefined;
}

/** A hire was taken: what it says of Flatchr. */
export interface Learnt {
  /** A configured name and the column's ids. */
  readonly column?: { readonly name: string; readonly ids: readonly string[] } | undefined;
  /** Keys of what goes right again. */
  readonly right: readonly string[];
  /** ISO instant of a webhook. */
  readonly heardAt?: string | undefined;
}

/** A message to the operators that hires are missed, for the configuration or Flatchr's. */
export interface MissedNotice extends Missed {
  readonly kind: 'missed';
  readonly connection: string;
}

/** What tells the operators that hires are missed. */
export interface FlatchrSideSteps {
  /** Mails a notice to the operators, at least once. */
  notifyOfMissed(notice: MissedNotice): Promise<Delivery>;
  /** Looks in Flatchr for what no webhook tells: columns that are gone, and hires while no webhook comes. Nothing without a key. */
  lookAtFlatchr(order: LookOrder): Promise<Looked>;
}

/** Order of `lookAtFlatchr`. */
export interface LookOrder {
  readonly connection: string;
  readonly columns: FlatchrSide['columns'];
  /** ISO instant of the last webhook, or since when one is waited for. */
  readonly heardAt: string;
}

/** What a look at Flatchr found. */
export interface Looked {
  readonly missed: readonly Missed[];
  /** Keys of what is not wrong, or not any more. */
  readonly right: readonly string[];
}

/** A body that became no hire, kept so that it can be sent in again. Holds personal data. */
export interface RefusedBody {
  readonly connection: string;
  /** - `unreadable`: no JSON. - `malformed`: no event or no applicant. - `too-large` - else: see {@link Missed}. */
  readonly reason: 'unreadable' | 'malformed' | 'too-large' | 'company' | 'column';
  /** Paths and rules; no value of the body but a column's title. */
  readonly why: readonly string[];
  /** Without what is never stored; null where nothing could be kept. */
  readonly body: unknown;
}
