/**
 * A hire: what this software carries from Flatchr to Lucca. One Temporal workflow each.
 *
 * Only what a later step needs travels in it; the recruiter's data, CVs and HTML stay at the door (`src/flatchr/webhook.ts`).
 */
export interface Hire {
  /** Id of the connection in `connector.yaml`. */
  readonly connection: string;
  /** Flatchr's id of the application, `[A-Za-z0-9_-]{1,64}`. */
  readonly applicant: string;
  /** Instant of the switch to the hired column as Flatchr wrote it (`applicant.updated_at`). Unsigned: a hint until re-read. */
  readonly switchedAt?: string | undefined;
  /** Title of the column that the webhook named. */
  readonly column?: string | undefined;
  /** How we heard of it; left out: by Flatchr's webhook. */
  readonly origin?: HireOrigin | undefined;
  readonly candidate: Candidate;
  readonly vacancy: Vacancy;
}

/** How else than by its webhook a hire is heard of: `reconciliation` finds what a lost webhook left behind, `backfill` what was there before. */
export const HIRE_ORIGINS = ['reconciliation', 'backfill'] as const;
export type HireOrigin = (typeof HIRE_ORIGINS)[number];

/** A person as Flatchr knows one, exactly as typed there. */
export interface Candidate {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  /** Flatchr knows one address, the personal one. */
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** The job offer, as the webhook tells of it. Flatchr writes the same id in two forms: docs/systems/flatchr.md#ids. */
export interface Vacancy {
  /** Encoded form, the one that REST paths take. */
  readonly id?: string | undefined;
  /** Plain number, the one that search results carry. */
  readonly number?: string | undefined;
  readonly title?: string | undefined;
  readonly reference?: string | undefined;
  /** Flatchr's `contract_type_id`. */
  readonly contractType?: string | undefined;
  /** The offer's start date as typed; unix times as ISO instants. What is no date is kept: a person is asked. */
  readonly startDate?: string | undefined;
  /** The offer's end of the contract, in the same forms. */
  readonly endDate?: string | undefined;
}

/** The candidate was moved out of the hired column. */
export interface Left {
  /** ISO instant; absent: some time ago. */
  readonly at?: string | undefined;
  /** Title of the column where the candidate is now. */
  readonly column?: string | undefined;
}

/** Reads what came by a message, as {@link readOrder}. */
export function readLeft(input: unknown): Left | undefined {
  if (!isObject(input)) return undefined;
  const left = texts(input, ['at', 'column']);
  return left.at !== undefined && Number.isNaN(Date.parse(left.at)) ? undefined : left;
}

/** Whether one order tells of a later event than another. Where Flatchr does not say when, it is taken for one: looking again does no harm. */
export function isNewerThan({ switchedAt: one }: Pick<Hire, 'switchedAt'>, { switchedAt: other }: Pick<Hire, 'switchedAt'>): boolean {
  return one === undefined || other === undefined || Date.parse(one) > Date.parse(other);
}

/** Longer texts are no names or titles. */
export const MAX_TEXT = 1000;

/**
 * Reads an order that came by a message, which anybody with access to Temporal can send: the known texts and nothing else.
 *
 * @returns undefined for what is no order of that hire.
 */
export function readOrder(input: unknown, of: Pick<Hire, 'connection' | 'applicant'>): Hire | undefined {
  if (!isObject(input) || input['connection'] !== of.connection || input['applicant'] !== of.applicant) return undefined;
  const { candidate, vacancy } = input;
  if (!isObject(candidate) || !isObject(vacancy)) return undefined;
  const order = { ...of, ...texts(input, ['switchedAt', 'column']) };
  if (order.switchedAt !== undefined && Number.isNaN(Date.parse(order.switchedAt))) return undefined;
  const origin = HIRE_ORIGINS.find((one) => one === input['origin']);
  return {
    ...order,
    ...(origin && { origin }),
    candidate: texts(candidate, ['lastName', 'firstName', 'email', 'phone']),
    vacancy: texts(vacancy, ['id', 'number', 'title', 'reference', 'contractType', 'startDate', 'endDate']),
  };
}

function texts<Key extends string>(from: Record<string, unknown>, keys: readonly Key[]): { readonly [K in Key]?: string } {
  const known = keys.flatMap((key) => {
    const value = from[key];
    return typeof value === 'string' && value.length <= MAX_TEXT ? [[key, value]] : [];
  });
  return Object.fromEntries(known) as { [K in Key]?: string }; // of these keys, texts alone
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The five steps, in order; each is an activity of that name. */
export const STEPS = ['validateHire', 'resolveDefaults', 'deriveLogin', 'createEmployee', 'notifyAdmin'] as const;
/** Activity type of one of the five. */
export type Step = (typeof STEPS)[number];

/** Values of the search attribute `HireStatus`; those from `created` on are of runs that have ended. */
export const HIRE_STATUSES = [
  'in-progress',
  'awaiting-correction',
  'created',
  'linked',
  'previewed',
  'abandoned',
  'expired',
  'repeat',
] as const;
/** Where a hire is; what each means: docs/ARCHITECTURE.md#a-hire. */
export type HireStatus = (typeof HIRE_STATUSES)[number];

/** Those of runs that ended without an employee of their own: the hire can begin anew. */
export const ENDED_EARLY = ['previewed', 'abandoned', 'expired'] as const satisfies readonly HireStatus[];
export type EndedEarly = (typeof ENDED_EARLY)[number];

/** True for the status of a hire that can be taken up again. */
export function canBeginAnew(status: HireStatus): status is EndedEarly {
  return ENDED_EARLY.some((one) => one === status);
}

/** Shape of an applicant id that is safe in a workflow id, a log line and a URL. */
export const APPLICANT_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether an applicant's id is the encoded one, by which REST knows it; webhooks carry the other, an integer. */
export function isEncodedId(applicant: string): boolean {
  return !/^\d+$/.test(applicant);
}

/** Workflow id of a hire: `hire/{connection}/{applicant}`. Opaque: it holds no personal data. */
export function hireId(hire: Pick<Hire, 'connection' | 'applicant'>): string {
  return `hire/${hire.connection}/${hire.applicant}`;
}

/** The inverse of {@link hireId}; undefined when the id is of another shape. */
export function parseHireId(id: string): Pick<Hire, 'connection' | 'applicant'> | undefined {
  const [prefix, connection, applicant, ...rest] = id.split('/');
  if (prefix !== 'hire' || !connection || !applicant || rest.length > 0) return undefined;
  return { connection, applicant };
}
