import type { Range, Shape } from '../contracts/trace.js';

/** A name of a schema. All else is a key of a map, and may be anybody's. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const ANY_KEY = '{key}';
/** No known answer is as deep. */
const MAX_DEPTH = 10;
/** More forms than this say no more. */
const MAX_FORMS = 8;
const OTHER_FORMS = 'others';

/** The shape of one value, which is parsed JSON. */
export function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null || value === undefined) return { seen: 1, nulls: 1 };
  if (typeof value === 'boolean') return { seen: 1, booleans: 1 };
  if (typeof value === 'number') {
    const digits = String(Math.abs(value)).replace(/\D/g, '').length;
    return { seen: 1, numbers: { seen: 1, integer: Number.isInteger(value), digits: [digits, digits] } };
  }
  if (typeof value === 'string') return { seen: 1, texts: { seen: 1, lengths: [value.length, value.length], forms: [formOf(value)] } };
  if (Array.isArray(value)) {
    const of = depth < MAX_DEPTH ? mergedAll(value.map((item) => shapeOf(item, depth + 1))) : undefined;
    return { seen: 1, lists: { seen: 1, lengths: [value.length, value.length], ...(of && { of }) } };
  }
  return { seen: 1, objects: { seen: 1, fields: depth < MAX_DEPTH ? fieldsOf(value, depth) : {} } };
}

/** A map has keys that are no names, or things of one kind: then none of its keys is told. */
function fieldsOf(value: object, depth: number): Record<string, Shape> {
  const entries = Object.entries(value);
  const kinds = new Set(entries.map(([, item]) => (isObject(item) ? Object.keys(item).join() : undefined)));
  const isMap = entries.some(([key]) => !NAME.test(key)) || (entries.length > 1 && kinds.size === 1 && !kinds.has(undefined));
  const fields = new Map<string, Shape>();
  for (const [key, item] of entries) {
    const name = isMap ? ANY_KEY : key;
    fields.set(name, merged(fields.get(name), shapeOf(item, depth + 1)));
  }
  return Object.fromEntries(fields);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same without the names that are somebody's. */
export function withoutKeys(shape: Shape, isSomebodys: (name: string) => boolean): Shape {
  const { lists, objects, ...rest } = shape;
  const fields = new Map<string, Shape>();
  for (const [name, one] of Object.entries(objects?.fields ?? {})) {
    const kept = isSomebodys(name) ? ANY_KEY : name;
    fields.set(kept, merged(fields.get(kept), withoutKeys(one, isSomebodys)));
  }
  return {
    ...rest,
    ...(lists && { lists: { ...lists, ...(lists.of && { of: withoutKeys(lists.of, isSomebodys) }) } }),
    ...(objects && { objects: { seen: objects.seen, fields: Object.fromEntries(fields) } }),
  };
}

/** How a text is written. Of digits and what stands between them in days, times, numbers and paths: with a 9 for each digit. */
export function formOf(text: string): string {
  if (text === '') return 'empty';
  if (text.length <= 40 && /\d/.test(text) && /^[\d\s./:,+()TZ-]+$/.test(text)) return text.replace(/\d/g, '9');
  if (/^https?:\/\//i.test(text)) return 'url';
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return 'address';
  if (/<\/?[a-z]/i.test(text)) return 'html';
  if (/^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]+$/.test(text)) return 'letters and digits';
  if (text === text.toLowerCase()) return text === text.toUpperCase() ? 'no letters' : 'lower case';
  return text === text.toUpperCase() ? 'capitals' : 'mixed case';
}

export function mergedAll(shapes: readonly Shape[]): Shape | undefined {
  return shapes.reduce<Shape | undefined>((all, one) => merged(all, one), undefined);
}

/** What both saw. */
export function merged(one: Shape | undefined, other: Shape): Shape {
  if (!one) return other;
  const nulls = (one.nulls ?? 0) + (other.nulls ?? 0);
  const booleans = (one.booleans ?? 0) + (other.booleans ?? 0);
  const numbers = both(one.numbers, other.numbers, (a, b) => ({
    seen: a.seen + b.seen,
    integer: a.integer && b.integer,
    digits: range(a.digits, b.digits),
  }));
  const texts = both(one.texts, other.texts, (a, b) => ({
    seen: a.seen + b.seen,
    lengths: range(a.lengths, b.lengths),
    forms: someOf([...a.forms, ...b.forms]),
  }));
  const lists = both(one.lists, other.lists, (a, b) => {
    const of = mergedAll([a.of, b.of].filter((shape) => shape !== undefined));
    return { seen: a.seen + b.seen, lengths: range(a.lengths, b.lengths), ...(of && { of }) };
  });
  const objects = both(one.objects, other.objects, (a, b) => ({ seen: a.seen + b.seen, fields: mergedFields(a.fields, b.fields) }));
  return {
    seen: one.seen + other.seen,
    ...(nulls > 0 && { nulls }),
    ...(booleans > 0 && { booleans }),
    ...(numbers && { numbers }),
    ...(texts && { texts }),
    ...(lists && { lists }),
    ...(objects && { objects }),
  };
}

function both<T>(one: T | undefined, other: T | undefined, join: (one: T, other: T) => T): T | undefined {
  return one && other ? join(one, other) : (one ?? other);
}

function range([min, max]: Range, [otherMin, otherMax]: Range): Range {
  return [Math.min(min, otherMin), Math.max(max, otherMax)];
}

function mergedFields(one: Readonly<Record<string, Shape>>, other: Readonly<Record<string, Shape>>): Record<string, Shape> {
  const fields = new Map(Object.entries(one));
  for (const [name, shape] of Object.entries(other)) fields.set(name, merged(fields.get(name), shape));
  return Object.fromEntries(fields);
}

function someOf(forms: readonly string[]): string[] {
  const all = [...new Set(forms)];
  return all.length <= MAX_FORMS ? all : [...all.filter((form) => form !== OTHER_FORMS).slice(0, MAX_FORMS - 1), OTHER_FORMS];
}
