import assert from 'node:assert/strict';
import type { LuccaContract, LuccaReader, LuccaUser, LuccaWriter } from '../../../src/lucca/lucca-client.js';
import { LuccaError } from '../../../src/lucca/errors.js';
import { FreeLogins } from '../../../src/lucca/pace/free-logins.js';
import { sharing, takingLogins } from '../../../src/lucca/pace/sharing.js';

const user = (login: string): LuccaUser => ({
  id: 1,
  firstName: 'A',
  lastName: 'B',
  mail: `${login}@example.org`,
  login,
  contractStart: undefined,
  contractEnd: undefined,
});

describe('shared look-ups', () => {
  let time: number;
  let asked: (readonly (string | number)[])[];
  /** Logins that Lucca knows. */
  let logins: string[];
  let listsUnderstood: boolean;
  let answer: (values: readonly (string | number)[]) => Promise<void>;
  let lucca: LuccaReader;
  let writer: LuccaWriter;
  beforeEach(() => {
    time = 0;
    asked = [];
    logins = [];
    listsUnderstood = true;
    answer = async () => undefined;
    const unused = () => assert.fail('not asked here');
    const free = new FreeLogins(() => time);
    writer = takingLogins({ createUser: async () => ({ id: 1, login: undefined }), setContractType: unused, createContract: unused }, free);
    lucca = sharing(
      {
        contractTemplates: async () => undefined,
        establishments: unused,
        departments: unused,
        roles: unused,
        everybody: unused,
        async usersBy(property, values) {
          asked.push(values);
          const found = logins.map(user).filter((one) => values.some((value) => String(value).toLowerCase() === one[property as 'login']));
          await answer(values);
          return found;
        },
        async contractsOf(ids) {
          asked.push(ids);
          return ids.map((ownerId): LuccaContract => ({ id: 10 * ownerId, ownerId, typeId: 1, startsOn: '2027-01-04', endsOn: undefined }));
        },
        linkTo: unused,
      },
      free,
      { understood: async () => listsUnderstood },
    );
  });

  const lookUps = (values: readonly string[]) => Promise.all(values.map((value) => lucca.usersBy('login', [value])));
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`);

  it('are asked for one by one where Lucca reads a list literally, and each finds its own', async () => {
    listsUnderstood = false;
    logins = ['u1', 'u3'];
    const found = await lookUps(numbered(5));
    assert.deepEqual(
      asked.map((values) => values.length),
      [1, 1, 1, 1, 1],
    );
    assert.deepEqual(
      found.map((users) => users.map(({ login }) => login)),
      [[], ['u1'], [], ['u3'], []],
    );
  });

  it('are one request when alone', async () => {
    await lucca.usersBy('login', ['a', 'b']);
    assert.deepEqual(asked, [['a', 'b']]);
  });

  it('become one request while another is under way, and each caller gets its own', async () => {
    logins = ['b', 'd'];
    const found = await lookUps(['a', 'B', 'c', 'd', 'd']);
    assert.deepEqual(asked, [['a'], ['B', 'c', 'd']]);
    assert.deepEqual(
      found.map((users) => users.map(({ login }) => login)),
      [[], ['b'], [], ['d'], ['d']],
    );
  });

  it('do not mix properties', async () => {
    await Promise.all([lucca.usersBy('login', ['a']), lucca.usersBy('mail', ['a@example.org']), lucca.usersBy('id', [7])]);
    assert.deepEqual(asked, [['a'], ['a@example.org'], [7]]);
  });

  it('share contracts too', async () => {
    const found = await Promise.all([1, 2, 3].map((id) => lucca.contractsOf([id])));
    assert.deepEqual(asked, [[1], [2, 3]]);
    assert.deepEqual(
      found.map((contracts) => contracts.map(({ ownerId }) => ownerId)),
      [[1], [2], [3]],
    );
  });

  it('never ask for more than 40 values at once', async () => {
    await lookUps(numbered(100));
    assert.deepEqual(
      asked.map((values) => values.length),
      [1, 40, 40, 19],
    );
    assert.equal(new Set(asked.flat()).size, 100);
  });

  it('fail only where Lucca refuses a value, in a few more requests', async () => {
    answer = async (values) => {
      if (values.includes('u7')) throw new LuccaError('rejected', 'GET /users');
    };
    const results = await Promise.allSettled(numbered(33).map((login) => lucca.usersBy('login', [login])));
    assert.deepEqual(
      results.flatMap(({ status }, i) => (status === 'rejected' ? [i] : [])),
      [7],
    );
    assert.ok(asked.length <= 12, `${asked.length} requests`);
  });

  it('fail for all when Lucca cannot be reached, and work again afterwards', async () => {
    answer = async () => Promise.reject(new LuccaError('unavailable', 'GET /users'));
    const results = await Promise.allSettled(numbered(5).map((login) => lucca.usersBy('login', [login])));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.equal(asked.length, 2);
    answer = async () => undefined;
    await lookUps(['a']);
  });

  describe('where a recent answer will do', () => {
    const recent = (...values: string[]) => lucca.usersBy('login', values, 'recent');
    const create = (login: string) =>
      writer.createUser({
        login,
        firstName: 'A',
        lastName: 'B',
        mail: 'a@example.org',
        legalEntityId: 1,
        departmentId: 1,
        rolePrincipalId: 1,
        dtContractStart: '2027-01-04T00:00:00',
      });

    it('do not ask again for a login that was free less than 5 s ago', async () => {
      logins = ['taken'];
      await lucca.usersBy('login', ['free', 'taken']);
      time = 4_999;
      assert.deepEqual(await recent('Free'), []);
      assert.equal(asked.length, 1);
      assert.equal((await recent('taken')).length, 1);
      assert.equal(asked.length, 2);
      time = 5_000;
      await recent('free');
      assert.equal(asked.length, 3);
    });

    it('ask when one of several is not known', async () => {
      await lucca.usersBy('login', ['a']);
      await recent('a', 'b');
      assert.deepEqual(asked, [['a'], ['a', 'b']]);
    });

    it('ask where a fresh answer is wanted', async () => {
      await lookUps(['a']);
      await lookUps(['a']);
      assert.equal(asked.length, 2);
    });

    it('ask for a login that was sent in a creation, even one sent while a look-up was under way', async () => {
      await lookUps(['a']);
      await create('A');
      await recent('a');
      assert.equal(asked.length, 2);

      const lookUp = lookUps(['b']);
      await create('b');
      await lookUp;
      await recent('b');
      assert.equal(asked.length, 4);
    });
  });
});
