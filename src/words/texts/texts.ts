import type { CorrectionKind } from '../../hire/correction.js';
import type { Field, Flag, Origin } from '../../hire/draft.js';
import type { Notice } from '../../hire/notice.js';
import type { HireOrigin } from '../../hire/order.js';
import type { PlannedRequest } from '../../hire/preview.js';
import type { ExistingEmployee, ProblemCode } from '../../hire/problem.js';

/** Languages of mails; each has a file beside this one. */
export type Language = 'fr' | 'de' | 'en';

/** What an issue is about, in words that fit into a sentence. */
export interface About {
  readonly field: Field | undefined;
  /** "Department". */
  readonly label: string;
  /** "the department"; "a value" where no field is at fault. */
  readonly the: string;
  /** "the department “Sales”": with what was given, where something was. */
  readonly named: string;
  /** What was given, quoted; empty: nothing was. */
  readonly given: string;
  /** Something was given: for a login, by a person. */
  readonly isGiven: boolean;
  /** The configuration can hold a default for the field. */
  readonly defaultable: boolean;
}

interface IssueTexts {
  /** A clause for subjects: starts in lower case, ends without a full stop. */
  readonly what: string;
  /** Whole sentences, or nothing. */
  readonly why: string;
}

/** Every text of the mails, in one language. Functions take plain text and give plain text. */
export interface Texts {
  /** For Intl. */
  readonly locale: string;
  readonly quoted: (text: string) => string;
  readonly labelled: (label: string, value: string) => string;
  /** Day of the month as it is written in a date. */
  readonly day: (day: string) => string;
  /** An id of Lucca's that has no name here. */
  readonly id: (id: number) => string;

  readonly fields: Record<Field, { readonly label: string; readonly the: string; readonly form: string }>;
  /** Where no field is at fault. */
  readonly aValue: { readonly label: string; readonly the: string };
  readonly given: (quoted: string) => string;
  /** What was probably meant. */
  readonly suggested: (quoted: string) => string;
  readonly origins: Record<Origin, string>;
  /** What is left to do about a flagged value. `given`: what stood in Flatchr, quoted, where the value was changed. */
  readonly flags: Record<Flag, (value: string, given: string) => string>;

  readonly subjects: {
    readonly created: (person: string) => string;
    readonly linked: (person: string) => string;
    readonly problem: (person: string, what: string) => string;
    readonly escalation: (person: string, what: string) => string;
    readonly 'last-warning': (person: string, what: string, until: string) => string;
    readonly abandoned: (person: string, check: boolean) => string;
    readonly expired: (person: string, check: boolean) => string;
    readonly previewed: (person: string) => string;
    /** `off`: perhaps the hire is. */
    readonly changed: (person: string, off: boolean) => string;
    readonly 'broken-off': (person: string) => string;
  } & Record<Notice['kind'], unknown>;
  readonly leads: {
    readonly created: (person: string, account: string) => string;
    readonly linked: (person: string, account: string) => string;
    readonly problem: (person: string) => string;
    readonly escalation: (person: string, since: string) => string;
    readonly 'last-warning': (person: string, until: string) => string;
    readonly abandoned: (person: string, by: string) => string;
    readonly expired: (person: string) => string;
    readonly previewed: (person: string, account: string) => string;
    readonly changed: (person: string, account: string) => string;
    readonly 'broken-off': (person: string) => string;
  } & Record<Notice['kind'], unknown>;

  /** What is different in Flatchr since the file is in Lucca. Values come quoted. */
  readonly changes: {
    /** `column`: empty where it is not known. */
    readonly left: (column: string) => string;
    readonly gone: string;
    readonly back: string;
    /** `sent`: what Lucca has, where it is neither; else empty. */
    readonly value: (label: string, was: string, now: string, sent: string) => string;
    readonly todo: Readonly<Record<'withdrawn' | 'holds' | 'back' | 'value', string>>;
  };

  /** In Flatchr, for recruiters; the address follows. */
  readonly notes: {
    readonly created: (login: string) => string;
    readonly linked: (login: string) => string;
    readonly problem: (what: string) => string;
  };

  readonly labels: {
    readonly person: string;
    readonly vacancy: string;
    readonly start: string;
    readonly where: string;
    readonly reason: string;
    readonly openProblem: string;
    readonly heardOf: string;
  };
  /** Beside `labels.heardOf`. */
  readonly heardOf: Readonly<Record<HireOrigin, string>>;
  readonly headings: {
    readonly values: string;
    readonly todo: string;
    readonly known: string;
    readonly existing: string;
    readonly words: string;
    readonly answers: string;
    readonly operator: string;
    /** Above the values of a preview. */
    readonly planned: string;
    readonly requests: string;
  };
  readonly todo: { readonly completeFile: string; readonly checkFile: string; readonly startOnboarding: string };
  /** A value that was changed after the employee was created. */
  readonly toChange: (label: string, value: string) => string;
  readonly openFile: string;
  readonly answer: string;
  readonly nothingCreated: string;
  readonly mayExist: string;
  readonly stillExists: (login: string) => string;
  readonly reopen: string;
  /** When a request is sent only on a condition. */
  readonly onlyIf: Record<NonNullable<PlannedRequest['onlyIf']>, string>;
  /** How a previewed hire is carried out; before the command for it. */
  readonly carryOut: string;

  readonly issues: Record<ProblemCode, (about: About) => IssueTexts>;
  /** Heading of the choices for a field. */
  readonly offers: (about: About) => string;
  readonly more: (count: number) => string;
  readonly existing: {
    readonly since: (date: string) => string;
    readonly until: (date: string) => string;
    /** With the last day, where it is known. */
    readonly former: (date: string) => string;
    readonly same: Record<ExistingEmployee['same'], string>;
  };

  /** What a person can do, a sentence each. `fields` is a list such as "the department and the role", or empty. */
  readonly answers: Record<CorrectionKind, (code: ProblemCode, fields: string) => string>;
  readonly operator: { readonly intro: string; readonly signal: string; readonly ui: string };
  /** Stand-ins in the commands. */
  readonly placeholders: { readonly you: string; readonly reason: string; readonly value: string };
  readonly footer: (connection: string, hireId: string) => string;
}
