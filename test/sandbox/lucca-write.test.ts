import assert from 'node:assert/strict';
import { lucca, NEW_USER, useSandbox, type Items } from './support.js';

const USERS = '/api/v3/users';
const CONTRACTS = '/directory/api/4.0/work-contracts';

interface Created {
  readonly data: { readonly id: number; readonly login?: string; readonly manager?: { id: number } };
}
interface Contracts {
  readonly items: { readonly id: number; readonly typeId: number; readonly startsOn: string }[];
}

describe('sandbox Lucca: writes', () => {
  const sandbox = useSandbox();
  const post = async (changes: object = {}, query = '') => lucca(sandbox(), `${USERS}${query}`, { body: { ...NEW_USER, ...changes } });

  it('creates a user, answers 200 with the fields asked for, and notes it in the ledger', async () => {
    const answer = await post({}, '?contract=true&fields=id,login');
    assert.equal(answer.status, 200);
    const { data } = answer.json<Created>();
    assert.deepEqual(Object.keys(data), ['id', 'login']);
    assert.equal(sandbox().lucca.users.at(-1)?.id, data.id);
    const { committed, method, path, status } = sandbox().lucca.ledger.at(-1)!;
    assert.deepEqual([method, path, status, committed], ['POST', USERS, 200, data.id]);
  });

  it('reads property names without regard to case', async () => {
    const shouted = Object.fromEntries(Object.entries(NEW_USER).map(([name, value]) => [name.toUpperCase(), value]));
    assert.equal((await lucca(sandbox(), USERS, { body: shouted })).status, 200);
  });

  for (const field of Object.keys(NEW_USER))
    it(`refuses a user without ${field}`, async () => {
      const before = sandbox().lucca.users.length;
      const answer = await post({ [field]: undefined });
      assert.equal(answer.status, 400);
      assert.match(answer.json<{ Message: string }>().Message, new RegExp(field));
      assert.equal(sandbox().lucca.users.length, before);
    });

  it('takes JSON alone', async () => {
    const answer = await lucca(sandbox(), USERS, { body: JSON.stringify(NEW_USER), headers: { 'content-type': 'text/plain' } });
    assert.equal(answer.status, 415);
  });

  it('refuses a login that is in use, also in other case and of a former employee', async () => {
    assert.equal((await post({ login: 'TLeroy' })).status, 400);
    assert.equal((await post({ login: 'sbernard' })).status, 400);
    assert.equal((await post({ mail: 'tleroy@acme.example' })).status, 200, 'an e-mail may be used twice');
  });

  const REFUSED = {
    'an archived establishment': { legalEntityId: 3 },
    'an unknown establishment': { legalEntityId: 99 },
    'an unknown department': { departmentId: 99 },
    'an unknown role': { rolePrincipalId: 99 },
    'an unknown manager': { managerId: 99 },
    'a department whose head has left': { departmentId: 30 },
    'a field that it does not know': { shoeSize: 42 },
    'a field of its own': { createdAt: '2027-01-04T00:00:00' },
    'a date without time': { dtContractStart: '2027-01-04' },
    'a day that does not exist': { dtContractStart: '2027-02-30T00:00:00' },
    'ids as texts': { departmentId: '10' },
  };
  for (const [what, changes] of Object.entries(REFUSED))
    it(`refuses ${what}`, async () => {
      assert.equal((await post(changes)).status, 400);
    });

  it('makes the head of the department the manager, unless the body says none', async () => {
    const manager = async (changes: object) => (await post(changes, '?fields=id,manager[id]')).json<Created>().data;
    assert.equal((await manager({})).manager?.id, 384);
    const own = await manager({ login: 'second', managerId: null });
    assert.equal(own.manager?.id, own.id);
    assert.equal((await post({ login: 'third', departmentId: 30, managerId: 383 })).status, 200);
  });

  it('makes a contract of the default type with contract=true, which a PATCH completes', async () => {
    const { id } = (await post({}, '?contract=true')).json<Created>().data;
    const read = async () => (await lucca(sandbox(), `${CONTRACTS}?ownerId=${id}`)).json<Contracts>().items;
    const [contract, ...others] = await read();
    assert.deepEqual([contract?.typeId, contract?.startsOn, others.length], [6, '2027-01-04', 0]);
    const patch = async (body: object) => lucca(sandbox(), `${CONTRACTS}/${contract?.id}`, { method: 'PATCH', body });
    assert.equal((await patch({ typeId: 77 })).status, 400);
    assert.equal((await patch({ shoeSize: 42 })).status, 400);
    assert.equal((await lucca(sandbox(), `${CONTRACTS}/77`, { method: 'PATCH', body: { typeId: 2 } })).status, 404);
    assert.equal((await patch({ typeId: 2 })).status, 200);
    assert.equal((await read())[0]?.typeId, 2);
  });

  it('makes none with contract=false, and refuses overlapping ones', async () => {
    const { id } = (await post({}, '?contract=false')).json<Created>().data;
    const body = { ownerId: id, startsOn: '2027-01-04', endsOn: '2027-06-30', establishmentId: 1, typeId: 2 };
    assert.equal((await lucca(sandbox(), `${CONTRACTS}?ownerId=${id}`)).json<Contracts>().items.length, 0);
    assert.equal((await lucca(sandbox(), CONTRACTS, { body })).status, 200);
    assert.equal((await lucca(sandbox(), CONTRACTS, { body: { ...body, startsOn: '2027-06-30', endsOn: null } })).status, 400);
    assert.equal((await lucca(sandbox(), CONTRACTS, { body: { ...body, startsOn: '2026-12-01', endsOn: '2027-01-04' } })).status, 400);
    assert.equal((await lucca(sandbox(), CONTRACTS, { body: { ...body, startsOn: '2027-07-01', endsOn: null } })).status, 200);
  });

  it('updates a user by a partial body, and nothing when a value is refused', async () => {
    const put = async (body: object) => lucca(sandbox(), `${USERS}/389?fields=login,jobTitle`, { method: 'PUT', body });
    assert.deepEqual((await put({ jobTitle: 'Comptable' })).json<Created>().data, { login: 'tleroy', jobTitle: 'Comptable' });
    assert.equal((await put({ jobTitle: 'Chef', login: 'molivier' })).status, 400);
    const { data } = (await lucca(sandbox(), `${USERS}?id=389&fields=login,jobTitle`)).json<Items>();
    assert.deepEqual(data.items, [{ login: 'tleroy', jobTitle: 'Comptable' }]);
  });

  it('writes its errors in any of the documented shapes', async () => {
    const refuse = async () => post({ login: 'tleroy' });
    assert.equal((await refuse()).json<{ Status: number }>().Status, 400);
    sandbox().set({ errorShape: 'string' });
    assert.equal(typeof (await refuse()).json<unknown>(), 'string');
    sandbox().set({ errorShape: 'text' });
    assert.match((await refuse()).headers.get('content-type') ?? '', /text\/plain/);
    sandbox().set({ errorShape: 'empty' });
    assert.equal((await refuse()).text, '');
    sandbox().set({ errorsAs200: true });
    const disguised = await refuse();
    assert.equal(disguised.status, 200);
    assert.ok(disguised.json<{ Message: string }>().Message);
  });
});
