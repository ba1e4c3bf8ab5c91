import assert from 'node:assert/strict';
import { rereadHire } from '../../src/activities/hire-source.js';
import { FlatchrError, type FlatchrClient } from '../../src/flatchr/client.js';
import { useActivities } from '../support/activities.js';

describe('re-reading a hire', () => {
  const rig = useActivities();
  const ANYONE = { applicant: 'a', vacancyNumber: undefined, column: 'Recruté', hired: true, archived: false, phone: undefined };

  /** A Flatchr that refuses to search for what is no address. */
  const strict: FlatchrClient = {
    async search(person) {
      if ('email' in person) throw new FlatchrError('unavailable', 'search/applicants', 400);
      return [{ ...ANYONE, ...person, email: 'ada at home' }];
    },
    vacancy: () => assert.fail('not asked for'),
    tagsOf: async () => [],
    contractTypes: async () => new Map(),
  };

  it('looks by name where the e-mail is none, so that its correction can be asked for', async () => {
    const { settings } = rig().connection;
    const hire = {
      connection: 'sandbox',
      applicant: '1',
      candidate: { firstName: 'Ada', lastName: 'Byron', email: 'ada at home' },
      vacancy: {},
    };
    const found = await rereadHire(strict, settings.flatchr, hire);
    assert.ok(found.kind === 'hired');
    assert.equal(found.source.email, 'ada at home');
  });
});
