import assert from 'node:assert/strict';
import { chooseContractEnd } from '../../../src/activities/hire/contract-end.js';
import type { Fields } from '../../../src/hire/correction.js';

const START = { value: '2027-03-01', origin: 'flatchr' } as const;
const OF_OFFER = { value: '2027-08-31', origin: 'flatchr', flags: ['end-of-offer'] };

describe('the end of the contract', () => {
  const end = (
    offerEndDate: string | undefined,
    { contractType = ['2', 'CDD'], fields = {} }: { contractType?: string[]; fields?: Fields } = {},
  ) => chooseContractEnd({ fields, source: { offerEndDate, contractType }, startDate: START, timeZone: 'Europe/Paris' });

  for (const given of ['2027-08-31', '2027-08-31T00:00:00Z', '2027-08-30T22:00:00Z', '31/08/2027'])
    it(`is the offer's, to be checked: ${given}`, () => assert.deepEqual(end(given), OF_OFFER));

  for (const given of [undefined, '2027-03-01', '2027-02-28', 'soon', ''])
    it(`is left out where the offer's cannot be one: ${given}`, () => assert.equal(end(given), undefined));

  for (const label of ['CDI', 'cdi intérimaire', 'Contrat à durée indéterminée', 'Unbefristet', 'Permanent contract'])
    it(`is left out of a contract without a term: ${label}`, () =>
      assert.equal(end('2027-08-31', { contractType: ['1', label] }), undefined));

  it('is asked of nobody, but taken from a person, and then it has to be one', () => {
    assert.deepEqual(end(undefined, { fields: { contractEnd: '2027-12-31' }, contractType: ['1', 'CDI'] }), {
      value: '2027-12-31',
      origin: 'correction',
    });
    assert.deepEqual(end(undefined, { fields: { contractEnd: '2027-01-31' } }), {
      code: 'unusable',
      field: 'contractEnd',
      given: '2027-01-31',
    });
  });
});
