import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { planWait } from '../../src/activities/plan-wait.js';
import { useActivities } from '../support/activities.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function plan(since: string, { escalateAfterMs = 3 * DAY, expireAfterMs = 60 * DAY, timeZone = 'Europe/Paris' } = {}) {
  return planWait({ since, timeZone, escalateAfterMs, expireAfterMs });
}

describe('planWait', () => {
  it('escalates after working days, at the same time of day', () => {
    assert.equal(plan('2027-01-04T09:00:00Z').escalateAt, '2027-01-07T09:00:00Z'); // Monday → Thursday
  });

  it('does not count the weekend', () => {
    assert.equal(plan('2027-01-07T09:00:00Z').escalateAt, '2027-01-12T09:00:00Z'); // Thursday → Tuesday
  });

  const STARTS: [string, string, string][] = [
    ['on a Saturday night', '2027-01-09T22:00:00Z', '2027-01-14T08:00:00Z'],
    ['on a Friday evening', '2027-01-08T18:30:00Z', '2027-01-14T08:00:00Z'],
    ['before office hours', '2027-01-04T05:00:00Z', '2027-01-07T08:00:00Z'],
    ['after office hours', '2027-01-04T18:00:00Z', '2027-01-08T08:00:00Z'],
  ];
  for (const [what, since, escalateAt] of STARTS)
    it(`counts a wait that starts ${what} from the next opening`, () => assert.equal(plan(since).escalateAt, escalateAt));

  it('keeps the time of day in the zone over both changes of the clock', () => {
    assert.equal(plan('2027-03-25T09:00:00Z').escalateAt, '2027-03-30T08:00:00Z'); // 10:00 in winter, 10:00 in summer
    assert.equal(plan('2027-10-28T08:00:00Z').escalateAt, '2027-11-02T09:00:00Z');
    assert.equal(plan('2027-03-01T09:00:00Z', { expireAfterMs: 35 * DAY }).expireAt, '2027-04-05T08:00:00Z');
  });

  it('counts in the zone of the connection', () => {
    assert.equal(plan('2027-01-04T05:00:00Z', { timeZone: 'Asia/Tokyo' }).escalateAt, '2027-01-07T05:00:00Z');
    assert.equal(plan('2027-01-03T23:30:00Z', { timeZone: 'Pacific/Auckland' }).escalateAt, '2027-01-06T23:30:00Z'); // Monday there
  });

  it('warns three working days before the end, and ends within office hours', () => {
    const { warnAt, expireAt } = plan('2027-01-04T09:00:00Z', { expireAfterMs: 11 * DAY }); // a Friday
    assert.deepEqual([warnAt, expireAt], ['2027-01-12T09:00:00Z', '2027-01-15T09:00:00Z']);
    const weekend = plan('2027-01-04T09:00:00Z', { expireAfterMs: 12 * DAY }); // a Saturday: on Monday at nine
    assert.deepEqual([weekend.warnAt, weekend.expireAt], ['2027-01-13T08:00:00Z', '2027-01-18T08:00:00Z']);
  });

  it('warns at the end itself where there is no time for more', () => {
    const { escalateAt, warnAt, expireAt } = plan('2027-01-04T09:00:00Z', { expireAfterMs: 2 * DAY });
    assert.deepEqual(
      [escalateAt, warnAt, expireAt],
      Array.from({ length: 3 }, () => '2027-01-06T09:00:00Z'),
    );
  });

  it('counts short waits in plain time, also at night', () => {
    assert.deepEqual(plan('2027-01-09T22:00:00Z', { escalateAfterMs: 2 * HOUR, expireAfterMs: 10 * HOUR }), {
      escalateAt: '2027-01-10T00:00:00Z',
      warnAt: '2027-01-10T06:00:00Z',
      expireAt: '2027-01-10T08:00:00Z',
    });
    assert.equal(plan('2027-01-09T22:00:00Z', { escalateAfterMs: 2 * HOUR }).escalateAt, '2027-01-10T00:00:00Z');
  });

  it('is in order, and never before the wait', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 90 * DAY }),
        fc.integer({ min: 1, max: 90 * DAY }),
        fc.constantFrom('Europe/Paris', 'America/Martinique', 'Pacific/Auckland', 'Asia/Kolkata'),
        (since, escalateAfterMs, expireAfterMs, timeZone) => {
          const { escalateAt, warnAt, expireAt } = plan(since.toISOString(), { escalateAfterMs, expireAfterMs, timeZone });
          const times = [since.toISOString(), escalateAt, warnAt, expireAt].map((text) => Date.parse(text));
          assert.deepEqual(
            times,
            [...times].sort((a, b) => a - b),
          );
        },
      ),
    );
  });

  describe('as an activity', () => {
    const rig = useActivities((settings) => ({
      ...settings,
      correction: { escalateAfter: '1d', expireAfter: '12h' },
      timeZone: 'Europe/Berlin',
    }));

    it("reads the connection's settings", async () => {
      assert.deepEqual(await rig().run('planWait', { connection: 'sandbox', since: '2027-01-04T09:00:00Z' }), {
        escalateAt: '2027-01-04T18:36:00Z',
        warnAt: '2027-01-04T18:36:00Z',
        expireAt: '2027-01-04T21:00:00Z',
      });
    });
  });
});
