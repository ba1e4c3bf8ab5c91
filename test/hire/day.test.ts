import assert from 'node:assert/strict';
import { dayOfInstant, daysBetween } from '../../src/hire/day.js';

describe('dayOfInstant', () => {
  it('knows a day by its zone on both sides of a clock change', () => {
    assert.equal(dayOfInstant(Date.UTC(2027, 2, 28, 21, 59), 'Europe/Paris'), '2027-03-28');
    assert.equal(dayOfInstant(Date.UTC(2027, 2, 28, 22, 0), 'Europe/Paris'), '2027-03-29');
    assert.equal(dayOfInstant(Date.UTC(2027, 9, 31, 22, 59), 'Europe/Paris'), '2027-10-31');
    assert.equal(dayOfInstant(Date.UTC(2027, 9, 31, 23, 0), 'Europe/Paris'), '2027-11-01');
  });
});

describe('daysBetween', () => {
  it('counts days, not hours, over a clock change', () => {
    assert.equal(daysBetween('2027-03-27', '2027-03-29'), 2);
    assert.equal(daysBetween('2027-11-01', '2027-10-30'), -2);
    assert.equal(daysBetween('2026-12-31', '2028-03-01'), 426);
  });
});
