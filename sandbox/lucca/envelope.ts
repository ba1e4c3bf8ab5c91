import { badRequest } from './error.js';
import { withoutZone } from './state.js';
import { parseFields, project, type Fields, type Resource } from './fields.js';
import { textOf, type Query } from './filters.js';

const MAX_LIMIT_V3 = 1_000;

/** `{header, data}` around one v3 resource, reduced to `fields`. */
export function v3Item(resource: Resource, query: Query, now: number): Resource {
  return { header: header(now), data: project(resource, requested(query)) };
}

/** `{header, data: {items, count?}}`, ordered, paged and reduced as the query asks. */
export function v3List(resources: readonly Resource[], query: Query, now: number): Resource {
  const fields = requested(query);
  const collection = fields?.get('collection');
  fields?.delete('collection');
  const data: Record<string, unknown> = {};
  if (collection?.has('count')) data['count'] = resources.length;
  // Asking for the count alone brings no items.
  if (collection === undefined || (fields?.size ?? 0) > 0)
    data['items'] = page(ordered(resources, query), query).map((resource) => project(resource, fields));
  return { header: header(now), data };
}

/** v4's `{items, prev, next, count?}`. */
export function v4List(resources: readonly Resource[], query: Query, path: string, maxLimit: number): Resource {
  const number = wholeNumber(query.get('page') ?? '1', 'page', 1, Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(query.get('limit') ?? String(maxLimit), 'limit', 0, maxLimit);
  const items = sorted(resources, query).slice((number - 1) * limit, number * limit);
  const link = (to: number): string => `${path}?page=${to}&limit=${limit}`;
  const root = (query.get('fields.root') ?? '').split(',');
  return {
    items,
    prev: number > 1 ? link(number - 1) : null,
    next: number * limit < resources.length ? link(number + 1) : null,
    ...(root.includes('count') ? { count: resources.length } : {}),
  };
}

/** `sort=+name`, `sort=-createdAt`. */
function sorted(resources: readonly Resource[], query: Query): readonly Resource[] {
  const [, sign, field = ''] = /^([+-]?)(\w+)$/.exec(query.get('sort') ?? '') ?? [];
  if (!query.has('sort')) return asItComes(resources, query.get('page'));
  if (resources[0] && !(field in resources[0])) throw badRequest('sort must name a property');
  return [...resources].sort((a, b) => compare(a, b, { field, direction: sign === '-' ? 'desc' : 'asc' }));
}

function requested(query: Query): Fields | undefined {
  const fields = query.get('fields');
  return fields === undefined ? undefined : parseFields(fields);
}

function header(now: number): Resource {
  return { generated: withoutZone(new Date(now).toISOString()), principal: 'Flatchr (API)' };
}

/** `orderBy=name,asc,id,desc`: pairs of a property and a direction. */
function ordered(resources: readonly Resource[], query: Query): readonly Resource[] {
  const parts = query.get('orderby')?.split(',') ?? [];
  if (parts.length % 2 !== 0) throw badRequest('orderBy must be pairs of a property and a direction');
  const pairs = parts.flatMap((field, index) => (index % 2 === 0 ? [{ field, direction: parts[index + 1] ?? '' }] : []));
  for (const { field, direction } of pairs) {
    if (!/^(asc|desc)$/i.test(direction)) throw badRequest(`orderBy: ${direction} is no direction`);
    if (resources[0] && !(field in resources[0])) throw badRequest(`orderBy: property ${field} does not exist`);
  }
  if (pairs.length === 0) return asItComes(resources, query.get('paging'));
  return [...resources].sort((a, b) => pairs.reduce((order, pair) => order || compare(a, b, pair), 0));
}

function compare(a: Resource, b: Resource, { field, direction }: { field: string; direction: string }): number {
  return (/desc/i.test(direction) ? -1 : 1) * textOf(a[field]).localeCompare(textOf(b[field]), 'en', { numeric: true });
}

/** Without an order, nothing keeps a later page from repeating what an earlier one had. */
function asItComes(resources: readonly Resource[], place: string | undefined): readonly Resource[] {
  return place === undefined || /^(0,|1$)/.test(place) ? resources : [...resources].reverse();
}

function page(resources: readonly Resource[], query: Query): readonly Resource[] {
  const parts = (query.get('paging') ?? `0,${MAX_LIMIT_V3}`).split(',');
  const [offset = '', limit = ''] = parts;
  if (parts.length !== 2) throw badRequest('paging must be an offset and a limit');
  const from = wholeNumber(offset, 'paging offset', 0, Number.MAX_SAFE_INTEGER);
  return resources.slice(from, from + wholeNumber(limit, 'paging limit', 1, MAX_LIMIT_V3));
}

function wholeNumber(text: string, name: string, min: number, max: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw badRequest(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}
