import type { Fields } from './correction.js';
import type { Employee, EmployeeDraft, LuccaField, Value } from './draft.js';
import type { Said } from './changes.js';
import type { Hire, Left } from './order.js';
import type { Notice, NoticeSubject } from './notice.js';
import type { Preview } from './preview.js';
import type { FoundProblem, StepResult } from './problem.js';

/**
 * What goes into each step and what comes out: the contract between the workflow and its activities.
 * All of it travels through Temporal as JSON.
 */
export interface Steps {
  /** Re-reads the hire from Flatchr, where a key is configured, and checks what a person typed there. */
  validateHire(order: ValidateOrder): Promise<Validated>;
  /** Names and ids from corrections, rules, Flatchr and defaults → Lucca's ids. */
  resolveDefaults(order: ResolveOrder): Promise<StepResult<ResolvedDefaults>>;
  /** A login by the configured formats that nobody in Lucca holds. */
  deriveLogin(order: LoginOrder): Promise<StepResult<Value>>;
  /** Looks, creates, sets the contract type. At most one employee per hire. */
  createEmployee(order: CreateOrder): Promise<CreateResult>;
  /** Mails a notice to the admins, at least once. */
  notifyAdmin(order: NoticeOrder): Promise<Delivery>;
  /** Instants at which a waiting hire escalates, warns and expires: computed outside the workflow, since zone data change. */
  planWait(order: { readonly connection: string; readonly since: string }): Promise<WaitPlan>;
  /** What earlier runs of the hire may have sent to Lucca, from their histories. Only for a run that is not the hire's first. */
  recallHire(order: RecallOrder): Promise<Recalled>;
}

export interface RecallOrder {
  readonly hireId: string;
  /** The run before this one; left out: only runs that this one is a reset of. */
  readonly earlier?: string | undefined;
}

/** An employee that a hire created, and the draft it was created from. */
export interface Creation {
  readonly employee: Employee;
  readonly draft: EmployeeDraft;
  /** Values that were changed after it was created: a person has to change them in Lucca. */
  readonly toChange?: Partial<EmployeeDraft> | undefined;
}

/** What a hire may have sent to Lucca, and what is known to have come of it. Plain JSON: it outlives the run that sent it. */
export interface Sendings {
  /** Drafts that may have reached Lucca, the oldest first. */
  readonly sent: readonly EmployeeDraft[];
  readonly creation?: Creation | undefined;
  /**
   * Milliseconds since the epoch at which one of them can last have been sent by an activity that left no result; absent where each left
   * one, since an activity settles before it answers.
   */
  readonly settleFrom?: number | undefined;
}

/** What earlier runs of a hire leave to the next one. */
export interface Recalled extends Sendings {
  /** The run that asked: what it was told does not hold for a reset of it. */
  readonly run: string;
  /** The employee that an earlier run ended with, or was about to. */
  readonly before?: EarlierEmployee | undefined;
  /** What people answered before it was previewed what would be sent. */
  readonly answers?: Answers | undefined;
}

/** What people answered to a hire, and what it was about. */
export interface Answers extends Pick<ValidateOrder, 'hire' | 'fields' | 'hiredAnyway' | 'startedAt'> {
  readonly dismissed: readonly number[];
}

/** An employee in Lucca from an earlier run. */
export interface EarlierEmployee {
  readonly kind: InLucca['kind'];
  readonly employee: Employee;
  /** The admins had the mail that it is there. */
  readonly told: boolean;
  /** Milliseconds since the epoch: when Lucca told of it last. Look-ups may show it later than that. */
  readonly seenAt: number;
}

/**
 * Where the steps that need Lucca run. Only an activity that has woken the gateway returns one, so that no way through the workflow can
 * forget to.
 */
export interface Gateway {
  readonly taskQueue: string;
}

/** Order of `validateHire`. */
export interface ValidateOrder {
  readonly hire: Hire;
  readonly fields: Fields;
  /** A person said that the hire goes on although Flatchr does not show this candidate in a hired column. */
  readonly hiredAnyway: boolean;
  /** An employee of this hire's may be in Lucca: it carries its application to the end, whoever else does. */
  readonly mayExist?: boolean | undefined;
  /** What an earlier round has read: it stands in for what cannot be read any more. */
  readonly earlier?: Reading | undefined;
  /** A webhook, or a look at Flatchr, said that the candidate is not in the hired column any more. */
  readonly left?: Left | undefined;
  /** ISO instant of the workflow's start: the day of the switch where Flatchr tells none. */
  readonly startedAt: string;
}

/** Another hire carries the same application, which Flatchr knows by two ids: it has what this one knows. */
export interface Repeat {
  readonly kind: 'repeat';
  /** Id of the other hire. */
  readonly of: string;
}

/** What came of `validateHire`. */
export type Validated =
  | (StepResult<ValidHire> & { readonly reading?: Reading | undefined; readonly repeat?: undefined })
  | {
      readonly repeat: Repeat;
      readonly reading?: undefined;
      readonly done?: undefined;
      readonly problem?: undefined;
      readonly known?: undefined;
    };

/** What Flatchr told beside the application itself, as typed there. What is absent was not read. */
export interface Reading {
  readonly offer?: OfferReading | undefined;
  readonly tags?: TagsReading | undefined;
  /** Encoded id of the application, by which REST knows it. */
  readonly applicant?: string | undefined;
}

/** What the vacancy says. */
export interface OfferReading extends Pick<Offer, 'title' | 'reference' | 'departments' | 'contractType'> {
  /** ISO date or timestamp. */
  readonly offerStartDate?: string | undefined;
  readonly offerEndDate?: string | undefined;
}

/** Values of the candidate's tags that the connection names. */
export interface TagsReading {
  readonly startDateTag?: string | undefined;
  readonly workEmail?: string | undefined;
}

/** When Flatchr was read, and what it said. */
export interface Seen {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Tells whether a later look sees the same, without holding it. */
  readonly digest: string;
}

/** A hire whose values can be used. */
export interface ValidHire {
  /** Absent where there is no key to read Flatchr with. */
  readonly seen?: Seen | undefined;
  readonly person: Pick<EmployeeDraft, 'lastName' | 'firstName' | 'email' | 'phone' | 'personalEmail' | 'startDate' | 'contractEnd'>;
  readonly offer: Offer;
  readonly said: Said;
  readonly gateway: Gateway;
}

/** What the vacancy says about where the person will work. */
export interface Offer {
  readonly title?: string | undefined;
  readonly reference?: string | undefined;
  /** Titles of the vacancy's folder tags; several are ambiguous, none means the default. */
  readonly departments: readonly string[];
  /** Flatchr's id and label of the contract type, as far as known. */
  readonly contractType: readonly string[];
  /** The vacancy could not be read: that it names no department says nothing. */
  readonly unread?: boolean | undefined;
}

/** Order of `resolveDefaults`. */
export interface ResolveOrder {
  readonly connection: string;
  readonly fields: Fields;
  readonly offer: Offer;
}

/** Lucca's ids, each with its name as label. */
export type ResolvedDefaults = Pick<EmployeeDraft, LuccaField>;

/** Order of `deriveLogin`. */
export interface LoginOrder {
  readonly connection: string;
  /** Keeps the login for this hire. */
  readonly hireId: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The login a person asked for. */
  readonly wanted?: string | number | undefined;
  /** Employees that a person said are not this hire. */
  readonly dismissed: readonly number[];
  /** Keeps it for nobody. */
  readonly onlyLook?: boolean | undefined;
}

/** Order of `createEmployee`: create, finish, or only look. */
export type CreateOrder = {
  readonly hireId: string;
  readonly connection: string;
} & (
  | {
      readonly kind: 'create';
      readonly draft: EmployeeDraft;
      /** Drafts of earlier rounds that may have reached Lucca. */
      readonly sent: readonly EmployeeDraft[];
      /** Employees that a person said are not this hire. */
      readonly dismissed: readonly number[];
      /** The run of which the workflow knows all that was sent. Another one is under way after a reset. */
      readonly knows: string;
      /** As in {@link Sendings}. */
      readonly settleFrom?: number | undefined;
      /** What the draft was made from; `seen` as in {@link ValidHire}. */
      readonly validated: ValidateOrder;
      readonly seen?: Seen | undefined;
      /** The draft that a person said yes to. */
      readonly approved?: EmployeeDraft | undefined;
    }
  /** What would be sent is asked for: nothing is written, reserved or kept. Its fields as for `create`. */
  | {
      readonly kind: 'preview';
      readonly draft: EmployeeDraft;
      readonly sent: readonly EmployeeDraft[];
      readonly dismissed: readonly number[];
      readonly validated: ValidateOrder;
      readonly seen?: Seen | undefined;
    }
  /** An earlier round created the employee: only the contract type remains. */
  | { readonly kind: 'set-contract-type'; readonly draft: EmployeeDraft; readonly employee: Employee }
  /** A person said that this existing employee is the hire: nothing is written. */
  | { readonly kind: 'link'; readonly employeeId: number }
  /** An earlier run ended with this employee: nothing is written. */
  | { readonly kind: 'look'; readonly before: EarlierEmployee }
);

/** The hire is in Lucca: as a new employee, or as an existing one that a person confirmed. */
export interface InLucca {
  readonly kind: 'created' | 'linked';
  readonly employee: Employee;
  /** What Lucca has, where the employee was created from an earlier draft than the one that was ordered. */
  readonly draft?: EmployeeDraft | undefined;
}

/** Someone took the login between the look-up and the POST; nothing was created. */
export interface LoginTaken {
  readonly kind: 'login-taken';
}

/** Other runs of this hire may have sent drafts that the order does not tell of; nothing was sent. */
export interface RecallFirst {
  readonly kind: 'recall';
}

/** Flatchr says something else than the draft was made from, or does not answer; nothing was sent. */
export interface Stale {
  readonly kind: 'stale';
}

/** There is no employee, or none that is complete. */
interface NotDone {
  /** The draft may have reached Lucca although no look-up found it: later rounds must look for it too. */
  readonly maybeSent: boolean;
  /** Known when only the contract type is missing. */
  readonly employee?: Employee | undefined;
  /** As in {@link InLucca}. */
  readonly draft?: EmployeeDraft | undefined;
}

/** The connection only previews: this would be sent. */
export interface Previewed extends NotDone {
  readonly kind: 'previewed';
  readonly preview: Preview;
}

/** What came of `createEmployee`. Technical trouble is no result: it is thrown, and retried. */
export type CreateResult =
  | Stale
  | InLucca
  | LoginTaken
  | RecallFirst
  | Previewed
  | (NotDone & { readonly kind: 'problem'; readonly problem: FoundProblem });

/** Order of `notifyAdmin`. */
export interface NoticeOrder {
  readonly subject: NoticeSubject;
  readonly notice: Notice;
}

/** Whom a mail reached. */
export interface Delivery {
  /** Number of addresses that the mail server accepted. */
  readonly accepted: number;
  /** Number of those that it refused for good, while it took others. */
  readonly refused: number;
}

/** ISO instants. */
export interface WaitPlan {
  readonly escalateAt: string;
  readonly warnAt: string;
  readonly expireAt: string;
}
