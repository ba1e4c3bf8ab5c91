import assert from 'node:assert/strict';
import type { LuccaUser } from '../../src/lucca/lucca-client.js';
import { Directory, type Marks } from '../../src/lucca/directory.js';
import { LuccaError, type LuccaErrorKind } from '../../src/lucca/errors.js';

const person = (id: number, firstName: string, lastName: string): LuccaUser => ({
  id,
  firstName,
  lastName,
  mail: `${firstName}.${lastName}@example.org`.toLowerCase(),
  login: `${firstName}${id}`.toLowerCase(),
  contractStart: '2020-01-01',
  contractEnd: undefined,
});
const named = (firstName: string, lastName: string): Marks => ({ names: [{ firstName, lastName }], emails: [], logins: [] });

describe('the picture of a directory', () => {
  let now: number;
  let users: LuccaUser[];
  /** Days since which changes were asked for; undefined: everybody was. */
  let readings: (string | undefined)[];
  let lookedUp: (readonly (string | number)[])[];
  let trouble: LuccaErrorKind | undefined;
  let told: LuccaErrorKind[];
  let directory: Directory;
  beforeEach(() => {
    now = Date.UTC(2027, 0, 4, 9);
    users = [person(1, 'Ada', 'Winter'), person(2, 'Léo', 'Sommer'), person(3, 'Ada', 'Winter')];
    [readings, lookedUp, told, trouble] = [[], [], [], undefined];
    directory = new Directory({
      lucca: {
        async everybody(changedSince) {
          readings.push(changedSince);
          if (trouble) throw new LuccaError(trouble, 'GET users');
          return users;
        },
        async usersBy(_property, ids) {
          lookedUp.push(ids);
          return users.filter(({ id }) => ids.includes(id));
        },
      },
      now: () => now,
      settleForMs: 45_000,
      onUnreadable: (kind) => told.push(kind),
    });
  });
  const idsOf = async (marks: Marks, shown: readonly LuccaUser[] = []) => (await directory.find(marks, shown)).map(({ id }) => id);

  it('costs one reading for all who ask, and one look-up for who is found', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => idsOf(named('Nobody', 'Here'))));
    assert.deepEqual([found.flat(), readings, lookedUp], [[], [undefined], []]);
    assert.deepEqual(await idsOf(named('LEO', ' sommer')), [2]);
    assert.deepEqual([readings.length, lookedUp], [1, [[2]]]);
  });

  it('finds all of one name, and by e-mail and login in other spellings', async () => {
    assert.deepEqual(await idsOf(named('ada', 'WINTER')), [1, 3]);
    assert.deepEqual(await idsOf({ names: [], emails: [' LE\u0301O.sommer@example.org'], logins: [] }), [2]);
    assert.deepEqual(await idsOf({ names: [], emails: [], logins: ['ADA3'] }), [3]);
    assert.deepEqual(await idsOf({ names: [{ firstName: '', lastName: '' }], emails: [''], logins: [' '] }), []);
  });

  it('looks nobody up whom a look-up has just shown', async () => {
    assert.deepEqual(await idsOf(named('Ada', 'Winter'), [users[0]!]), [3]);
    assert.deepEqual(lookedUp, [[3]]);
  });

  it('asks for what has changed when it is a minute old, from a day that no zone makes too late', async () => {
    await directory.refresh();
    now += 59_999;
    await directory.refresh();
    assert.deepEqual(readings, [undefined]);
    now += 1;
    users = [{ ...person(2, 'Léo', 'Herbst') }, person(4, 'Neu', 'Hier')];
    assert.deepEqual(await idsOf(named('Neu', 'Hier')), [4]);
    assert.deepEqual(readings, [undefined, '2027-01-03']);
    assert.deepEqual(await idsOf(named('Léo', 'Sommer')), []);
    assert.deepEqual(await idsOf(named('Léo', 'Herbst')), [2]);
  });

  it('tells of nobody who is gone, and of nobody as they were', async () => {
    await directory.refresh();
    users = [person(1, 'Ada', 'Verheiratet')];
    assert.deepEqual(await idsOf(named('Ada', 'Winter')), []);
    assert.deepEqual(await idsOf(named('Ada', 'Verheiratet')), [1]);
    assert.deepEqual(await idsOf(named('Ada', 'Winter')), []);
    assert.equal(lookedUp.length, 2, 'who is gone is forgotten');
  });

  it('knows at once whom this process created, and believes it for the settling time', async () => {
    await directory.refresh();
    directory.created(person(9, 'Eva', 'Neu'));
    assert.deepEqual(await idsOf(named('Eva', 'Neu')), [9]);
    assert.equal(
      (await directory.seen()).some(({ id }) => id === 9),
      false,
      'Lucca has not shown it',
    );
    now += 44_999;
    assert.deepEqual(await idsOf(named('Eva', 'Neu')), [9]);
    now += 1;
    assert.deepEqual(await idsOf(named('Eva', 'Neu')), []);
  });

  for (const kind of ['unauthorized', 'rejected'] as const)
    it(`that may not be read (${kind}) holds nobody up, is told once, and is tried again`, async () => {
      trouble = kind;
      for (let minute = 0; minute < 3; minute++) {
        assert.deepEqual(await idsOf(named('Ada', 'Winter')), []);
        now += 60_000;
      }
      assert.deepEqual([told, readings.length, directory.readable], [[kind], 3, false]);
      trouble = undefined;
      assert.deepEqual(await idsOf(named('Ada', 'Winter')), [1, 3]);
    });

  it('waits for trouble that passes, but not for ever', async () => {
    trouble = 'unavailable';
    await assert.rejects(directory.refresh(), LuccaError); // the opening's
    for (let attempt = 0; attempt < 2; attempt++) await assert.rejects(idsOf(named('Ada', 'Winter')), LuccaError);
    assert.deepEqual(told, []);
    assert.deepEqual(await idsOf(named('Ada', 'Winter')), []);
    assert.deepEqual(told, ['unavailable']);
  });

  it('is read at once when a key that was refused at the opening works again', async () => {
    trouble = 'unauthorized';
    await assert.rejects(directory.refresh(), LuccaError);
    trouble = undefined;
    assert.deepEqual(await idsOf(named('Ada', 'Winter')), [1, 3]);
    assert.deepEqual(told, []);
  });

  it('is read again once a creation of unknown outcome must show', async () => {
    await directory.refresh();
    now += 1_000;
    directory.mayShowWithin(45_000);
    users = [...users, person(5, 'Lost', 'Answer')];
    now += 44_999;
    assert.deepEqual(await idsOf(named('Lost', 'Answer')), []);
    now += 1;
    assert.deepEqual(await idsOf(named('Lost', 'Answer')), [5]);
    await directory.refresh();
    assert.equal(readings.length, 2, 'once');
  });

  it('goes on with an older picture while changes cannot be read', async () => {
    await directory.refresh();
    trouble = 'unavailable';
    now += 60_000;
    assert.deepEqual(await idsOf(named('Ada', 'Winter')), [1, 3]);
    assert.deepEqual(told, []);
  });
});
