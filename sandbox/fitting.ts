import type { Shape } from '../src/contracts/trace.js';

type Kind = 'booleans' | 'numbers' | 'texts' | 'lists' | 'objects';
const KINDS: readonly Kind[] = ['objects', 'lists', 'numbers', 'texts', 'booleans'];

/**
 * A value as an account would have written it whose answers have this shape: with the types that were seen, null where nothing else was, without
 * fields that were never there, with those that were always there. Where several types or nulls were seen, it stays as it is.
 *
 * @param shape undefined: nothing was seen in this place.
 */
export function fitted(value: unknown, shape: Shape | undefined): unknown {
  if (!shape) return value;
  const kinds = KINDS.filter((kind) => shape[kind] !== undefined);
  const [first] = kinds;
  if (first === undefined) return null;
  if (value === null || value === undefined) return shape.nulls ? null : invented(shape);
  const kind = kindOf(value);
  if (!kinds.includes(kind)) return converted(value, first, shape);
  if (Array.isArray(value)) return value.map((item) => fitted(item, shape.lists?.of));
  return kind === 'objects' ? fittedObject(value, shape) : value;
}

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'lists';
  return ({ boolean: 'booleans', number: 'numbers', string: 'texts' } as const)[typeof value as 'string'] ?? 'objects'; // JSON has no other
}

function fittedObject(value: object, { objects }: Shape): object {
  const given = new Map(Object.entries(value) as [string, unknown][]);
  const { seen = 0, fields = {} } = objects ?? {};
  const entries = Object.entries(fields).flatMap(([name, shape]): [string, unknown][] => {
    if (name === '{key}') return [...given].filter(([own]) => !(own in fields));
    if (!given.has(name) && shape.seen < seen) return [];
    return [[name, fitted(given.get(name), shape)]];
  });
  return Object.fromEntries(entries);
}

function converted(value: unknown, to: Kind, shape: Shape): unknown {
  if (to === 'texts' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (to === 'numbers' && typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  return invented(shape);
}

/** A value where the sandbox has none. */
function invented(shape: Shape): unknown {
  const { booleans, numbers, texts, lists, objects } = shape;
  if (objects) return fittedObject({}, shape);
  if (lists) return lists.of && lists.lengths[0] > 0 ? [fitted(undefined, lists.of)] : [];
  if (numbers) return 10 ** (numbers.digits[0] - 1);
  if (texts) return text(texts.forms[0] ?? '', texts.lengths[0]);
  return booleans ? false : null;
}

function text(form: string, length: number): string {
  if (form.startsWith('9999-99-99')) return `2027-01-04${form.slice(10).replace(/9/g, '0')}`;
  if (form.includes('9')) return form.replace(/9/g, '1');
  return 'x'.repeat(length);
}
