import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createLuccaClient, type LuccaClient, type NewLuccaUser } from '../../src/lucca/lucca-client.js';
import { LuccaError } from '../../src/lucca/errors.js';
import { createLuccaHttp } from '../../src/lucca/http.js';
import { useSandbox } from '../sandbox/support.js';
import { startStandIn, type Seen, type StandIn } from '../support/stand-in.js';

const KEY = 'k3y-of-acme';
const NEW: NewLuccaUser = {
  firstName: 'Camille',
  lastName: 'Martin',
  mail: 'camille.martin@example.org',
  login: 'cmartin',
  legalEntityId: 1,
  departmentId: 10,
  rolePrincipalId: 55,
  dtContractStart: '2027-01-04T00:00:00',
};

function clientOf(baseUrl: string, { apiKey = KEY, timeoutMs = 5_000 } = {}): LuccaClient {
  return createLuccaClient(createLuccaHttp({ baseUrl, apiKey, timeoutMs }), baseUrl);
}

/** The error of a call; every one is checked for what it must not tell. */
async function errorOf(call: Promise<unknown>): Promise<LuccaError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof LuccaError, `leaves its module as it is: ${String(error)}`);
    const told = `${error.message} ${JSON.stringify(Object.entries(error).filter(([name]) => name !== 'words'))}`;
    assert.doesNotMatch(told, /k3y-of-acme|sandbox|camille|cmartin|formerEmployees/i);
    assert.equal(error.cause, undefined);
    return error;
  }
  return assert.fail('no error');
}

describe('Lucca client against the sandbox', () => {
  const sandbox = useSandbox();
  const lucca = (options: { apiKey?: string; timeoutMs?: number } = {}) =>
    clientOf(`${sandbox().url}/lucca`, { apiKey: 'sandbox', ...options });
  const USERS = '/lucca/api/v3/users';

  it('reads establishments with code and archive', async () => {
    assert.deepEqual((await lucca().establishments()).slice(1), [
      { id: 2, name: 'Lyon', code: 'LYON', archived: false },
      { id: 3, name: 'Ancien site de Lille', code: 'LILLE', archived: true },
    ]);
  });

  it('reads departments with parent and head', async () => {
    const departments = await lucca().departments();
    const byId = (id: number) => departments.find((department) => department.id === id);
    assert.deepEqual(byId(1), { id: 1, name: 'Direction', code: 'DIR', active: true, parent: undefined, headId: 383 });
    assert.deepEqual(byId(11), { id: 11, name: 'Ventes Export', code: 'VEX', active: true, parent: 10, headId: 385 });
    assert.deepEqual(byId(40), { id: 40, name: 'Support', code: 'SUP-IT', active: true, parent: 14, headId: undefined });
  });

  it('reads roles', async () => {
    assert.deepEqual((await lucca().roles())[0], { id: 55, name: 'Collaborateur' });
  });

  it('finds present, future and former employees by several logins in one request', async () => {
    const found = await lucca().usersBy('login', ['tleroy', 'NBenali', 'sbernard', 'nobody']);
    assert.deepEqual(found.map(({ login }) => login).sort(), ['nbenali', 'sbernard', 'tleroy']);
    const former = found.find(({ login }) => login === 'sbernard');
    assert.deepEqual([former?.lastName, former?.firstName, former?.mail], ['BERNARD', 'Sophie', 'sbernard@acme.example']);
    assert.match(former?.contractEnd ?? '', /^\d{4}-\d{2}-\d{2}$/);
    assert.match(former?.contractStart ?? '', /^\d{4}-\d{2}-\d{2}$/);
    assert.equal(found.find(({ login }) => login === 'tleroy')?.contractEnd, undefined);
    assert.equal(sandbox().lucca.ledger.length, 1);
  });

  it('finds by e-mail and by id, also an address with a plus', async () => {
    const { id } = await lucca().createUser({ ...NEW, mail: 'camille+acme@example.org' });
    assert.deepEqual(
      (await lucca().usersBy('mail', ['camille+acme@example.org'])).map((user) => user.id),
      [id],
    );
    assert.deepEqual(
      (await lucca().usersBy('id', [389])).map(({ login }) => login),
      ['tleroy'],
    );
  });

  it('asks nothing about no values', async () => {
    assert.deepEqual(await lucca().usersBy('login', []), []);
    assert.equal(sandbox().lucca.ledger.length, 0);
  });

  it('creates with a contract, and sets its type', async () => {
    const { id } = await lucca().createUser({ ...NEW, personalMobile: '+33612345678' });
    const user = sandbox().lucca.users.find((one) => one.id === id);
    assert.equal(user?.personalMobile, '+33612345678');
    const [contract] = await lucca().contractsOf([id]);
    assert.deepEqual([contract?.typeId, contract?.startsOn], [6, '2027-01-04']);
    await lucca().setContractType(contract?.id ?? 0, 2);
    assert.equal((await lucca().contractsOf([id]))[0]?.typeId, 2);
  });

  it('makes a contract for someone who has none', async () => {
    const { id } = (await lucca().usersBy('login', ['sbernard']))[0]!;
    await lucca().createContract({ ownerId: id, startsOn: '2099-01-04', establishmentId: 1, typeId: 3 });
    assert.ok((await lucca().contractsOf([id])).some(({ startsOn, typeId }) => startsOn === '2099-01-04' && typeId === 3));
  });

  it('links to the card', () => {
    assert.equal(clientOf('https://acme.ilucca.net').linkTo(7), 'https://acme.ilucca.net/directory/users/cards?employeeId=7');
  });

  it('tells a refused key', async () => {
    const error = await errorOf(lucca({ apiKey: KEY }).roles());
    assert.deepEqual([error.kind, error.status], ['unauthorized', 401]);
  });

  it('tells a refusal with its words, in every shape and also under HTTP 200', async () => {
    const refused = () => errorOf(lucca().createUser({ ...NEW, login: 'tleroy' }));
    for (const errorShape of ['json', 'string', 'text'] as const) {
      sandbox().set({ errorShape });
      const error = await refused();
      assert.deepEqual([error.kind, error.status, error.words], ['rejected', 400, 'This login is already used']);
    }
    sandbox().set({ errorShape: 'empty' });
    assert.equal((await refused()).words, undefined);
    sandbox().set({ errorsAs200: true });
    const disguised = await refused();
    assert.deepEqual([disguised.kind, disguised.status, disguised.words], ['rejected', 200, 'This login is already used']);
  });

  it('tells how long to wait when the quota is used up', async () => {
    sandbox().set({ quota: { requests: 1, perMs: 5_000 } });
    await lucca().roles();
    const error = await errorOf(lucca().createUser(NEW));
    assert.equal(error.kind, 'rate-limited');
    assert.ok((error.retryAfterMs ?? 0) > 0 && (error.retryAfterMs ?? 0) <= 5_000);
    assert.equal(sandbox().lucca.users.length, 9);
  });

  for (const [answer, carriedOut] of [
    ['stall', true],
    ['reset', true],
    ['truncated', true],
    ['html', true],
    ['empty', true],
    ['wrong-json', true],
    ['stall', false],
    ['reset', false],
  ] as const)
    it(`does not know the outcome of a POST that ends in ${answer}, carried out or not (${carriedOut})`, async () => {
      sandbox().faults.add({ system: 'lucca', method: 'POST', path: USERS, action: { when: carriedOut ? 'after' : 'before', answer } });
      assert.equal((await errorOf(lucca({ timeoutMs: 200 }).createUser(NEW))).kind, 'outcome-unknown');
      assert.equal(sandbox().lucca.users.length, carriedOut ? 10 : 9);
      assert.equal(sandbox().lucca.ledger.length, 1, 'Temporal owns the retries');
    });

  for (const answer of ['stall', 'reset', 'truncated', 'html', 'empty', 'wrong-json'] as const)
    it(`calls Lucca unavailable for a GET that ends in ${answer}`, async () => {
      sandbox().faults.add({ system: 'lucca', method: 'GET', action: { answer } });
      assert.equal((await errorOf(lucca({ timeoutMs: 200 }).usersBy('login', ['cmartin']))).kind, 'unavailable');
      assert.equal(sandbox().lucca.ledger.length, 1, 'Temporal owns the retries');
    });
});

describe('Lucca client against answers that the sandbox never gives', () => {
  let standIn: StandIn;
  afterEach(async () => standIn.close());
  const answering = async (answer: (request: Seen, response: ServerResponse) => void) => {
    standIn = await startStandIn(answer);
    return clientOf(standIn.url);
  };
  const json = (response: ServerResponse, body: unknown) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

  it('sends the documented request', async () => {
    const lucca = await answering((_request, response) => json(response, { data: { id: 416 } }));
    assert.equal((await lucca.createUser(NEW)).id, 416);
    const [{ method, url, headers, body }] = standIn.seen as [Seen];
    assert.equal(`${method} ${url.pathname}${url.search}`, 'POST /api/v3/users?contract=true&fields=id%2Clogin');
    assert.equal(headers.authorization, `lucca application=${KEY}`);
    assert.match(headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(JSON.parse(body), NEW);
  });

  it('asks for former employees and for every field that the shape needs', async () => {
    const lucca = await answering((_request, response) => json(response, { data: { items: [] } }));
    await lucca.usersBy('mail', ['a@x.example', 'b@x.example']);
    const { searchParams } = standIn.seen[0]!.url;
    assert.equal(searchParams.get('mail'), 'a@x.example,b@x.example');
    assert.equal(searchParams.get('formerEmployees'), 'true');
    assert.deepEqual(searchParams.get('fields')?.split(','), [
      'id',
      'firstName',
      'lastName',
      'mail',
      'login',
      'dtContractStart',
      'dtContractEnd',
    ]);
  });

  it('reads v3 lists page by page, a thousand at a time', async () => {
    const all = Array.from({ length: 2_001 }, (_, id) => ({ id, name: `Role ${id}` }));
    const lucca = await answering(({ url }, response) => {
      const [offset = 0, limit = 0] = (url.searchParams.get('paging') ?? '').split(',').map(Number);
      json(response, { data: { items: all.slice(offset, offset + Math.min(limit, 1_000)) } });
    });
    assert.deepEqual(await lucca.roles(), all);
    assert.equal(standIn.seen.length, 3);
  });

  it('reads v4 lists page by page, a hundred at a time', async () => {
    const all = Array.from({ length: 250 }, (_, id) => ({ id, name: `Site ${id}`, code: `S${id}`, isArchived: false }));
    const lucca = await answering(({ url }, response) => {
      const [page, limit] = ['page', 'limit'].map((name) => Number(url.searchParams.get(name)));
      json(response, { items: all.slice((page! - 1) * limit!, page! * Math.min(limit!, 100)) });
    });
    const read = await lucca.establishments();
    assert.deepEqual(
      read.map(({ id }) => id),
      all.map(({ id }) => id),
    );
    assert.equal(standIn.seen.length, 3);
  });

  it('finds the parent by its path, which tells positions and may hold points, and stands nowhere for the top', async () => {
    const rows = [
      { id: 2, name: 'Direction', hierarchy: '/1.0/', parentId: '/' },
      { id: 1, name: 'Archives', hierarchy: '/2/', parentId: null },
      { id: 48, name: 'Service IT', hierarchy: '/1.0/2/', parentId: '/1.0/' },
      { id: 40, name: 'Support', hierarchy: '/1.0/2/1.5/', parentId: '/1.0/2/' },
    ];
    const lucca = await answering((_request, response) => json(response, { items: rows, count: 4, prev: null, next: null }));
    assert.deepEqual(
      (await lucca.departments()).map(({ id, parent }) => [id, parent]),
      [
        [1, undefined],
        [2, undefined],
        [40, 48],
        [48, 2],
      ],
    );
  });

  it('asks for every page in an order', async () => {
    const lucca = await answering(({ url }, response) =>
      json(response, url.pathname.includes('/v3/') ? { data: { items: [] } } : { items: [] }),
    );
    await Promise.all([lucca.roles(), lucca.usersBy('id', [1])]);
    for (const { url } of standIn.seen) assert.equal(url.searchParams.get('orderBy'), 'id,asc');
    await Promise.all([lucca.establishments(), lucca.departments()]);
    for (const { url } of standIn.seen.slice(2)) assert.equal(url.searchParams.get('sort'), '+name');
  });

  describe('where pages are not as they should be', () => {
    const sites = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: from + index, name: `Site ${from + index}` }));
    const pageOf = ({ url }: Seen) => Number(url.searchParams.get('page'));

    it('goes by what Lucca tells of a next one, also where a page is short', async () => {
      const lucca = await answering((request, response) =>
        json(response, { items: sites(pageOf(request) * 10, 10), next: pageOf(request) < 3 ? '/organization?page=x' : null }),
      );
      assert.equal((await lucca.establishments()).length, 30);
    });

    it('goes by their count where Lucca gives fewer than were asked for', async () => {
      const lucca = await answering((request, response) =>
        json(response, { items: pageOf(request) <= 3 ? sites(pageOf(request) * 10, 10) : [], count: 30 }),
      );
      assert.equal((await lucca.establishments()).length, 30);
      assert.equal(standIn.seen.length, 3);
    });

    it('ends with an empty page, though the count or a next one says otherwise', async () => {
      const lucca = await answering((request, response) =>
        json(response, { items: pageOf(request) === 1 ? sites(1, 10) : [], count: 99, ...(pageOf(request) > 1 && { next: 'more' }) }),
      );
      assert.equal((await lucca.establishments()).length, 10);
    });

    it('takes each entry once where pages overlap', async () => {
      const lucca = await answering((request, response) =>
        json(response, { items: sites(pageOf(request) * 7, 10), next: pageOf(request) < 3 ? 'more' : null }),
      );
      const ids = (await lucca.establishments()).map(({ id }) => id);
      assert.deepEqual([ids.length, new Set(ids).size], [24, 24]);
    });

    it('notices a Lucca that ignores paging, in both versions', async () => {
      const lucca = await answering(({ url }, response) =>
        json(response, url.pathname.includes('/v3/') ? { data: { items: sites(1, 1_000) } } : { items: sites(1, 100) }),
      );
      for (const list of ['roles', 'establishments', 'departments'] as const) {
        const error = await errorOf(lucca[list]());
        assert.equal(error.kind, 'unavailable');
        assert.match(error.message, /a page that was read before/);
      }
      assert.equal(standIn.seen.length, 6);
    });

    it('takes one answer of everything for everything', async () => {
      const lucca = await answering((_request, response) => json(response, { data: { items: sites(1, 1_500) } }));
      assert.equal((await lucca.roles()).length, 1_500);
      assert.equal(standIn.seen.length, 1);
    });

    it('follows no list without end', async () => {
      const lucca = await answering((request, response) => json(response, { items: sites(pageOf(request), 1), next: 'more' }));
      const error = await errorOf(lucca.departments());
      assert.equal(error.kind, 'unavailable');
      assert.match(error.message, /more than 300 pages/);
      assert.equal(standIn.seen.length, 300);
    });
  });

  for (const status of [404, 405, 410, 301])
    it(`tells a list that is gone (${status}) with its name, and not one entry that is unknown`, async () => {
      const lucca = await answering((_request, response) => response.writeHead(status).end('{"Status":404,"Message":"Not found"}'));
      const error = await errorOf(lucca.departments());
      assert.deepEqual([error.kind, error.request, error.status], ['endpoint-gone', 'GET /organization/structure/api/departments', status]);
      assert.notEqual((await errorOf(lucca.setContractType(5, 1))).kind, 'endpoint-gone');
    });

  it('takes nulls, left-out fields and unknown ones', async () => {
    const lucca = await answering(({ url }, response) => {
      if (url.pathname.endsWith('/users')) json(response, { data: { items: [{ id: 1, lastName: null, dtContractEnd: null, extra: {} }] } });
      else if (url.pathname.endsWith('/departments')) json(response, { items: [{ id: 2, name: 'A', parentId: null, headId: null }] });
      else json(response, { items: [{ id: 3, name: 'B', code: null }], prev: null });
    });
    assert.deepEqual(await lucca.usersBy('id', [1]), [
      { id: 1, firstName: '', lastName: '', mail: '', login: '', contractStart: undefined, contractEnd: undefined },
    ]);
    assert.deepEqual(await lucca.departments(), [
      { id: 2, name: 'A', code: undefined, active: true, parent: undefined, headId: undefined },
    ]);
    assert.deepEqual(await lucca.establishments(), [{ id: 3, name: 'B', code: undefined, archived: false }]);
  });

  it('reads ids also as text, and gives them as numbers', async () => {
    const lucca = await answering(({ method, url }, response) => {
      if (method === 'POST') json(response, { data: { id: '416' } });
      else if (url.pathname.endsWith('/users')) json(response, { data: { items: [{ id: '1' }] } });
      else if (url.pathname.endsWith('/departments')) json(response, { items: [{ id: '2', name: 'A', headId: '7' }] });
      else if (url.pathname.endsWith('/roles')) json(response, { data: { items: [{ id: '3', name: 'B' }] } });
      else if (url.pathname.endsWith('/establishments')) json(response, { items: [{ id: '4', name: 'C' }] });
      else json(response, { items: [{ id: '5', ownerId: '416', typeId: '6', startsOn: '2027-01-04' }] });
    });
    assert.equal((await lucca.createUser(NEW)).id, 416);
    assert.equal((await lucca.usersBy('id', [1]))[0]?.id, 1);
    assert.deepEqual(
      (await lucca.departments()).map(({ id, headId }) => [id, headId]),
      [[2, 7]],
    );
    assert.equal((await lucca.roles())[0]?.id, 3);
    assert.equal((await lucca.establishments())[0]?.id, 4);
    assert.deepEqual(await lucca.contractsOf([416]), [{ id: 5, ownerId: 416, typeId: 6, startsOn: '2027-01-04', endsOn: undefined }]);
  });

  for (const id of ['', '1.5', '0x10', '1e3', '-1', ' 1', '9007199254740993', 1.5, null, true])
    it(`takes ${JSON.stringify(id)} for no id`, async () => {
      const lucca = await answering((_request, response) => json(response, { data: { items: [{ id, name: 'A' }] } }));
      assert.match((await errorOf(lucca.roles())).message, /unexpected shape at data\.items\.0\.id/);
    });

  it('names the place of an unexpected shape, not what stands there', async () => {
    const lucca = await answering((_request, response) => json(response, { data: { items: [{ id: 'camille' }] } }));
    const error = await errorOf(lucca.usersBy('id', [1]));
    assert.equal(error.kind, 'unavailable');
    assert.match(error.message, /unexpected shape at data\.items\.0\.id/);
  });

  for (const status of [301, 302, 303, 307, 308])
    it(`follows no redirect (${status}), which could carry the key away`, async () => {
      const lucca = await answering((_request, response) => response.writeHead(status, { location: '/elsewhere' }).end());
      assert.equal((await errorOf(lucca.createUser(NEW))).kind, 'outcome-unknown');
      assert.equal((await errorOf(lucca.roles())).kind, status === 301 || status === 308 ? 'endpoint-gone' : 'unavailable');
      assert.deepEqual(
        standIn.seen.map(({ url }) => url.pathname),
        ['/api/v3/users', '/api/v3/roles'],
      );
    });

  it('never sends a write over a connection that was used before', async () => {
    const lucca = await answering((_request, response) => json(response, { data: { id: 1, items: [] } }));
    await lucca.roles();
    await lucca.createUser(NEW);
    assert.equal(standIn.seen[1]?.headers.connection, 'close');
  });

  it('knows that a refused connection carried nothing, also for a POST', async () => {
    const lucca = await answering(() => undefined);
    await standIn.close();
    assert.equal((await errorOf(lucca.createUser(NEW))).kind, 'unavailable');
    assert.equal((await errorOf(lucca.roles())).kind, 'unavailable');
  });

  it('knows that a name which leads nowhere carried nothing', async () => {
    await answering(() => undefined);
    assert.equal((await errorOf(clientOf('http://lucca.invalid').createUser(NEW))).kind, 'unavailable');
  });

  it('gives up on an answer that only trickles in', async () => {
    await answering((_request, response) => void response.writeHead(200).write('{"data":'));
    const lucca = clientOf(standIn.url, { timeoutMs: 200 });
    assert.equal((await errorOf(lucca.createUser(NEW))).kind, 'outcome-unknown');
  });
});
