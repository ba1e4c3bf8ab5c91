import assert from 'node:assert/strict';
import { candidatesFor, type DefaultSettings } from '../../src/hire/rules.js';
import type { Offer } from '../../src/hire/steps.js';

const OFFER: Offer = { title: 'Développeur', reference: 'REF-7', departments: ['Service IT'], contractType: ['1', 'CDI'] };
const settings = (rules: DefaultSettings['rules'] = [], defaults: DefaultSettings['defaults'] = {}): DefaultSettings => ({
  rules,
  defaults,
});

describe('candidatesFor', () => {
  const ALL = settings([{ when: { vacancy: 'REF-7' }, use: { department: 14 } }], { department: 'Ventes' });

  it('asks a person first, then the rules, then Flatchr, then the default', () => {
    assert.deepEqual(candidatesFor('department', ALL, { department: 'RH' }, OFFER), { values: ['RH'], origin: 'correction' });
    assert.deepEqual(candidatesFor('department', ALL, {}, OFFER), { values: [14], origin: 'rule' });
    assert.deepEqual(candidatesFor('department', ALL, {}, { ...OFFER, reference: 'REF-8' }), { values: ['Service IT'], origin: 'flatchr' });
    assert.deepEqual(candidatesFor('department', ALL, {}, { ...OFFER, reference: undefined, departments: [] }), {
      values: ['Ventes'],
      origin: 'default',
    });
    assert.equal(candidatesFor('department', settings(), {}, { ...OFFER, departments: [] }), undefined);
  });

  it('knows which fields Flatchr tells, and all that it tells of them', () => {
    const none = settings();
    assert.deepEqual(candidatesFor('contractType', none, {}, OFFER)?.values, ['1', 'CDI']);
    assert.deepEqual(candidatesFor('department', none, {}, { ...OFFER, departments: ['A', 'B'] })?.values, ['A', 'B']);
    assert.equal(candidatesFor('establishment', none, {}, OFFER), undefined);
    assert.equal(candidatesFor('primaryRole', none, {}, OFFER), undefined);
  });

  it('takes the first rule that fits and speaks of the field', () => {
    const rules: DefaultSettings['rules'] = [
      { when: { department: 'Service IT' }, use: { primaryRole: 'first' } },
      { when: { department: 'Service IT' }, use: { primaryRole: 'second', establishment: 'second' } },
    ];
    assert.deepEqual(candidatesFor('primaryRole', settings(rules), {}, OFFER)?.values, ['first']);
    assert.deepEqual(candidatesFor('establishment', settings(rules), {}, OFFER)?.values, ['second']);
  });

  const FITS: [DefaultSettings['rules'][number]['when'], boolean][] = [
    [{ department: 'service it' }, true],
    [{ department: 'Service' }, false],
    [{ vacancy: 'developpeur' }, true],
    [{ vacancy: 'ref-7' }, true],
    [{ vacancy: 'REF' }, false],
    [{ contractType: '1' }, true],
    [{ contractType: 'cdi' }, true],
    [{ contractType: '2' }, false],
    [{ department: 'Service IT', vacancy: 'REF-7', contractType: 'CDI' }, true],
    [{ department: 'Service IT', vacancy: 'REF-8' }, false],
    [{ department: 'Ventes', contractType: 'CDI' }, false],
  ];
  for (const [when, fits] of FITS)
    it(`a rule for ${JSON.stringify(when)} ${fits ? 'fits' : 'does not fit'}`, () => {
      const found = candidatesFor('primaryRole', settings([{ when, use: { primaryRole: 55 } }]), {}, OFFER);
      assert.equal(found !== undefined, fits);
    });

  it('a rule does not fit an offer that says nothing', () => {
    const rules: DefaultSettings['rules'] = [{ when: { vacancy: 'x' }, use: { primaryRole: 55 } }];
    assert.equal(candidatesFor('primaryRole', settings(rules), {}, { departments: [], contractType: [] }), undefined);
  });

  it('keeps an empty text apart from nothing', () => {
    assert.deepEqual(candidatesFor('department', ALL, { department: '' }, OFFER), { values: [''], origin: 'correction' });
  });
});
