import type { ProblemCode } from '../../../hire/problem.js';
import type { HireStatus } from '../../../hire/hire.js';

/** A page without a form: what it is, and what to do. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/** What the pages say beside what the mails say already (`src/mail/texts`). Functions take plain text and give plain text. */
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
  readonly compare: { readonly caption: string; readonly hire: string; readonly lucca: string };
  readonly abandon: { readonly summary: string; readonly reason: string; readonly button: string; readonly effect: string };
  readonly or: string;

  readonly errors: {
    /** Heads the page when an answer could not be taken. */
    readonly summary: string;
    readonly required: string;
    readonly nothingChanged: string;
    readonly fixedLogin: string;
    readonly reason: string;
  };

  /** What became of the hire. */
  readonly outcomes: Record<HireStatus, Message>;
  readonly answered: (by: string, instant: string) => string;

  readonly fresh: string;
  readonly freshSent: Message;
  readonly bad: Message;
  readonly expired: Message;
  readonly used: Message;
  readonly unavailable: Message;
  readonly tooMany: Message;
}
