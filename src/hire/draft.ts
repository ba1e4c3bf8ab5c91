/** Where a value of the employee draft came from. */
export type Origin = 'flatchr' | 'rule' | 'default' | 'switch-date' | 'derived' | 'correction';

/** Something about a value that the admin is told in the mail and on the pages. */
export type Flag =
  /** The e-mail is the candidate's personal one. */
  | 'personal-email'
  /** The date is the vacancy's, not the person's. */
  | 'date-of-offer'
  /** The date lies in the past: say it loudly. */
  | 'date-in-past'
  /** A person gave a date that lies far from today: say it loudly. */
  | 'date-far-off'
  /** The date is the day of the switch to hired: to be checked. */
  | 'date-of-switch'
  /** The phone number could not be read as one; it is sent as typed. */
  | 'phone-as-typed'
  /** The name arrived damaged, and was mended. */
  | 'name-mended'
  /** A birth name stood beside it, and was left out. */
  | 'name-shortened'
  /** The end of the contract is the vacancy's, not the person's. */
  | 'end-of-offer'
  /** The candidate's tag that may hold a better value cannot be read any more. */
  | 'tag-unread'
  /** Lucca gave another login than it was sent. */
  | 'login-changed'
  /** The vacancy cannot be read any more: what it might say about where the person will work is not known. */
  | 'offer-unread';

/** A value to be sent to Lucca, with its origin. */
export interface Value<T extends string | number = string> {
  readonly value: T;
  readonly origin: Origin;
  /** What a person reads in place of an id, such as a department's name. */
  readonly label?: string | undefined;
  readonly flags?: readonly Flag[] | undefined;
  /** What stood in Flatchr, where a flag says that it was changed. */
  readonly given?: string | undefined;
}

/** Flags that must not be overlooked. */
export const LOUD_FLAGS: readonly Flag[] = ['date-in-past', 'date-far-off'];

/** The values of an employee, in Lucca's terms. Departments, establishments, roles and contract types are Lucca's ids. */
export interface EmployeeDraft {
  readonly lastName: Value;
  readonly firstName: Value;
  readonly email: Value;
  /** E.164, or as typed where it cannot be read. */
  readonly phone?: Value | undefined;
  /** The candidate's own address, where the e-mail is another one. */
  readonly personalEmail?: Value | undefined;
  readonly department: Value<number>;
  readonly establishment: Value<number>;
  readonly primaryRole: Value<number>;
  readonly contractType: Value<number>;
  /** `YYYY-MM-DD`. */
  readonly startDate: Value;
  /** Last day of a fixed term, `YYYY-MM-DD`. */
  readonly contractEnd?: Value | undefined;
  readonly login: Value;
}

/** The fields of a draft, under the names that corrections use. */
export const FIELDS = [
  'lastName',
  'firstName',
  'email',
  'phone',
  'personalEmail',
  'department',
  'establishment',
  'primaryRole',
  'contractType',
  'startDate',
  'contractEnd',
  'login',
] as const satisfies readonly (keyof EmployeeDraft)[];
/** Name of a value of a draft, in corrections, problems and texts. */
export type Field = (typeof FIELDS)[number];

/** The fields whose values are ids in Lucca. A person may write a name instead. */
export const LUCCA_FIELDS = ['establishment', 'department', 'primaryRole', 'contractType'] as const satisfies readonly Field[];
/** Name of a field whose value is an id in Lucca. */
export type LuccaField = (typeof LUCCA_FIELDS)[number];

/** True for the fields whose values are ids in Lucca. */
export function isLuccaField(field: Field): field is LuccaField {
  return LUCCA_FIELDS.some((one) => one === field);
}

/** The longest that Lucca publishes for a name or an e-mail (docs/systems/lucca.md#creating-an-employee). A longer value of any kind is a mistake. */
export const MAX_LENGTH = 255;

/** What stands in one draft and not, or otherwise, in another. */
export function changesTo(draft: Partial<EmployeeDraft>, before: Partial<EmployeeDraft>): Partial<EmployeeDraft> {
  const changed = FIELDS.filter((field) => draft[field] && draft[field].value !== before[field]?.value);
  return Object.fromEntries(changed.map((field) => [field, draft[field]]));
}

/** The draft with the login that Lucca stored: people sign in with that one, whatever was sent. */
export function asStored(draft: EmployeeDraft, { login }: Employee): EmployeeDraft {
  const { value, origin, flags = [] } = draft.login;
  if (value === login) return draft;
  const isOther = value.toLowerCase() !== login.toLowerCase();
  return { ...draft, login: { value: login, origin, flags: isOther ? [...flags, 'login-changed'] : flags, given: value } };
}

/** An employee record in Lucca. */
export interface Employee {
  readonly id: number;
  readonly login: string;
  /** Where a person opens the record. */
  readonly link: string;
}
