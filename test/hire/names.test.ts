import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fold, sameName } from '../../src/hire/names.js';

describe('fold', () => {
  const SAME: readonly [string, string][] = [
    ['Doe', 'DOE'],
    ['Lefèvre', 'lefevre'],
    ['Müller', 'MÜLLER'],
    ['Müller', 'Mu\u0308ller'],
    ['Straße', 'STRASSE'],
    ['Straße', 'STRAẞE'], // the capital letter that German has had since 2017
    ['Jean-Pierre', 'Jean  Pierre '],
    ['Jean‑Pierre', 'Jean–Pierre'],
    ['O’Neill', "O'NEILL"],
    ['Łukasz', 'LUKASZ'],
    ['Søren', 'Soren'],
    ['Œuvrard', 'OEUVRARD'],
    ['Işık', 'IŞIK'],
    ['ﬁliz', 'FILIZ'],
    ['Παππάς', 'ΠΑΠΠΑΣ'],
    ['Service\u00A0IT', 'service it'],
    ['Ven\u200Btes', 'Ventes'],
  ];
  for (const [one, other] of SAME) it(`${one} = ${other}`, () => assert.equal(fold(one), fold(other)));

  const DIFFERENT: readonly [string, string][] = [
    ['Doe', 'Dow'],
    ['Team 2-1', 'Team 21'],
    ['Team 2.1', 'Team 21'],
    ['C', 'C++'],
    ['कि', 'कु'],
    ['か', 'が'],
  ];
  for (const [one, other] of DIFFERENT) it(`${one} ≠ ${other}`, () => assert.notEqual(fold(one), fold(other)));

  it('folds once for all, whatever the case and the form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(fold(text.normalize('NFD')), fold(text));
        assert.equal(fold(fold(text)), fold(text));
      }),
    );
  });
});

describe('sameName', () => {
  it('compares first and last names apart', () => {
    assert.ok(sameName({ firstName: 'Éva', lastName: 'de la Tour' }, { firstName: 'Eva', lastName: 'DE LA TOUR' }));
    assert.ok(!sameName({ firstName: 'Eva', lastName: 'Blum' }, { firstName: 'Blum', lastName: 'Eva' }));
    assert.ok(!sameName({ firstName: 'Eva Maria', lastName: 'Blum' }, { firstName: 'Eva', lastName: 'Maria Blum' }));
  });

  it('takes two unknown names for two people', () => {
    assert.ok(!sameName({ firstName: '', lastName: '' }, { firstName: ' ', lastName: '-' }));
    assert.ok(!sameName({ firstName: 'Eva', lastName: '' }, { firstName: 'Eva', lastName: '' }));
  });
});
