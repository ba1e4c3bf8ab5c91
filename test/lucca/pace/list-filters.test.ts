import assert from 'node:assert/strict';
import type { LuccaUser } from '../../../src/lucca/lucca-client.js';
import { LuccaError } from '../../../src/lucca/errors.js';
import { ListFilters } from '../../../src/lucca/pace/list-filters.js';

const user = (login: string, mail = `${login}@example.org`): LuccaUser => ({
  id: login.length,
  firstName: 'A',
  lastName: 'B',
  mail,
  login,
  contractStart: undefined,
  contractEnd: undefined,
});

describe('whether a filter takes several values', () => {
  let known: LuccaUser[];
  let asked: string[][];
  let read: (values: readonly string[]) => readonly string[];
  let filters: ListFilters;
  beforeEach(() => {
    known = [user('ada'), user('grace'), user('joan')];
    asked = [];
    read = (values) => values;
    filters = new ListFilters(
      {
        async usersBy(property, values) {
          const texts = values.map(String);
          asked.push(texts);
          const understood = read(texts);
          return known.filter((one) => understood.includes(one[property as 'login']));
        },
      },
      async () => known,
    );
  });

  it('is asked once, with two employees known to exist', async () => {
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => filters.understood('login'))), [true, true, true]);
    assert.deepEqual(asked, [['ada', 'grace']]);
    assert.equal(await filters.understood('mail'), true);
    assert.deepEqual(asked[1], ['ada@example.org', 'grace@example.org']);
  });

  for (const [what, reading] of [
    ['reads the list literally', (values: readonly string[]) => [values.join(',')]],
    ['takes the first value only', (values: readonly string[]) => values.slice(0, 1)],
    [
      'refuses the list',
      () => {
        throw new LuccaError('rejected', 'GET users', { status: 400 });
      },
    ],
  ] as const)
    it(`is no where Lucca ${what}`, async () => {
      read = reading;
      assert.equal(await filters.understood('mail'), false);
      assert.equal(await filters.understood('mail'), false);
      assert.equal(asked.length, 1);
    });

  it('is not known, and so no, until two employees are known', async () => {
    const [ada] = known;
    known = [ada!, user('ADA')];
    assert.equal(await filters.understood('login'), false);
    assert.equal(asked.length, 0);
    known = [ada!, user('grace')];
    assert.equal(await filters.understood('login'), true);
  });

  it('is not known while Lucca cannot be reached', async () => {
    read = () => {
      throw new LuccaError('unavailable', 'GET users');
    };
    assert.equal(await filters.understood('login'), false);
    read = (values) => values;
    assert.equal(await filters.understood('login'), true);
  });

  it('is asked with values that mean themselves', async () => {
    known = [user('since'), user('a,b'), user('x y'), user('NULL'), user('', 'not one'), user('ada'), user('since2')];
    assert.equal(await filters.understood('login'), true);
    assert.deepEqual(asked, [['ada', 'since2']]);
  });
});
