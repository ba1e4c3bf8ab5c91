import { badRequest } from './error.js';
import { dayOf } from './state.js';

/** Query parameters that are no filters. */
const RESERVED = new Set(['fields', 'paging', 'orderby', 'formeremployees', 'contract', 'notify', 'page', 'limit', 'fields.root', 'sort']);

/** A query string read as v3 does: names without regard to case. */
export type Query = ReadonlyMap<string, string>;

export function readQuery(query: unknown): Query {
  if (typeof query !== 'object' || query === null) return new Map();
  return new Map(
    Object.entries(query).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

/**
 * True for each resource that every filter of the query lets through.
 * @param now - milliseconds since the epoch, for `today` and its like.
 * @param only - names of the filters to apply; left out: all.
 */
export function filterOf(query: Query, now: number, only?: readonly string[]): (resource: object) => boolean {
  const filters = [...query].filter(([name]) => (only === undefined ? !RESERVED.has(name) : only.includes(name)));
  const mail = query.get('mail');
  if (mail !== undefined && mail.split(',').some((value) => isNoAddress(value))) throw badRequest('Query parameter is invalid');
  return (resource) => filters.every(([path, value]) => matches(valueAt(resource, path), value, dayOf(now)));
}

/** Lucca reads a filter on an address as one; a word without @ may be an operator. */
function isNoAddress(value: string): boolean {
  return value.includes('@') && !/^[^\s@<>]+@[^\s@<>]+$/.test(value.trim());
}

/** The value behind `department.id`. @throws LuccaError 400 for a property that does not exist. */
function valueAt(resource: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null) return null;
    const entry = Object.entries(value).find(([name]) => name.toLowerCase() === part);
    if (entry === undefined) throw badRequest(`Unknown property ${path}`);
    const found: unknown = entry[1];
    return found;
  }, resource);
}

function matches(actual: unknown, filter: string, today: string): boolean {
  // The whole value is split at commas; so a value that holds one cannot be looked for.
  const [first = '', ...rest] = filter.split(',');
  const operator = OPERATORS[first.toLowerCase()];
  const values = (operator ? rest : [first, ...rest]).map((value) => (isDate(actual) ? (dayOfKeyword(value, today) ?? value) : value));
  const { fits, count } = operator ?? EQUALS;
  if (count === undefined ? values.length === 0 : values.length !== count) throw badRequest('Query parameter is invalid');
  return fits(actual, values);
}

interface Operator {
  readonly fits: (actual: unknown, values: readonly string[]) => boolean;
  /** How many values it takes; left out: any number, of which one must fit. */
  readonly count?: number;
}

const anyOf = (fits: (actual: unknown, wanted: string) => boolean): Operator => ({
  fits: (actual, values) => values.some((wanted) => fits(actual, wanted)),
});
const EQUALS = anyOf(same);
const SINCE = anyOf((actual, wanted) => compare(actual, wanted) >= 0);
const UNTIL = anyOf((actual, wanted) => (wanted === 'null' ? actual === null : compare(actual, wanted) <= 0));

const OPERATORS: Readonly<Record<string, Operator>> = {
  equals: EQUALS,
  notequal: { fits: (actual, values) => !values.some((wanted) => same(actual, wanted)) },
  starts: anyOf((actual, wanted) => textOf(actual).toLowerCase().startsWith(wanted.toLowerCase())),
  like: anyOf((actual, wanted) => textOf(actual).toLowerCase().includes(wanted.toLowerCase())),
  since: SINCE,
  greaterthanorequal: SINCE,
  greaterthan: anyOf((actual, wanted) => compare(actual, wanted) > 0),
  until: UNTIL,
  lessthanorequal: UNTIL,
  lessthan: anyOf((actual, wanted) => compare(actual, wanted) < 0),
  between: { count: 2, fits: (actual, [from, to]) => compare(actual, from) >= 0 && compare(actual, to) <= 0 },
};

/** `today`, `now`, `tomorrow`, `yesterday`, as a day. */
function dayOfKeyword(value: string, today: string): string | undefined {
  const offset = { today: 0, now: 0, tomorrow: 1, yesterday: -1 }[value.toLowerCase()];
  return offset === undefined ? undefined : dayOf(Date.parse(today) + offset * 86_400_000);
}

/** Texts are equal without regard to case: the usual collation of the database behind v3 (assumed). */
function same(actual: unknown, wanted: string): boolean {
  if (wanted === 'null') return actual === null;
  return textOf(actual).toLowerCase() === wanted.toLowerCase() || (isDate(actual) && actual.slice(0, 10) === wanted);
}

function compare(actual: unknown, wanted = ''): number {
  if (actual === null) return Number.NaN;
  if (typeof actual === 'number') return actual - Number(wanted);
  return textOf(actual).toLowerCase() < wanted.toLowerCase() ? -1 : Number(textOf(actual).toLowerCase() > wanted.toLowerCase());
}

/** A property as text; nothing for null and for objects. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T00:00:00$/.test(value);
}
