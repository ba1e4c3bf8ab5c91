import assert from 'node:assert/strict';
import { call, lucca, useSandbox, type Items } from './support.js';

describe('sandbox Lucca: reads', () => {
  const sandbox = useSandbox();

  it('wants a key, with the scheme word in either case', async () => {
    const without = await call(`${sandbox().url}/lucca/api/v3/roles`);
    assert.equal(without.status, 401);
    assert.deepEqual(Object.keys(without.json<object>()), ['Status', 'Message', 'StackTrace']);
    for (const scheme of ['lucca', 'Lucca'])
      assert.equal((await lucca(sandbox(), '/api/v3/roles', { headers: { authorization: `${scheme} application=sandbox` } })).status, 200);
    assert.equal((await lucca(sandbox(), '/api/v3/roles', { headers: { authorization: 'lucca application=other' } })).status, 401);
  });

  it('shows id, name and url unless fields are asked for', async () => {
    const answer = (await lucca(sandbox(), '/api/v3/users?id=384')).json<Items & { header: object }>();
    assert.ok(answer.header);
    assert.deepEqual(answer.data.items, [{ id: 384, name: 'Olivier Marc', url: '/lucca/api/v3/users/384' }]);
  });

  it('reads nested fields in both notations, and refuses unknown ones', async () => {
    const path = '/api/v3/users?id=384&fields=lastName,department[id,name],manager.name,department.head[id,dtContractEnd]';
    assert.equal((await lucca(sandbox(), path)).status, 400, 'a nested department has no head');
    const fine = (await lucca(sandbox(), path.replace(',department.head[id,dtContractEnd]', ''))).json<Items>();
    assert.deepEqual(fine.data.items, [
      { lastName: 'OLIVIER', department: { id: 10, name: 'Ventes' }, manager: { name: 'Marchand Hélène' } },
    ]);
    assert.equal((await lucca(sandbox(), '/api/v3/users?fields=shoeSize')).status, 400);
    assert.equal((await lucca(sandbox(), '/api/v3/users?fields=department[id')).status, 400);
  });

  it('pages and counts', async () => {
    const page = (await lucca(sandbox(), '/api/v3/users?fields=id,collection.count&paging=2,3&orderBy=id,asc')).json<Items>();
    assert.deepEqual(
      page.data.items.map(({ id }) => id),
      [385, 386, 387],
    );
    assert.equal(page.data.count, 7);
    const count = (await lucca(sandbox(), '/api/v3/users?fields=collection.count')).json<Items>();
    assert.deepEqual(count.data, { count: 7 });
    assert.equal((await lucca(sandbox(), '/api/v3/users?paging=0,1001')).status, 400);
  });

  it('filters strictly, with several values as OR, and by operators', async () => {
    const ids = async (query: string) =>
      (await lucca(sandbox(), `/api/v3/users?${query}`)).json<Items>().data.items.map(({ id }) => id as number);
    assert.deepEqual(await ids('login=tleroy'), [389]);
    assert.deepEqual(await ids('login=tler'), []);
    assert.deepEqual(await ids('mail=TLEROY@acme.example'), [389]);
    assert.deepEqual(await ids('login=tleroy,molivier'), [384, 389]);
    assert.deepEqual(await ids('mail=like,leroy'), [389]);
    assert.deepEqual(await ids('login=starts,m'), [384]);
    assert.deepEqual(await ids('id=notequal,383,384,385,386,387,389'), [391]);
    assert.deepEqual(await ids('department.name=Ventes Export'), [385]);
    assert.deepEqual(await ids(`dtContractStart=since,${new Date().toISOString().slice(0, 10)}`), [391], 'the future one');
    assert.equal((await lucca(sandbox(), '/api/v3/users?shoeSize=42')).status, 400);
  });

  it('hides former employees unless they are asked for', async () => {
    const found = async (query: string) => (await lucca(sandbox(), `/api/v3/users?login=sbernard${query}`)).json<Items>().data.items.length;
    assert.equal(await found(''), 0);
    assert.equal(await found('&formerEmployees=true'), 1);
    assert.equal(await found('&dtContractEnd=notequal,null'), 1);
  });

  it('answers 500 "User Not Found" for an unknown id', async () => {
    const answer = await lucca(sandbox(), '/api/v3/users/77');
    assert.equal(answer.status, 500);
    assert.equal(answer.json<{ Message: string }>().Message, 'User Not Found');
  });

  it('shows departments with their path of parents and their head, and as a tree whose first node is empty', async () => {
    const { data } = (await lucca(sandbox(), '/api/v3/departments?fields=id,parentId,head[id,dtContractEnd]')).json<Items>();
    assert.deepEqual(data.items[0], { id: 1, parentId: null, head: { id: 383, dtContractEnd: null } });
    assert.equal(data.items.find(({ id }) => id === 11)?.['parentId'], '/1/10/');
    const tree = (await lucca(sandbox(), '/api/v3/departments/tree')).json<{
      data: { node: null; children: { node: { id: number } }[] };
    }>();
    assert.equal(tree.data.node, null);
    assert.equal(tree.data.children[0]?.node.id, 1);
  });

  it('pages establishments by page and limit, at most 100', async () => {
    const path = '/organization/structure/api/establishments';
    const first = (await lucca(sandbox(), `${path}?limit=2&fields.root=count`)).json<{
      items: { id: number }[];
      next: string;
      count: number;
    }>();
    assert.equal(first.items.length, 2);
    assert.equal(first.count, 3);
    const second = (await lucca(sandbox(), first.next.replace('/lucca', ''))).json<{
      items: { isArchived: boolean }[];
      next: null;
      prev: string;
    }>();
    assert.deepEqual([second.items.length, second.items[0]?.isArchived, second.next], [1, true, null]);
    assert.ok(second.prev);
    assert.equal((await lucca(sandbox(), `${path}?limit=101`)).status, 400);
  });

  it('lists the work contracts of several owners', async () => {
    const path = '/directory/api/4.0/work-contracts?ownerId=383,389&isArchived=false';
    const { items } = (await lucca(sandbox(), path)).json<{ items: { ownerId: number }[] }>();
    assert.deepEqual(
      items.map(({ ownerId }) => ownerId),
      [383, 389],
    );
  });
});
