import assert from 'node:assert/strict';
import { MOST_LISTED, type FoundMissing, type Reconciliation } from '../../src/contracts/reconciliation.js';
import { addUp, startable } from '../../src/workflows/reconciliation-sum.js';
import { RECONCILIATION } from '../support/comparison.js';

const counts = { hired: 0, known: 0, inLucca: 0, started: 0, missing: 0, unread: 0, gone: 0 };
const NOTHING: Reconciliation = { ...RECONCILIATION, ...counts, found: [], goneEmployees: [], cutOff: [], more: false };
const missing = (applicant: string, changedOn: string | undefined = '2027-01-04') => ({
  order: { connection: 'acme', applicant, candidate: { firstName: 'Ana', lastName: applicant }, vacancy: { title: 'Comptable' } },
  changedOn,
});
const found = (...people: FoundMissing['missing']): FoundMissing => ({
  hired: 20,
  known: 20 - people.length,
  unread: 1,
  cutOff: ['2027-01-03'],
  more: false,
  missing: people,
});
const told = ({ hired, known, inLucca, started, missing: left }: Reconciliation) => ({ hired, known, inLucca, started, missing: left });

describe('what a comparison comes to', () => {
  it('accounts for everybody: known, in Lucca, started, known since, or missing', () => {
    const undated = { ...missing('undated'), changedOn: undefined };
    const look = found(missing('lucca'), missing('started'), missing('late'), undated);
    assert.deepEqual(
      startable(look, ['lucca']).map(({ applicant }) => applicant),
      ['started', 'late'],
    );
    const sum = addUp(NOTHING, { found: look, there: ['lucca'], started: ['started'] });
    assert.deepEqual(told(sum), { hired: 20, known: 17, inLucca: 1, started: 1, missing: 1 });
    assert.deepEqual(sum.found, [
      { applicant: 'started', person: 'Ana started', vacancy: 'Comptable', changedOn: '2027-01-04', hire: 'hire/acme/started' },
      { applicant: 'undated', person: 'Ana undated', vacancy: 'Comptable', changedOn: undefined },
    ]);
  });

  it('starts nobody where it is only to report', () => {
    const sum = addUp({ ...NOTHING, mode: 'report' }, { found: found(missing('a'), missing('b')), there: ['b'], started: [] });
    assert.deepEqual(told(sum), { hired: 20, known: 18, inLucca: 1, started: 0, missing: 1 });
  });

  it('adds one look to another, and lists so many', () => {
    const many = found(...Array.from({ length: 300 }, (_, at) => missing(`m${at}`)));
    const report = { ...NOTHING, mode: 'report' } as const;
    const sum = addUp(addUp(report, { found: many, there: [], started: [] }), { found: { ...many, more: true }, there: [], started: [] });
    assert.deepEqual([sum.missing, sum.found.length, sum.unread, sum.cutOff.length, sum.more], [600, MOST_LISTED, 2, 2, true]);
  });
});
