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

  it('answers 404 with the id for an unknown one', async () => {
    const answer = await lucca(sandbox(), '/api/v3/users/77');
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.json<unknown>(), { id: 77, error: 'Resource 77 not found' });
  });

  for (const gone of ['departments', 'departments/tree', 'departments/10', 'legalentities'])
    it(`has no /api/v3/${gone} any more`, async () => {
      assert.equal((await lucca(sandbox(), `/api/v3/${gone}`)).status, 404);
    });

  it('shows departments with the path of their parents, which is of positions and not of ids, and with the id of their head', async () => {
    interface Department {
      readonly id: number;
      readonly hierarchy: string;
      readonly parentId: string | null;
      readonly headId: number | null;
    }
    const { items } = (await lucca(sandbox(), '/organization/structure/api/departments?sort=%2Bid')).json<{ items: Department[] }>();
    const placed = (wanted: number) => {
      const { hierarchy, parentId, headId } = items.find(({ id }) => id === wanted) ?? assert.fail();
      return { hierarchy, parentId, headId };
    };
    assert.deepEqual(placed(1), { hierarchy: '/1/', parentId: null, headId: 383 });
    assert.deepEqual(placed(14), { hierarchy: '/1/2/', parentId: '/1/', headId: 386 });
    assert.deepEqual(placed(40), { hierarchy: '/1/2/1/', parentId: '/1/2/', headId: null });
  });

  it('shows departments as a tree whose first node is empty', async () => {
    const tree = (await lucca(sandbox(), '/organization/structure/api/departments/tree')).json<{
      node: null;
      children: { node: { id: number } }[];
    }>();
    assert.equal(tree.node, null);
    assert.equal(tree.children[0]?.node.id, 1);
  });

  it('gives pages that overlap unless an order is asked for', async () => {
    const ids = async (path: string) => {
      const answer = (await lucca(sandbox(), path)).json<Partial<Items> & { items?: { id: number }[] }>();
      return (answer.data?.items ?? answer.items ?? []).map(({ id }) => id);
    };
    for (const [first, second, order] of [
      ['/api/v3/roles?paging=0,3', '/api/v3/roles?paging=3,3', '&orderBy=id,asc'],
      ['/organization/structure/api/departments?limit=6', '/organization/structure/api/departments?limit=6&page=2', '&sort=%2Bname'],
    ] as const) {
      const all = async (query: string) => [...(await ids(first + query)), ...(await ids(second + query))];
      const [unordered, ordered] = [await all(''), await all(order)];
      assert.ok(new Set(unordered).size < unordered.length);
      assert.equal(new Set(ordered).size, ordered.length);
    }
  });

  for (const query of [
    'paging=5',
    'paging=0,0',
    'paging=,10',
    'orderBy=id',
    'orderBy=id,up',
    'orderBy=shoeSize,asc',
    'dtContractStart=between,2027-01-01',
    'dtContractStart=between,2027-01-01,2027-02-01,2027-03-01',
    'dtContractStart=since',
    'mail=jane doe@acme.example',
    'mail=jane@doe@acme.example',
  ])
    it(`refuses ${query}`, async () => {
      const answer = await lucca(sandbox(), `/api/v3/users?${query}`);
      assert.equal(answer.status, 400);
      assert.ok(answer.json<{ Message: string }>().Message);
    });

  it('answers nothing to brackets that do not match', async () => {
    const answer = await lucca(sandbox(), '/api/v3/users?fields=department[id');
    assert.deepEqual([answer.status, answer.text], [400, '']);
  });

  it('takes several values and null after until, keywords for days, and a keyword as a value after equals', async () => {
    const ids = async (query: string) =>
      (await lucca(sandbox(), `/api/v3/users?orderBy=id,asc&${query}`)).json<Items>().data.items.map(({ id }) => id as number);
    assert.equal((await ids('dtContractEnd=until,today,null')).length, 9, 'everybody');
    assert.deepEqual(await ids('dtContractEnd=until,today'), [388, 390]);
    assert.deepEqual(await ids('dtContractStart=since,tomorrow'), [391]);
    assert.equal((await lucca(sandbox(), '/api/v3/users?login=since')).status, 400, 'an operator without a value');
    assert.deepEqual(await ids('login=equals,since'), []);
    assert.deepEqual(await ids('login=equals,tleroy'), [389]);
  });

  it('tells no zone', async () => {
    const answer = (await lucca(sandbox(), '/api/v3/users?id=384&fields=createdAt,modifiedAt')).json<
      Items & { header: { generated: string } }
    >();
    const [user] = answer.data.items;
    for (const instant of [answer.header.generated, user?.['createdAt'], user?.['modifiedAt']])
      assert.match(String(instant), /^\d{4}-\d{2}-\d{2}T[\d:.]+$/);
  });

  it('pages establishments by page and limit, at most 100', async () => {
    const path = '/organization/structure/api/establishments';
    const first = (await lucca(sandbox(), `${path}?limit=2&sort=%2Bid&fields.root=count`)).json<{
      items: { id: number }[];
      next: string;
      count: number;
    }>();
    assert.equal(first.items.length, 2);
    assert.equal(first.count, 3);
    const second = (await lucca(sandbox(), `${first.next.replace('/lucca', '')}&sort=%2Bid`)).json<{
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
