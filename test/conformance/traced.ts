import type { Shape, SystemTrace } from '../../src/contracts/trace.js';
import { rowOf } from './fits.js';
import type { Field, Row } from './row.js';

/** Where the answers of a traced account are not as documented; empty: they are. */
export function differencesOf(rows: readonly Row[], { calls }: Pick<SystemTrace, 'calls'>): string[] {
  const found = calls.flatMap(({ method, path, query, status, body, shape }) => {
    const name = `${method} ${path}`;
    const row = rowOf(rows, { method, path });
    if (!row) return [`${name}: stands in no table`];
    if (status >= 300) return [`${name}: answers ${status}`];
    if (!shape) return [`${name}: answers ${body}`];
    return differences(row.answer, shape, query['fields']?.split(',')).map((what) => `${name}: ${what}`);
  });
  return [...new Set(found)];
}

/** @param asked names of the fields that were asked for, where the endpoint lets one choose. */
function differences(field: Field, shape: Shape, asked: readonly string[] | undefined, place = ''): string[] {
  if (field.type === 'any') return [];
  const { seen, nulls = 0, lists, objects } = shape;
  const at = place === '' ? 'the answer' : place;
  return [
    ...(nulls > 0 && !field.nullable ? [`${at} is null in ${nulls} of ${seen}`] : []),
    ...typesOf(shape)
      .filter((type) => !fits(field, type))
      .map((type) => `${at} is ${type}, documented as ${field.type}`),
    ...(field.type === 'list' && lists?.of ? differences(field.of, lists.of, asked, place) : []),
    ...(field.type === 'object' && objects ? ofFields(field.fields, objects, asked, place) : []),
  ];
}

function ofFields(
  documented: Readonly<Record<string, Field>>,
  { seen, fields }: NonNullable<Shape['objects']>,
  asked: readonly string[] | undefined,
  place: string,
): string[] {
  const at = (name: string) => (place === '' ? name : `${place}.${name}`);
  const isEnvelope = 'data' in documented || 'items' in documented;
  const absent = Object.entries(documented).flatMap(([name, field]) => {
    if (asked && !isEnvelope && !asked.includes(name)) return [];
    const times = seen - (fields[name]?.seen ?? 0);
    return times === seen || (times > 0 && !field.optional) ? [`${at(name)} is absent in ${times} of ${seen}`] : [];
  });
  const present = Object.entries(fields).flatMap(([name, shape]) => {
    const { [name]: field } = documented;
    return field ? differences(field, shape, asked, at(name)) : [`${at(name)} is there: ${typesOf(shape).join(' or ') || 'null'}`];
  });
  return [...absent, ...present];
}

function typesOf({ booleans, numbers, texts, lists, objects }: Shape): string[] {
  const all = [
    ...(booleans ? ['boolean'] : []),
    ...(numbers ? [numbers.integer ? 'integer' : 'number'] : []),
    ...(texts?.forms.map((form) => (/^9999-99-99(?:T[\d:.+Z-]+)?$/.test(form) ? form : 'text')) ?? []),
    ...(lists ? ['list'] : []),
    ...(objects ? ['object'] : []),
  ];
  return [...new Set(all)];
}

function fits({ type }: Field, seen: string): boolean {
  if (type === 'day') return seen === '9999-99-99';
  if (type === 'instant') return seen.startsWith('9999-99-99T');
  if (type === 'text') return seen === 'text' || seen.startsWith('9999');
  return type === seen || (type === 'number' && seen === 'integer');
}
