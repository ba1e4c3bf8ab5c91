import assert from 'node:assert/strict';
import { holidaysOf } from '../../src/calendar/holidays.js';

describe('public holidays', () => {
  const HOLIDAYS: [country: string, region: string | undefined, day: string, name: string][] = [
    ['FR', undefined, '2027-05-06', 'Ascension'],
    ['FR', undefined, '2027-07-14', 'the national day'],
    ['DE', undefined, '2027-10-03', 'German Unity'],
    ['DE', 'BY', '2027-01-06', 'Epiphany, in Bavaria'],
    ['FR', '57', '2027-03-26', 'Good Friday, in the Moselle'],
    ['FR', 'MQ', '2027-05-22', 'the abolition of slavery, in Martinique'],
    ['CH', undefined, '2027-08-01', 'the Swiss national day'],
  ];
  for (const [country, region, day, name] of HOLIDAYS)
    it(`${day} in ${country}: ${name}`, async () => {
      assert.equal((await holidaysOf(country, region))(day), true);
    });

  it('are those of the region alone, and of no other day', async () => {
    assert.equal((await holidaysOf('DE'))('2027-01-06'), false);
    assert.equal((await holidaysOf('FR'))('2027-03-26'), false);
    assert.equal((await holidaysOf('FR'))('2027-05-07'), false);
    assert.equal((await holidaysOf('FR'))('2027-05-30'), false, "Mother's day is an observance");
  });

  it('are none where the country is unknown', async () => assert.equal((await holidaysOf('XX'))('2027-05-01'), false));
});
