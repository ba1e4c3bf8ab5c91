import { badRequest } from './error.js';
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
  const limit = wholeNumber(query.get('limit') ?? String(maxLimit), 'limit', 1, maxLimit);
  const items = resources.slice((number - 1) * limit, number * limit);
  const link = (to: number): string => `${path}?page=${to}&limit=${limit}`;
  const root = (query.get('fields.root') ?? '').split(',');
  return {
    items,
    prev: number > 1 ? link(number - 1) : null,
    next: number * limit < resources.length ? link(number + 1) : null,
    ...(root.includes('count') ? { count: resources.length } : {}),
  };
}

function requested(query: Query): Fields | undefined {
  const fields = query.get('fields');
  return fields === undefined ? undefined : parseFields(fields);
}

function header(now: number): Resource {
  return { generated: new Date(now).toISOString(), principal: 'Flatchr (API)' };
}

function ordered(resources: readonly Resource[], query: Query): readonly Resource[] {
  const [field, direction = 'asc'] = (query.get('orderby') ?? '').split(',');
  if (!field) return resources;
  const sign = direction === 'desc' ? -1 : 1;
  return [...resources].sort((a, b) => sign * textOf(a[field]).localeCompare(textOf(b[field]), 'en', { numeric: true }));
}

function page(resources: readonly Resource[], query: Query): readonly Resource[] {
  const [offset = '0', limit = String(MAX_LIMIT_V3)] = (query.get('paging') ?? '').split(',').filter(Boolean);
  const from = wholeNumber(offset, 'paging offset', 0, Number.MAX_SAFE_INTEGER);
  return resources.slice(from, from + wholeNumber(limit, 'paging limit', 1, MAX_LIMIT_V3));
}

function wholeNumber(text: string, name: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw badRequest(`${name} must be a whole number from ${min} to ${max}`);
  return value;
}
