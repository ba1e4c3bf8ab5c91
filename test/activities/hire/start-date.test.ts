import assert from 'node:assert/strict';
import { chooseStartDate, type StartDateOrder } from '../../../src/activities/hire/start-date.js';

const ORDER: StartDateOrder = {
  fields: {},
  source: {},
  switchedAt: '2027-01-04T09:00:00Z',
  timeZone: 'Europe/Paris',
  now: Date.UTC(2027, 0, 4, 9),
};
const choose = (order: Partial<StartDateOrder>) => chooseStartDate({ ...ORDER, ...order });
const valueOf = (chosen: ReturnType<typeof choose>) => ('value' in chosen ? chosen.value : JSON.stringify(chosen));
const TAG = { startDateTag: '2027-03-01' };
const OFFER = { offerStartDate: '2027-04-01' };

describe('start date', () => {
  it('is the correction, else the tag, else the offer, else the day of the switch', () => {
    assert.deepEqual(choose({ fields: { startDate: '2027-02-01' }, source: { ...TAG, ...OFFER } }), {
      value: '2027-02-01',
      origin: 'correction',
    });
    assert.deepEqual(choose({ source: { ...TAG, ...OFFER } }), { value: '2027-03-01', origin: 'flatchr' });
    assert.deepEqual(choose({ source: OFFER }), { value: '2027-04-01', origin: 'flatchr', flags: ['date-of-offer'] });
    assert.deepEqual(choose({}), { value: '2027-01-04', origin: 'switch-date', flags: ['date-of-switch'] });
  });

  const READ: [string, string | undefined][] = [
    ['2027-03-01', '2027-03-01'],
    [' 2027-03-01 ', '2027-03-01'],
    ['01/03/2027', '2027-03-01'],
    ['1/3/2027', '2027-03-01'],
    ['01.03.2027', '2027-03-01'],
    ['2027-03-01T00:00:00Z', '2027-03-01'],
    ['2027-02-28T23:00:00.000Z', '2027-03-01'], // midnight in Paris
    ['2027-02-28T22:59:59Z', '2027-02-28'],
    ['2027-06-30T22:00:00Z', '2027-07-01'], // midnight in Paris, in summer
    ['2027-03-01T01:00:00+09:00', '2027-02-28'],
    ['2027-03-01T00:00:00+09:00', '2027-03-01'], // midnight, as it is written
    ['2027-03-01 00:00:00', '2027-03-01'],
    ['2027-03-01T00:00:01Z', '2027-03-01'],
    ['2027-03-01T00:00:00', '2027-03-01'], // names no zone: not this machine's
    ['2027-03-01T23:59:59', '2027-03-01'],
    ['2027-02-29', undefined],
    ['31/02/2027', undefined],
    ['03/31/2027', undefined],
    ['2027-13-01T00:00:00Z', undefined],
    ['12', undefined],
    ['next week 2027', undefined],
    ['dès que possible', undefined],
    ['1er mars 2027', undefined],
  ];
  for (const [given, value] of READ)
    it(`${given} → ${value ?? 'a question'}`, () => {
      for (const source of [{ startDateTag: given }, { offerStartDate: given }]) {
        const found = choose({ source });
        if (value === undefined) assert.deepEqual(found, { code: 'unusable', field: 'startDate', given });
        else assert.equal('value' in found && found.value, value);
      }
    });

  it('takes midnight, UTC or in Paris, for that calendar day in every zone, and a time of day for its day in the zone', () => {
    const STAMPS: [given: string, paris: string, martinique: string, reunion: string][] = [
      ['2027-01-03T23:00:00Z', '2027-01-04', '2027-01-04', '2027-01-04'], // midnight in Paris
      ['2027-06-30T22:00:00.000Z', '2027-07-01', '2027-07-01', '2027-07-01'], // in summer
      ['2027-01-04T00:00:00Z', '2027-01-04', '2027-01-04', '2027-01-04'],
      ['2027-01-04T00:00:00+01:00', '2027-01-04', '2027-01-04', '2027-01-04'],
      ['2027-01-03T22:00:00Z', '2027-01-03', '2027-01-03', '2027-01-04'], // not midnight in winter
      ['2027-01-04T02:30:00Z', '2027-01-04', '2027-01-03', '2027-01-04'],
      ['2027-01-04T21:30:00Z', '2027-01-04', '2027-01-04', '2027-01-05'],
    ];
    for (const [given, ...days] of STAMPS)
      assert.deepEqual(
        ['Europe/Paris', 'America/Martinique', 'Indian/Reunion'].map((timeZone) =>
          valueOf(choose({ source: { offerStartDate: given }, timeZone })),
        ),
        days,
        given,
      );
  });

  describe('far from today', () => {
    const FAR: [given: string, suggestion: string | undefined][] = [
      ['2037-03-01', '2027-03-01'], // ten years off
      ['2017-03-01', '2027-03-01'],
      ['2227-03-01', '2027-03-01'], // two hundred
      ['1927-03-01', '2027-03-01'],
      ['2028-01-04', '2027-01-04'], // one
      ['2026-03-01', '2027-03-01'],
      ['2026-10-03', '2027-10-03'], // 93 days ago
      ['2028-02-29', undefined],
    ];
    for (const [given, suggestion] of FAR)
      it(`${given} is asked about${suggestion ? `, and ${suggestion} suggested` : ''}`, () => {
        for (const source of [{ startDateTag: given }, { offerStartDate: given }])
          assert.deepEqual(choose({ source }), { code: 'doubtful', field: 'startDate', given, suggestion });
      });

    it('is taken when a person gave it, and flagged', () => {
      const far = { value: '2037-03-01', origin: 'correction', flags: ['date-far-off'] };
      assert.deepEqual(choose({ fields: { startDate: '2037-03-01' } }), far);
    });

    for (const [given, suggestion] of [
      ['0027-03-01', '2027-03-01'],
      ['1/3/27', '2027-03-01'],
      ['9999-12-31T23:30:00Z', '2027-12-31'], // would be the year 10000 in Paris, which Temporal takes for no date
    ] as const)
      it(`${given} cannot be used, and ${suggestion} is suggested`, () =>
        assert.deepEqual(choose({ source: { startDateTag: given } }), { code: 'unusable', field: 'startDate', given, suggestion }));
  });

  it('is near up to 364 days ahead and 92 back, and loudly said to be past', () => {
    assert.deepEqual(choose({ source: { startDateTag: '2028-01-03' } }), { value: '2028-01-03', origin: 'flatchr' });
    for (const value of ['2026-10-04', '2027-01-03'])
      assert.deepEqual(choose({ source: { startDateTag: value } }), { value, origin: 'flatchr', flags: ['date-in-past'] });
  });

  it('is asked for where Flatchr has none and the switch lies two months back, or in the future', () => {
    for (const switchedAt of ['2026-11-02T09:00:00Z', '2027-01-07T09:00:00Z', '2019-01-01T00:00:00Z'])
      assert.deepEqual(choose({ switchedAt }), { code: 'missing', field: 'startDate' });
    assert.equal(valueOf(choose({ switchedAt: '2026-11-03T09:00:00Z' })), '2026-11-03');
  });

  it('falls back no further than a tag that cannot be read: someone meant something by it', () => {
    assert.deepEqual(choose({ source: { startDateTag: 'soon', ...OFFER } }), { code: 'unusable', field: 'startDate', given: 'soon' });
  });

  it("says loudly when the offer's date is past, by the day in the zone", () => {
    const flags = (now: number, timeZone: string) => {
      const found = choose({ source: { offerStartDate: '2027-01-04' }, now, timeZone });
      return 'value' in found ? found.flags : found;
    };
    const lateOnTheFourth = Date.UTC(2027, 0, 4, 23, 30);
    assert.deepEqual(flags(lateOnTheFourth, 'Europe/London'), ['date-of-offer']);
    assert.deepEqual(flags(lateOnTheFourth, 'Europe/Paris'), ['date-of-offer', 'date-in-past']);
  });

  it('takes the day of the switch in the zone', () => {
    const day = (switchedAt: string, timeZone: string) => choose({ switchedAt, timeZone });
    assert.equal((day('2027-01-04T23:30:00Z', 'Europe/Paris') as { value: string }).value, '2027-01-05'); // has a value: see above
    assert.equal((day('2027-01-04T23:30:00Z', 'America/Martinique') as { value: string }).value, '2027-01-04');
  });
});
