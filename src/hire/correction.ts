import { FIELDS, isLuccaField, MAX_LENGTH, type Field } from './draft.js';

/** Values a person gave. Department, establishment, primary role and contract type: a name or an id. */
export type Fields = Partial<Record<Field, string | number>>;

interface By {
  /** Who answers; kept in the hire's history. */
  readonly by: string;
  /** The number of the problem that is answered. An answer to another than the current one is refused. */
  readonly problem?: number | undefined;
  /** How it came; left out: by Temporal's own tools. Whoever may send it to Temporal may claim any. */
  readonly via?: Via | undefined;
}

/** By a mailed link, from the list to which one signs in, by the command line, or as a signal. */
const VIAS = ['mail-link', 'session', 'cli', 'signal'] as const;
type Via = (typeof VIAS)[number];

/** A person's answer to a problem. */
export type Correction =
  | (By & { readonly kind: 'fields'; readonly fields: Fields })
  | (By & { readonly kind: 'retry' })
  | (By & { readonly kind: 'use-existing'; readonly employeeId: number })
  | (By & { readonly kind: 'create-anyway' })
  /** Yes to what is asked for approval; names its problem, so that nobody says yes to what one has not seen. */
  | (By & { readonly kind: 'approve'; readonly problem: number })
  | (By & { readonly kind: 'abandon'; readonly reason: string });

/** What a person may answer with; which of them fit, a problem's `remedies` say. */
export type CorrectionKind = Correction['kind'];
export const CORRECTION_KINDS = [
  'fields',
  'retry',
  'use-existing',
  'create-anyway',
  'approve',
  'abandon',
] as const satisfies readonly CorrectionKind[];

/** One thing wrong with a correction: the path into it, the rule, and what to do. Holds no value, so it may be logged. */
export interface CorrectionError {
  readonly path: string;
  readonly rule: string;
  readonly remedy: string;
}

/** Lucca's ids are 32-bit integers: it refuses to look for a larger one, which would be taken for trouble that passes. */
const MAX_ID = 2 ** 31 - 1;
const ID_RULE = `must be a whole number from 1 to ${MAX_ID}`;
const KEYS: Record<CorrectionKind, readonly string[]> = {
  fields: ['fields'],
  retry: [],
  'use-existing': ['employeeId'],
  'create-anyway': [],
  approve: [],
  abandon: ['reason'],
};

/**
 * Checks the shape of a correction. Whether Lucca knows a name is not its business: that comes back as a new problem.
 *
 * Synchronous and free of libraries, because it runs inside the workflow's update validator.
 *
 * @returns everything that is wrong; an empty list means the input is a {@link Correction}.
 */
export function correctionErrors(input: unknown): CorrectionError[] {
  if (!isObject(input)) return [error('', 'must be an object', "send {kind, by, …}, such as {kind: 'retry', by: 'name'}")];
  const errors: CorrectionError[] = [];
  const kind = CORRECTION_KINDS.find((known) => known === input['kind']);
  if (kind === undefined) errors.push(error('kind', 'must be one of the known kinds', `use one of ${CORRECTION_KINDS.join(', ')}`));
  if (!isText(input['by'])) errors.push(error('by', `must be a text of 1 to ${MAX_LENGTH} characters`, 'say who answers'));
  if (input['via'] !== undefined && !VIAS.some((known) => known === input['via']))
    errors.push(error('via', 'must be one of the known ways', `leave it out, or use one of ${VIAS.join(', ')}`));
  if (input['problem'] !== undefined && !isId(input['problem']))
    errors.push(error('problem', ID_RULE, "use the problem's number, or leave it out"));
  if (kind === undefined) return errors;
  if (kind === 'approve' && input['problem'] === undefined)
    errors.push(error('problem', 'must be given', 'say which preview is approved: its number'));

  for (const key of Object.keys(input))
    if (!['kind', 'by', 'problem', 'via', ...KEYS[kind]].includes(key))
      errors.push(error(safeKey(key), `is unknown for kind ${kind}`, 'leave it out'));
  if (kind === 'use-existing' && !isId(input['employeeId'])) errors.push(error('employeeId', ID_RULE, "use the employee's id in Lucca"));
  if (kind === 'abandon' && !isText(input['reason']))
    errors.push(error('reason', `must be a text of 1 to ${MAX_LENGTH} characters`, 'say why this is no hire'));
  if (kind === 'fields') errors.push(...fieldErrors(input['fields']));
  return errors;
}

function fieldErrors(fields: unknown): CorrectionError[] {
  if (!isObject(fields) || Object.keys(fields).length === 0)
    return [error('fields', 'must be an object with at least one field', `name any of ${FIELDS.join(', ')}`)];
  return Object.entries(fields).flatMap(([key, value]) => {
    const path = `fields.${safeKey(key)}`;
    const field = FIELDS.find((known) => known === key);
    if (field === undefined) return [error(path, 'is no field', `name any of ${FIELDS.join(', ')}`)];
    if (isLuccaField(field))
      return isText(value) || isId(value)
        ? []
        : [error(path, `must be a name or a whole number from 1 to ${MAX_ID}`, 'use the name or the id that Lucca shows')];
    if (!isText(value)) return [error(path, `must be a text of 1 to ${MAX_LENGTH} characters`, 'write it in quotes')];
    if ((field === 'startDate' || field === 'contractEnd') && !isDate(value))
      return [error(path, 'must be a date that exists, YYYY-MM-DD', 'write it like 2027-01-04')];
    return [];
  });
}

/** True for `YYYY-MM-DD` of a day that exists, in the years 1900 to 2999: all else is a slip, such as 0027. */
export function isDate(value: string): boolean {
  if (!/^(?:19|2\d)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function error(path: string, rule: string, remedy: string): CorrectionError {
  return { path, rule, remedy };
}

/** A key is the sender's text: it is quoted only when it is a plain word, so that no personal data reaches a log by a typo. */
function safeKey(key: string): string {
  return /^[A-Za-z]{1,32}$/.test(key) ? key : '(key)';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim().length > 0 && value.length <= MAX_LENGTH;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_ID;
}
