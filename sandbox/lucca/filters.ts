import { badRequest } from './error.js';

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
 * @param only - names of the filters to apply; left out: all.
 */
export function filterOf(query: Query, only?: readonly string[]): (resource: object) => boolean {
  const filters = [...query].filter(([name]) => (only === undefined ? !RESERVED.has(name) : only.includes(name)));
  return (resource) => filters.every(([path, value]) => matches(valueAt(resource, path), value));
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

function matches(actual: unknown, filter: string): boolean {
  // The whole value is split at commas; so a value that holds one cannot be looked for.
  const [first = '', ...rest] = filter.split(',');
  const is = (wanted: string): boolean => (wanted === 'null' ? actual === null : same(actual, wanted));
  switch (first.toLowerCase()) {
    case 'equals':
      return rest.some(is);
    case 'notequal':
      return !rest.some(is);
    case 'starts':
      return rest.some((wanted) => textOf(actual).toLowerCase().startsWith(wanted.toLowerCase()));
    case 'like':
      return rest.some((wanted) => textOf(actual).toLowerCase().includes(wanted.toLowerCase()));
    case 'since':
    case 'greaterthanorequal':
      return compare(actual, rest[0]) >= 0;
    case 'greaterthan':
      return compare(actual, rest[0]) > 0;
    case 'until':
    case 'lessthanorequal':
      return compare(actual, rest[0]) <= 0;
    case 'lessthan':
      return compare(actual, rest[0]) < 0;
    case 'between':
      return compare(actual, rest[0]) >= 0 && compare(actual, rest[1]) <= 0;
    default:
      return [first, ...rest].some(is);
  }
}

/** Texts are equal without regard to case: the usual collation of the database behind v3 (assumed). */
function same(actual: unknown, wanted: string): boolean {
  return textOf(actual).toLowerCase() === wanted.toLowerCase() || dateOf(actual) === wanted;
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

function dateOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T00:00:00$/.test(value) ? value.slice(0, 10) : undefined;
}
