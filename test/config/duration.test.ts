import assert from 'node:assert/strict';
import { millisecondsOf } from '../../src/config/duration.js';

describe('duration', () => {
  for (const [text, expected] of [
    ['500ms', 500],
    ['45s', 45_000],
    ['1.5m', 90_000],
    ['12 h', 43_200_000],
    [' 3d ', 259_200_000],
    ['3', undefined],
    ['d', undefined],
    ['-1s', undefined],
    ['1y', undefined],
    ['1s 2m', undefined],
  ] as const) {
    it(`${text} → ${expected}`, () => assert.equal(millisecondsOf(text), expected));
  }
});
