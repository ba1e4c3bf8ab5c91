import assert from 'node:assert/strict';
import { endingWithin } from './ending.js';
import { LUCCA } from './lucca.js';
import type { Status } from './row.js';

describe('endpoints with an end', () => {
  const [row] = LUCCA;
  assert.ok(row);
  const left = (status: Status, today: string) => endingWithin([{ ...row, status }], 90, today).map(({ daysLeft }) => daysLeft);

  it('are told 90 days before, and ever after', () => {
    const ends: Status = { kind: 'deprecated', endsOn: '2026-09-01' };
    assert.deepEqual(left(ends, '2026-06-02'), []);
    assert.deepEqual(left(ends, '2026-06-03'), [90]);
    assert.deepEqual(left(ends, '2026-11-28'), [-88]);
  });

  it('are not those that are live, or whose end nobody has announced', () => {
    assert.deepEqual(left({ kind: 'live' }, '2099-01-01'), []);
    assert.deepEqual(left({ kind: 'deprecated', endsOn: null }, '2099-01-01'), []);
  });
});
