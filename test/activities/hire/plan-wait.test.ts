import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { holidaysOf } from '../../../src/calendar/holidays.js';
import { planWait } from '../../../src/activities/hire/plan-wait.js';
import { useActivities } from '../../support/activities.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function plan(
  since: string,
  { escalateAfterMs = 3 * DAY, expireAfterMs = 60 * DAY, timeZone = 'Europe/Paris', isHoliday = (_day: string): boolean => false } = {},
) {
  return planWait({ since, timeZone, isHoliday, escalateAfterMs, expireAfterMs });
}

/** What a clock on the wall shows, read by the platform's own calendar. */
function clock(at: string, timeZone: string): { date: string; time: string; weekday: number; hour: number } {
  const [date = '', time = ''] = new Date(at).toLocaleString('sv-SE', { timeZone }).split(' ');
  return { date, time, weekday: new Date(`${date}T00:00:00Z`).getUTCDay(), hour: Number(time.slice(0, 2)) };
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

  it('works on no public holiday of the country', async () => {
    const isHoliday = await holidaysOf('FR');
    assert.equal(plan('2026-12-23T09:00:00Z', { isHoliday }).escalateAt, '2026-12-29T09:00:00Z'); // Christmas is a Friday
    const { warnAt, expireAt } = plan('2028-04-11T08:00:00Z', { isHoliday, expireAfterMs: 20 * DAY }); // 1 May 2028 is a Monday
    assert.deepEqual([warnAt, expireAt], ['2028-04-26T07:00:00Z', '2028-05-02T07:00:00Z']);
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

  describe('of whole days, in any zone and over any change of the clock', () => {
    // Besides Sundays: half an hour on Lord Howe, a Friday in Cairo, midnight in Santiago.
    const ZONES = ['Europe/Paris', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'];
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
    const forAll = (check: (since: Date, days: number, timeZone: string, later: number) => void) =>
      fc.assert(
        fc.property(instant, fc.integer({ min: 1, max: 40 }), fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 5 * DAY }), check),
        { numRuns: 500 },
      );
    /** Far away, so that it bends nothing. */
    const expireAfterMs = 90 * DAY;

    it('falls into working hours', () =>
      forAll((since, days, timeZone) => {
        const plans = [
          plan(since.toISOString(), { escalateAfterMs: days * DAY, expireAfterMs, timeZone }),
          plan(since.toISOString(), { escalateAfterMs: DAY, expireAfterMs: (days + 6) * DAY, timeZone }), // long enough for a warning
        ];
        for (const at of plans.flatMap(({ escalateAt, warnAt, expireAt }) => [escalateAt, warnAt, expireAt])) {
          const { weekday, hour } = clock(at, timeZone);
          assert.ok(weekday >= 1 && weekday <= 5 && hour >= 9 && hour < 18, `${at} is on day ${weekday} at ${hour}`);
        }
      }));

    it('counts every working day once', () =>
      forAll((since, days, timeZone) => {
        const after = (count: number) =>
          clock(plan(since.toISOString(), { escalateAfterMs: count * DAY, expireAfterMs, timeZone }).escalateAt, timeZone);
        const [one, next] = [after(days), after(days + 1)];
        const gap = (Date.parse(next.date) - Date.parse(one.date)) / DAY;
        assert.equal(gap, one.weekday === 5 ? 3 : 1, `${one.date} to ${next.date}`);
        assert.equal(next.time, one.time);
      }));

    it('does not come earlier for a wait that begins later', () =>
      forAll((since, days, timeZone, later) => {
        const options = { escalateAfterMs: days * DAY, expireAfterMs: (days + 10) * DAY, timeZone };
        const [one, other] = [since, new Date(since.getTime() + later)].map((at) => plan(at.toISOString(), options));
        for (const key of ['escalateAt', 'warnAt', 'expireAt'] as const)
          assert.ok(Date.parse(String(one?.[key])) <= Date.parse(String(other?.[key])), key);
      }));
  });

  describe('as an activity', () => {
    const rig = useActivities((settings) => ({
      ...settings,
      correction: { escalateAfter: '6h', expireAfter: '12h' },
      timeZone: 'Europe/Berlin',
    }));

    it("reads the connection's settings", async () => {
      assert.deepEqual(await rig().run('planWait', { connection: 'sandbox', since: '2027-01-04T09:00:00Z' }), {
        escalateAt: '2027-01-04T15:00:00Z',
        warnAt: '2027-01-04T18:36:00Z',
        expireAt: '2027-01-04T21:00:00Z',
      });
    });
  });
});
