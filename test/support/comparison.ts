import type { LastReconciliation, Reconciliation } from '../../src/contracts/reconciliation.js';

/** What a comparison with Flatchr may come to: something of every kind. */
export const RECONCILIATION: Reconciliation = {
  connection: 'acme',
  at: '2027-01-04T08:17:00Z',
  mode: 'start',
  since: '2027-01-01',
  days: { from: '2027-01-01', to: '2027-01-05' },
  upTo: '2027-01-04',
  hired: 17,
  known: 12,
  inLucca: 1,
  started: 1,
  missing: 3,
  unread: 2,
  gone: 1,
  found: [
    {
      applicant: 'z7gWQnjXG77hJRak',
      person: 'Nadia <b>Perdue</b>',
      vacancy: 'Comptable H/F',
      changedOn: '2027-01-04',
      hire: 'hire/acme/z7gWQnjXG77hJRak',
    },
    { applicant: 'a4JL2lpEbydwBXKe', person: 'Luc Bon', vacancy: 'Account Executive' },
    { applicant: 'b4JL2lpEbydwBXKe', person: '', changedOn: '2027-01-03' },
  ],
  goneEmployees: [{ hire: 'hire/acme/1474', employee: 416 }],
  cutOff: ['2027-01-02'],
  changes: { looked: 4, stopped: 1, told: 2 },
  more: false,
};

const { hired, known, inLucca, started, missing, unread, gone, at, mode, upTo } = RECONCILIATION;
export const LAST_RECONCILIATION: LastReconciliation = {
  hired,
  known,
  inLucca,
  started,
  missing,
  unread,
  gone,
  at,
  mode,
  upTo,
  workflow: 'reconcile/acme',
  run: 'run',
};
