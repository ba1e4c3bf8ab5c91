import assert from 'node:assert/strict';
import { inputsOf } from '../../src/web/pages/inputs.js';

describe('inputsOf', () => {
  it('begins with what was probably meant, else with what was given', () => {
    const issues = [
      { code: 'doubtful', field: 'startDate', given: '2207-02-01', suggestion: '2027-02-01' },
      { code: 'unusable', field: 'email', given: 'ada at home' },
    ] as const;
    const initial = inputsOf({ issues }, {}, {}).slice(0, 2);
    assert.deepEqual(Object.fromEntries(initial.map(({ field, initial }) => [field, initial])), {
      startDate: '2027-02-01',
      email: 'ada at home',
    });
  });
});
