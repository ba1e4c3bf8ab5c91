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
    ['2027-03-01T00:00:00', '2027-03-01'], // names no zone: not this machine's
    ['2027-03-01T23:59:59', '2027-03-01'],
    ['9999-12-31T23:30:00Z', undefined], // would be the year 10000 in Paris, which Temporal takes for no date
    ['0027-03-01', undefined],
    ['2028-02-29', '2028-02-29'],
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
