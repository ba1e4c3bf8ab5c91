import * as fc from 'fast-check';
import type { Field } from './row.js';

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const zone = fc.constantFrom('', 'Z', '+01:00', '-04:00', '.5', '.583Z');

/** Values that fit a field: with nulls where they are allowed, without what is optional, in any zone, and with what nobody knows. */
export function answersOf(field: Field): fc.Arbitrary<unknown> {
  const value = valuesOf(field);
  return field.nullable ? fc.option(value, { freq: 4 }) : value;
}

function valuesOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'integer':
      return fc.integer({ min: 1, max: 2 ** 31 - 1 });
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'text':
      return fc.string();
    case 'any':
      return fc.jsonValue();
    case 'day':
      return day;
    case 'instant':
      return fc.tuple(day, zone).map(([date, suffix]) => `${date}T00:00:00${suffix}`);
    case 'list':
      return fc.array(answersOf(field.of), { maxLength: 5 });
    case 'object': {
      const entries = Object.entries(field.fields);
      const required = entries.filter(([, one]) => !one.optional).map(([name]) => name);
      const model = Object.fromEntries(entries.map(([name, one]) => [name, answersOf(one)]));
      return fc
        .record({ ...model, unheardOf: fc.jsonValue() }, { requiredKeys: required as never[] }) // the names are the model's own
        .map((record): unknown => record);
    }
  }
}
