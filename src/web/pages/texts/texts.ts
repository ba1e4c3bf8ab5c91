import type { ProblemCode } from '../../../hire/problem.js';
import type { ReconciliationCounts } from '../../../contracts/reconciliation.js';
import type { HireOrigin, HireStatus } from '../../../hire/order.js';
import type { MailTrouble, Notice } from '../../../hire/notice.js';
import type { Troubled } from '../../../hire/failures.js';
import type { Happening } from '../../../hire/story.js';

/** A page without a form: what it is, and what to do. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/** What the list shows. */
export type View = 'waiting' | 'under-way' | 'ended';

/** What the pages say beside what mails say as well (`src/words/texts`). Functions take plain text and give plain text. */
export interface PageTexts {
  /** The language's own name. */
  readonly name: string;
  readonly languages: string;
  readonly waiting: string;
  readonly since: (instant: string) => string;
  readonly expires: (instant: string) => string;

  readonly choose: string;
  /** Beside an input with suggestions. */
  readonly search: string;
  readonly send: string;
  readonly others: string;
  readonly othersHint: string;
  readonly retry: string;
  readonly link: (name: string) => string;
  readonly createAnyway: (code: ProblemCode) => string;
  readonly approve: string;
  /** What would be sent with the values that were typed. */
  readonly preview: {
    readonly button: string;
    readonly texts: { readonly nothingSent: string; readonly asked: string; readonly unknown: string };
  };
  readonly compare: { readonly caption: string; readonly hire: string; readonly lucca: string };
  readonly abandon: {
    readonly summary: string;
    readonly reason: string;
    readonly button: string;
    readonly effect: string;
    readonly keep: string;
  };
  readonly or: string;

  readonly errors: {
    /** Heads the page when an answer could not be taken. */
    readonly summary: string;
    readonly required: string;
    /** Where several hires are answered together. */
    readonly noneChosen: string;
    readonly nothingChanged: string;
    readonly fixedLogin: string;
    /** For a value other than the one asked for, once the employee exists. */
    readonly inLucca: string;
    readonly reason: string;
  };

  /** What became of the hire. */
  readonly outcomes: Record<HireStatus, Message>;
  readonly answered: (by: string, instant: string) => string;
  /** The hire goes on, and nobody has just answered. */
  readonly underWay: Message;
  /** In place of the text of a hire under way, once its employee exists. */
  readonly filed: string;
  /** What holds it up. */
  readonly heldUp: Record<Troubled, string>;
  /** Sentences of their own, behind it. */
  readonly heldUpSince: (instant: string) => string;
  readonly nextAttempt: (instant: string) => string;
  readonly retryNow: string;
  readonly reopen: string;
  /** Above that button, in place of what an outcome says to those who do not have it. */
  readonly reopenHere: string;

  /** What happened, a line each. */
  readonly story: {
    readonly heading: string;
    readonly hired: string;
    /** The same, heard of in another way than by Flatchr's webhook. */
    readonly origins: Readonly<Record<HireOrigin, string>>;
    readonly repeat: string;
    readonly answered: {
      readonly fields: (by: string, values: string) => string;
      readonly retry: (by: string) => string;
      readonly 'use-existing': (by: string, id: number) => string;
      readonly 'create-anyway': (by: string, hired: boolean) => string;
      readonly approve: (by: string) => string;
      readonly abandon: (by: string, reason: string) => string;
    };
    /** How many people were mailed. */
    readonly told: Record<Notice['kind'], (people: number) => string>;
    /** How many addresses were refused. */
    readonly refused: (addresses: number) => string;
    readonly 'dragged-again': string;
    readonly 'still-in-lucca': (login: string) => string;
    readonly 'mail-late': string;
    readonly created: (login: string) => string;
    readonly linked: (login: string) => string;
    readonly expired: string;
    readonly previewed: string;
    readonly abandoned: string;
  } & Partial<Record<Happening['kind'], unknown>>;

  readonly fresh: string;
  readonly freshSent: Message;
  readonly bad: Message;
  readonly expired: Message;
  readonly used: Message;
  /** The list of all hires. */
  readonly list: {
    readonly title: string;
    readonly views: Readonly<Record<View, string>>;
    readonly search: string;
    readonly find: string;
    readonly none: string;
    readonly notFound: (search: string) => string;
    readonly more: string;
    readonly since: (when: string) => string;
    readonly starts: (date: string) => string;
    /** `by`: who said so; may be empty. */
    readonly paused: (connection: string, since: string, by: string) => string;
    readonly statuses: Readonly<Record<HireStatus, string>>;
    readonly mail: Readonly<Record<MailTrouble, string>>;
    /** How many hires wait for the same; `what` is a clause. */
    readonly group: (count: number, what: string) => string;
    readonly answerAll: string;
    readonly whichHires: string;
    readonly answered: (count: number) => string;
    /** Heads the names of those that could not be answered. */
    readonly left: string;
    /** Before lines for the configuration. */
    readonly rule: string;
    readonly back: string;
    readonly signOut: string;
  };
  /** A connection, and who is hired in its Flatchr and not here. */
  readonly comparison: {
    readonly title: string;
    /** In the list, before a number. */
    readonly missing: string;
    readonly lead: string;
    readonly never: string;
    readonly noKey: string;
    readonly running: string;
    readonly last: (instant: string) => string;
    readonly counts: (counts: Pick<ReconciliationCounts, 'hired' | 'known' | 'inLucca' | 'started' | 'missing'>) => string;
    readonly unread: (rows: number) => string;
    readonly cutOff: (days: string) => string;
    readonly headings: { readonly missing: string; readonly started: string; readonly gone: string };
    readonly noDay: string;
    readonly gone: (employee: number) => string;
    readonly button: string;
    readonly back: string;
  };
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly address: string;
    readonly button: string;
    readonly sent: Message;
    readonly enter: Message;
    readonly enterButton: string;
    readonly old: Message;
  };

  readonly unavailable: Message;
  readonly tooMany: Message;
}
