import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CORRECTION_KINDS, correctionErrors, isDate } from '../../src/hire/correction.js';
import { FIELDS } from '../../src/hire/draft.js';

const pathsOf = (input: unknown): string[] => correctionErrors(input).map(({ path }) => path);

describe('correctionErrors', () => {
  const RIGHT: readonly unknown[] = [
    { kind: 'retry', by: 'Ana' },
    { kind: 'retry', by: 'Ana', problem: 3 },
    { kind: 'create-anyway', by: 'Ana' },
    { kind: 'use-existing', by: 'Ana', employeeId: 416 },
    { kind: 'abandon', by: 'Ana', reason: 'withdrew' },
    { kind: 'fields', by: 'Ana', fields: { department: 'Ventes', establishment: 3, startDate: '2027-01-04' } },
    {
      kind: 'fields',
      by: 'Ana',
      fields: { lastName: 'D', firstName: 'J', email: 'j@d.example', phone: '06', login: 'jd', primaryRole: 1 },
    },
    { kind: 'fields', by: 'Ana', fields: { contractType: 'CDI' } },
  ];
  for (const input of RIGHT) it(`takes ${JSON.stringify(input)}`, () => assert.deepEqual(correctionErrors(input), []));

  const WRONG: readonly [unknown, readonly string[]][] = [
    [undefined, ['']],
    [null, ['']],
    ['retry', ['']],
    [[], ['']],
    [{}, ['kind', 'by']],
    [{ kind: 'Retry', by: 'Ana' }, ['kind']],
    [{ kind: 'toString', by: 'Ana' }, ['kind']],
    [{ kind: 'retry', by: ' ' }, ['by']],
    [{ kind: 'retry', by: 'x'.repeat(256) }, ['by']],
    [{ kind: 'retry', by: 'Ana', problem: 0 }, ['problem']],
    [{ kind: 'retry', by: 'Ana', problem: '1' }, ['problem']],
    [{ kind: 'retry', by: 'Ana', reason: 'why' }, ['reason']],
    [{ kind: 'use-existing', by: 'Ana' }, ['employeeId']],
    [{ kind: 'use-existing', by: 'Ana', employeeId: 1.5 }, ['employeeId']],
    [{ kind: 'use-existing', by: 'Ana', employeeId: 2 ** 31 }, ['employeeId']], // Lucca answers 400 to it, as to no other id that it lacks
    [{ kind: 'abandon', by: 'Ana' }, ['reason']],
    [{ kind: 'fields', by: 'Ana' }, ['fields']],
    [{ kind: 'fields', by: 'Ana', fields: {} }, ['fields']],
    [{ kind: 'fields', by: 'Ana', fields: { team: 'x' } }, ['fields.team']],
    [{ kind: 'fields', by: 'Ana', fields: { email: 5 } }, ['fields.email']],
    [{ kind: 'fields', by: 'Ana', fields: { department: '' } }, ['fields.department']],
    [{ kind: 'fields', by: 'Ana', fields: { department: 0 } }, ['fields.department']],
    [{ kind: 'fields', by: 'Ana', fields: { startDate: '2027-02-29' } }, ['fields.startDate']],
    [{ kind: 'fields', by: 'Ana', fields: { startDate: '04.01.2027', login: '' } }, ['fields.startDate', 'fields.login']],
    [JSON.parse('{"kind":"fields","by":"Ana","fields":{"__proto__":"x"}}'), ['fields.(key)']],
    [{ kind: 'fields', by: 'Ana', fields: { 'jane.doe@home.example': 'x' } }, ['fields.(key)']],
  ];
  for (const [input, paths] of WRONG)
    it(`names what is wrong with ${JSON.stringify(input)?.slice(0, 90)}`, () => {
      assert.deepEqual(pathsOf(input), paths);
      for (const { rule, remedy } of correctionErrors(input)) assert.ok(rule.length > 0 && remedy.length > 0);
    });

  it('takes each kind and each field by name', () => {
    assert.deepEqual(
      CORRECTION_KINDS.map((kind) => pathsOf({ kind, by: 'Ana' })),
      [['fields'], [], ['employeeId'], [], ['problem'], ['reason']],
    );
    for (const field of FIELDS)
      assert.deepEqual(
        pathsOf({ kind: 'fields', by: 'Ana', fields: { [field]: ['startDate', 'contractEnd'].includes(field) ? '2027-01-04' : 'x' } }),
        [],
        field,
      );
  });

  it('never throws and never quotes a value', () => {
    const secret = 'Zq9Xw7';
    const anything = fc.anything({ values: [fc.constant(secret)], withNullPrototype: true });
    fc.assert(
      fc.property(
        fc.oneof(anything, fc.record({ kind: fc.constantFrom(...CORRECTION_KINDS), by: anything, fields: anything, reason: anything })),
        (input) => assert.ok(!JSON.stringify(correctionErrors(input)).includes(secret)),
      ),
    );
  });
});

describe('isDate', () => {
  it('knows the calendar', () => {
    for (const day of ['2027-01-04', '2028-02-29', '1999-12-31']) assert.ok(isDate(day), day);
    for (const day of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-4', '2027-01-04T00:00:00Z', ' 2027-01-04', '', '2027-04-31'])
      assert.ok(!isDate(day), day);
  });
});
