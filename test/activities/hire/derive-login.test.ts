import assert from 'node:assert/strict';
import type { LoginOrder } from '../../../src/hire/steps.js';
import { failureOf, useActivities } from '../../support/activities.js';

describe('deriveLogin', () => {
  const rig = useActivities();
  const derive = (order: Partial<LoginOrder> = {}) =>
    rig().run('deriveLogin', {
      connection: 'sandbox',
      hireId: 'hire/sandbox/1',
      firstName: 'Camille',
      lastName: 'Martin',
      dismissed: [],
      ...order,
    });
  const hired = (firstName: string, lastName: string, login: string) =>
    rig().connection.writer.createUser({
      firstName,
      lastName,
      login,
      mail: `${login}@acme.test`,
      legalEntityId: 1,
      departmentId: 10,
      rolePrincipalId: 55,
      dtContractStart: '2027-01-04T00:00:00',
    });
  const loginOf = async (order: Partial<LoginOrder> = {}) => {
    const { done, problem } = await derive(order);
    return done?.value ?? assert.fail(JSON.stringify(problem));
  };
  const issueOf = async (order: Partial<LoginOrder>) => {
    const { problem } = await derive(order);
    const [issue] = (problem ?? assert.fail('no problem')).issues;
    return [issue?.code, issue?.field, issue?.given];
  };
  const LEROY = { firstName: 'Tanguy', lastName: 'Leroy' }; // tleroy is Thomas's

  it('takes the first format, asked of Lucca in one request', async () => {
    assert.deepEqual((await derive()).done, { value: 'cmartin', origin: 'derived' });
    assert.equal(rig().sandbox.lucca.ledger.length, 1);
  });

  it('takes the next format where the first is taken, and counts at last', async () => {
    assert.equal(await loginOf(LEROY), 'tanguy.leroy');
    await hired('Tanguy', 'Autre', 'tanguy.leroy');
    assert.equal(await loginOf(LEROY), 'tleroy2');
    for (let n = 2; n <= 6; n++) await hired('Tanguy', 'Autre', `tleroy${n}`);
    assert.equal(await loginOf(LEROY), 'tleroy7');
  });

  it('counts former and future employees as holders', async () => {
    assert.equal(await loginOf({ firstName: 'Serge', lastName: 'Bernard' }), 'serge.bernard');
    assert.equal(await loginOf({ firstName: 'Noé', lastName: 'Benali' }), 'noe.benali');
  });

  it('keeps a login held by someone of the same name: createEmployee asks about that one', async () => {
    assert.equal(await loginOf({ firstName: 'thomas', lastName: 'LEROY' }), 'tleroy');
  });

  it('goes on to the next where a person said that the holder is someone else', async () => {
    assert.equal(await loginOf({ firstName: 'Thomas', lastName: 'Leroy', dismissed: [389] }), 'thomas.leroy');
  });

  it('asks where the names give no usable letter', async () => {
    assert.deepEqual(await issueOf({ firstName: '😀', lastName: '😀' }), ['login-unusable', 'login', undefined]);
    assert.equal(rig().sandbox.lucca.ledger.length, 0);
  });

  it('asks where every one is taken, within bounds', async () => {
    rig().connection.lucca.usersBy = async (_property, logins) =>
      logins.map((login, index) => ({
        id: index + 1,
        firstName: 'X',
        lastName: 'Y',
        mail: '',
        login: String(login).toUpperCase(),
        contractStart: undefined,
        contractEnd: undefined,
      }));
    assert.deepEqual(await issueOf({}), ['login-exhausted', 'login', undefined]);
  });

  describe('that a person asked for', () => {
    it('is taken as it is', async () => {
      assert.deepEqual((await derive({ wanted: ' C.Martin-2 ' })).done, { value: 'C.Martin-2', origin: 'correction' });
      assert.equal(await loginOf({ wanted: 4711 }), '4711');
      assert.equal(await loginOf({ wanted: 'camille@acme.test' }), 'camille@acme.test');
    });

    it('may be taken, in any case', async () => {
      assert.deepEqual(await issueOf({ wanted: 'TLeroy' }), ['login-taken', 'login', 'TLeroy']);
      assert.deepEqual(await issueOf({ wanted: 'sbernard' }), ['login-taken', 'login', 'sbernard']);
    });

    for (const wanted of ['cämille', 'a,b', 'a b', '.a', 'a.', 'x'.repeat(51), '<b>'])
      it(`cannot be ${wanted.slice(0, 10)}`, async () => {
        assert.deepEqual(await issueOf({ wanted }), ['login-unusable', 'login', wanted]);
        assert.equal(rig().sandbox.lucca.ledger.length, 0);
      });

    it('may be held by the same person', async () => {
      assert.equal(await loginOf({ firstName: 'Thomas', lastName: 'Leroy', wanted: 'tleroy' }), 'tleroy');
    });
  });

  it('waits as long as Lucca asks to', async () => {
    rig().sandbox.faults.add({ system: 'lucca', action: { answer: { status: 429, retryAfter: 'seconds', retryAfterMs: 9_000 } } });
    const failure = await failureOf(derive());
    assert.deepEqual([failure.type, failure.nextRetryDelay], ['LuccaRateLimited', 9_000]);
  });
});

describe('deriveLogin with a format of its own', () => {
  const rig = useActivities((settings) => ({ ...settings, login: { formats: ['{first}.{last}'], umlauts: 'german', maxLength: 12 } }));
  const derive = (firstName: string, lastName: string) =>
    rig().run('deriveLogin', { connection: 'sandbox', hireId: 'hire/sandbox/1', firstName, lastName, dismissed: [] });

  it('follows the settings', async () => {
    assert.equal((await derive('Jürgen', 'Weiß')).done?.value, 'juergen.weis');
  });

  it('asks where the formats have nothing left', async () => {
    await rig().connection.writer.createUser({
      firstName: 'Ann',
      lastName: 'Other',
      login: 'ann.lee',
      mail: 'a@acme.test',
      legalEntityId: 1,
      departmentId: 10,
      rolePrincipalId: 55,
      dtContractStart: '2027-01-04T00:00:00',
    });
    const { problem } = await derive('Ann', 'Lee');
    assert.equal(problem?.code, 'login-exhausted');
  });
});
