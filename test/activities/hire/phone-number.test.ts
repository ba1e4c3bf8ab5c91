import assert from 'node:assert/strict';
import { readPhone } from '../../../src/activities/hire/phone-number.js';

describe('phone number', () => {
  const READ: [typed: string, country: string, value: string | undefined][] = [
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
    ['0033612345678', 'FR', '+33612345678'],
    ['Tél. 06 12 34 56 78', 'FR', '+33612345678'],
    ['030 901820', 'DE', '+4930901820'],
    // Overseas departments: written like any French number, under country codes of their own.
    ['0590 82 12 34', 'FR', '+590590821234'],
    ['0690 12 34 56', 'FR', '+590690123456'],
    ['0594 30 12 34', 'FR', '+594594301234'],
    ['0694 12 34 56', 'FR', '+594694123456'],
    ['0596 61 23 45', 'FR', '+596596612345'],
    ['0696 12 34 56', 'FR', '+596696123456'],
    ['0262 41 12 34', 'FR', '+262262411234'],
    ['0692 12 34 56', 'FR', '+262692123456'],
    ['0269 61 12 34', 'FR', '+262269611234'],
    ['06 12 34 56 78', 'MQ', '+33612345678'],
    ['+590 690 12 34 56', 'FR', '+590690123456'],
    // More than a number holds.
    ['01 45 67 89 01 ext. 12', 'FR', undefined],
    ['01 45 67 89 01 poste 12', 'FR', undefined],
    ['01 45 67 89 01 / 06 12 34 56 78', 'FR', undefined],
    ['06 12 34 56 78 (mère)', 'FR', undefined],
    ['06 12 34 56 78 (après 18h)', 'FR', undefined],
    ['+1 212 555 0123 x45', 'FR', undefined],
    ['12', 'FR', undefined],
    ['', 'FR', undefined],
    ['06 12 34 56 78', 'XX', undefined],
  ];
  for (const [typed, country, value] of READ)
    it(`${typed} in ${country} → ${value ?? 'as typed'}`, () => assert.equal(readPhone(typed, country), value));
});
