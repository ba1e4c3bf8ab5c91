import assert from 'node:assert/strict';
import { isTimeZone, timeZoneMeant } from '../../src/config/time-zone.js';

describe('time zone', () => {
  for (const name of [
    'Europe/Paris',
    'UTC',
    'GMT',
    'Etc/UTC',
    'America/Martinique',
    'Indian/Reunion',
    'Asia/Kolkata', // Intl itself calls it Asia/Calcutta
    'Europe/Kyiv',
    'America/Port-au-Prince',
    'America/Argentina/Buenos_Aires',
    'Antarctica/DumontDUrville',
  ])
    it(`is ${name}`, () => assert.ok(isTimeZone(name)));

  const OTHERS: [string, string | undefined][] = [
    ['ECT', undefined], // Intl takes these four; the polyfill fails on them at the first hire without a date
    ['CST', undefined],
    ['IST', undefined],
    ['BST', undefined],
    ['europe/paris', 'Europe/Paris'], // Go's zone data tell capitals
    ['EUROPE/PARIS', 'Europe/Paris'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    ['etc/utc', 'Etc/UTC'],
    ['Zulu', 'UTC'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['SystemV/EST5', undefined],
    ['Systemv/EST5', undefined],
    ['Europe/Pari', undefined],
    ['Europe', undefined],
    ['+01:00', undefined],
    ['Factory', undefined],
    ['', undefined],
  ];
  for (const [name, meant] of OTHERS)
    it(`is not ${name || 'nothing'}${meant ? `, but ${meant}` : ''}`, () => {
      assert.ok(!isTimeZone(name));
      assert.equal(timeZoneMeant(name), meant);
    });

  it('is each one that Intl lists', () => {
    assert.deepEqual(
      Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name)),
      [],
    );
  });
});
