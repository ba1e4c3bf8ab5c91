import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { oneLine } from '../../src/words/one-line.js';

describe('oneLine', () => {
  it('leaves names alone', () => {
    for (const name of ['Hélène Crèvecœur', "Sinéad O'Neill", 'Юлия', '李小龙', 'محمد']) assert.equal(oneLine(name), name);
  });

  it('makes one line of many, and drops what turns the reading direction', () => {
    assert.equal(oneLine(' a\r\n\tb\u0000c\u2028d\u0085e '), 'a b c d e');
    assert.equal(oneLine('moc.live\u202E\u2066x'), 'moc.livex');
  });

  it('is never longer than asked and never holds a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const line = oneLine(text, max);
        assert.ok(line.length <= max);
        assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
    assert.equal(oneLine('abcd', 3), 'ab…');
    assert.equal(oneLine('a😀😀', 3), 'a…');
  });
});
