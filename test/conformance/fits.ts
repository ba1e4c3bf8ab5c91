import type { Field, ParameterType, Row } from './row.js';

/** A request as it went out. */
export interface Sent {
  readonly method: string;
  /** Without the system's own prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed; undefined: none. */
  readonly body: unknown;
}

export function rowOf(rows: readonly Row[], { method, path }: Pick<Sent, 'method' | 'path'>): Row | undefined {
  return rows.find((row) => row.method === method && patternOf(row.path).test(path));
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

const FORMS: Record<ParameterType, RegExp> = {
  text: /./,
  number: /^\d+$/,
  boolean: /^(?:true|false)$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  list: /^[^,]+(?:,[^,]+)*$/,
  page: /^\d+,[1-9]\d*$/,
  order: /^\w+,(?:asc|desc)(?:,\w+,(?:asc|desc))*$/,
  sort: /^[+-]\w+$/,
};

/** What a request has that its row does not know, and what it lacks; empty: it fits. */
export function misfitsOfRequest(row: Row, { query, body }: Sent): string[] {
  const parameters = [...query].flatMap(([name, value]) => {
    const form = row.parameters[name];
    if (form === undefined) return [`parameter ${name} is unknown`];
    return FORMS[form].test(value) ? [] : [`parameter ${name} is no ${form}`];
  });
  if (!row.body) return body === undefined ? parameters : [...parameters, 'a body where none is known'];
  const { required, known } = row.body;
  const unknown = Object.keys(isObject(body) ? body : {}).filter((name) => !(name in required) && !(name in known));
  return [
    ...parameters,
    ...unknown.map((name) => `field ${name} is unknown`),
    ...misfits({ type: 'object', fields: { ...allOptional(known), ...required } }, body),
  ];
}

function allOptional(fields: Readonly<Record<string, Field>>): Record<string, Field> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, optional: true }]));
}

/** Where a value does not fit what is documented of it; empty: it fits. */
export function misfits(field: Field, value: unknown, place = 'body'): string[] {
  if (value === undefined) return field.optional ? [] : [`${place} is missing`];
  if (value === null) return field.nullable ? [] : [`${place} is null`];
  if (field.type === 'list')
    return Array.isArray(value) ? value.flatMap((item, index) => misfits(field.of, item, `${place}.${index}`)) : [`${place} is no list`];
  if (field.type === 'object')
    return isObject(value)
      ? Object.entries(field.fields).flatMap(([name, one]) => misfits(one, value[name], `${place}.${name}`))
      : [`${place} is no object`];
  return SCALARS[field.type](value) ? [] : [`${place} is no ${field.type}`];
}

const SCALARS: Record<Exclude<Field['type'], 'list' | 'object'>, (value: unknown) => boolean> = {
  any: () => true,
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  day: (value) => typeof value === 'string' && FORMS.day.test(value),
  instant: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/.test(value),
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
