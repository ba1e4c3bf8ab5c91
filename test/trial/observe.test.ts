import assert from 'node:assert/strict';
import { newUser } from '../../src/lucca/requests.js';
import type { TrialCreated } from '../../src/contracts/trial.js';
import { observe, type ShownRecord } from '../../src/trial/observe.js';
import { inventedDraft } from '../../src/trial/person.js';
import { DRAFT } from '../support/draft.js';

const LOGIN = { formats: ['{f}{last}', '{first}.{last}'], maxLength: 50, umlauts: 'plain' } as const;
const draft = inventedDraft('0123abcd-0000-4000-8000-000000000000', '2027-01-04', LOGIN, DRAFT);
const sent = newUser(draft);
const CREATED: TrialCreated = {
  employee: { id: 7, login: draft.login.value, link: 'https://acme.ilucca-test.net/7' },
  loginTold: true,
  shownAfterMs: 100,
  leftOut: [],
  contracts: [{ typeId: 6, startsOn: '2027-01-04' }],
};

/** What differs, of a Lucca that shows this in place of what was sent. */
function differing(shown: ShownRecord, created: Partial<TrialCreated> = {}, typeId = 2): string[] {
  return observe({
    draft,
    sent,
    created: { ...CREATED, ...created },
    record: { ...sent, ...shown },
    contracts: [{ typeId, startsOn: '2027-01-04' }],
    settleForMs: 45_000,
  }).flatMap(({ what, consequence }) => (consequence === undefined ? [] : [what]));
}

describe('what a trial sees', () => {
  it('is as assumed where a last name comes in capitals, a login in another case, a day without a time', () => {
    assert.deepEqual(differing({}), []);
    assert.deepEqual(
      differing({
        lastName: sent.lastName.toUpperCase(),
        login: sent.login.toUpperCase(),
        mail: sent.mail.toUpperCase(),
        dtContractStart: '2027-01-04',
      }),
      [],
    );
  });

  const OTHERS: Record<string, [shown: ShownRecord, created?: Partial<TrialCreated>, typeId?: number]> = {
    login: [{ login: 'somebody' }],
    mail: [{ mail: 'other@example.org' }],
    lastName: [{ lastName: 'TEST' }],
    dtContractStart: [{ dtContractStart: '2027-01-03T23:00:00' }],
    departmentId: [{ departmentId: 999 }],
    personalEmail: [{ personalEmail: null }],
    personalMobile: [{}, { leftOut: ['personalMobile'] }],
    'look-up after the creation': [{}, { shownAfterMs: undefined }],
    'answer to the creation': [{}, { loginTold: false }],
    'contract that came with it': [{}, { contracts: [] }],
    typeId: [{}, {}, 6],
  };
  for (const [what, given] of Object.entries(OTHERS))
    it(`names ${what} where it is another`, () => {
      assert.deepEqual(differing(...given), [what]);
    });

  it('has a login of the first format that leaves room for what makes it unique', () => {
    const { login } = inventedDraft('0123abcd', '2027-01-04', LOGIN, DRAFT);
    assert.equal(login.value, 'ttestconnectorabcdklmn');
    const short = inventedDraft('0123abcd', '2027-01-04', { ...LOGIN, maxLength: 9 }, DRAFT);
    assert.equal(short.login.value, 'abcdklmn');
  });
});
