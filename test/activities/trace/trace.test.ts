import assert from 'node:assert/strict';
import { createTraceFlatchr } from '../../../src/activities/trace/trace-flatchr.js';
import { createTraceLucca } from '../../../src/activities/trace/trace-lucca.js';
import type { Shape, Trace } from '../../../src/contracts/trace.js';
import { startSandbox } from '../../../sandbox/sandbox.js';
import { createLuccaHttp } from '../../../src/lucca/http.js';
import { FLATCHR } from '../../conformance/flatchr.js';
import { LUCCA } from '../../conformance/lucca.js';
import { differencesOf } from '../../conformance/traced.js';
import { useActivities } from '../../support/activities.js';
import { startStandIn } from '../../support/stand-in.js';

describe('hire trace, from real answers', () => {
  const rig = useActivities();

  /** @param at addresses in place of the sandbox's. */
  async function trace(at: { readonly lucca?: string; readonly flatchr?: string; readonly key?: string } = {}): Promise<Trace> {
    const { connection, now } = rig();
    const flatchr = { ...connection.settings.flatchr, ...(at.flatchr && { url: at.flatchr }), ...(at.key && { apiKey: at.key }) };
    const http = at.lucca ? createLuccaHttp({ baseUrl: at.lucca, apiKey: 'sandbox', now: () => now }) : connection.http;
    const connections = new Map([['sandbox', { ...connection, http, settings: { ...connection.settings, flatchr } }]]);
    const deps = { connections, now: () => now, luccaTimeoutMs: 6_000 };
    const order = { connection: 'sandbox' };
    return { lucca: await createTraceLucca(deps)(order), flatchr: await createTraceFlatchr(deps)(order) };
  }

  it('asks all that hires ask, changes nothing, and tells no value that stands in either system', async () => {
    const { sandbox } = rig();
    const planted = {
      firstname: 'Zorgluberg',
      lastname: 'Fantasio-Champignac',
      email: 'zorgluberg@champignac.example',
      phone: '+33639987654',
    };
    const { id } = sandbox.flatchr.add({ ...planted, traits: { "Date d'entrée": '2027-02-15' } });
    sandbox.flatchr.drag(id);
    const taken = await trace();
    assert.deepEqual([taken.lucca.failed, taken.flatchr.failed], [[], []]);
    assert.deepEqual(new Set(sandbox.lucca.ledger.map(({ method }) => method)), new Set(['GET']));
    const paths = [...taken.lucca.calls, ...taken.flatchr.calls].map(({ path }) => path);
    assert.deepEqual(
      [...new Set(paths)],
      [
        '/organization/structure/api/establishments',
        '/organization/structure/api/departments',
        '/api/v3/roles',
        '/directory/api/work-contract-archetypes',
        '/api/v3/users',
        '/directory/api/4.0/work-contracts',
        '/company/{id}/columns',
        '/company/{id}/tags',
        '/contracts',
        '/company/{id}/vacancies',
        '/vacancy/{id}',
        '/company/{id}/search/applicants',
        '/company/{id}/applicant/{id}/traits',
      ],
    );

    const written = JSON.stringify(taken).toLowerCase();
    const texts = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value === 'string' && value.length > 3) texts.add(value.toLowerCase());
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    const candidates = await fetch(`${sandbox.url}/flatchr/-/applicants`).then(async (answer) => (await answer.json()) as unknown);
    collect([sandbox.lucca.users, candidates, planted]);
    assert.ok(texts.size > 50 && texts.has('zorgluberg'), `${texts.size} texts`);
    assert.deepEqual(
      [...texts].filter((text) => written.includes(text)),
      [],
    );
  });

  it('tells what is refused, without the key', async () => {
    const { flatchr } = await trace({ key: 'k3y-of-nobody' });
    assert.equal(
      flatchr.calls.every(({ status }) => status === 401),
      true,
    );
    assert.match(flatchr.failed.join(), /unauthorized 401/);
    assert.doesNotMatch(JSON.stringify(flatchr), /k3y/);
  });

  it('tells that nobody answers', async () => {
    const gone = await startStandIn(() => undefined);
    await gone.close();
    const { flatchr } = await trace({ flatchr: gone.url });
    assert.deepEqual(flatchr.calls, []);
    assert.match(flatchr.failed.join(), /ECONNREFUSED/);
  });

  describe('starts a sandbox that answers as the traced account', () => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closing.splice(0)) await close();
    });

    /** An account of other habits: the sandbox's, with each answer changed. */
    async function otherAccount(change: (path: string, answer: unknown) => { status?: number; answer: unknown }): Promise<string> {
      const between = await startStandIn(({ method, url, headers, body }, response) => {
        const { authorization = '' } = headers;
        const request = { method, headers: { authorization, 'content-type': 'application/json' }, ...(body && { body }) };
        void fetch(`${rig().sandbox.url}${url.pathname}${url.search}`, request).then(async (answered) => {
          const { status = answered.status, answer } = change(url.pathname, await answered.json());
          response.writeHead(status).end(JSON.stringify(answer));
        });
      });
      closing.push(() => between.close());
      return between.url;
    }

    async function tracedAgain(taken: Trace): Promise<Trace> {
      const { now } = rig();
      const shaped = await startSandbox({ port: 0, smtpPort: 0, quota: 'off', clock: () => now, trace: taken });
      closing.push(() => shaped.close());
      shaped.flatchr.drag(5_001);
      return await trace({ lucca: `${shaped.url}/lucca`, flatchr: `${shaped.url}/flatchr` });
    }

    beforeEach(() => void rig().sandbox.flatchr.drag(5_001));

    it('of the documented form: nothing changes', async () => {
      const taken = await trace();
      const found = [...differencesOf(LUCCA, taken.lucca), ...differencesOf(FLATCHR, taken.flatchr)];
      assert.deepEqual(
        found.filter((line) => !/ is there: | is absent in /.test(line)),
        [],
      );
      assert.deepEqual(outline(await tracedAgain(taken)), outline(taken));
    });

    it('of other types, with nulls, without fields and with others', async () => {
      const url = await otherAccount((path, answer) => {
        if (path.endsWith('/work-contract-archetypes')) return { status: 404, answer: {} };
        return {
          answer: JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
            if (key === 'headId' || key === 'personalMobile' || key === 'contract_type') return null;
            if (key === 'code' || key === 'count' || key === 'hired') return undefined;
            if (key === 'ownerId' || key === 'typeId' || key === 'column') return String(value);
            if (key === 'id' && path.includes('/roles')) return String(value);
            if (typeof value === 'object' && value !== null && 'isActive' in value)
              return { ...value, colour: 7, since: '2020-01-01T00:00:00Z' };
            return value;
          }),
        };
      });
      const taken = await trace({ lucca: `${url}/lucca`, flatchr: `${url}/flatchr` });
      const again = await tracedAgain(taken);
      assert.deepEqual(outline(again), outline(taken));
      assert.notDeepEqual(outline(again), outline(await trace()));
      const departments = again.lucca.calls.find(({ path }) => path.endsWith('/departments'))?.shape?.objects?.fields['items']?.lists?.of;
      const { headId, colour, code } = departments?.objects?.fields ?? {};
      assert.deepEqual([headId?.nulls, colour?.numbers?.seen, code], [headId?.seen, colour?.seen, undefined]);
      assert.equal(again.lucca.calls.find(({ path }) => path.endsWith('archetypes'))?.status, 404);

      const found = [...differencesOf(LUCCA, taken.lucca), ...differencesOf(FLATCHR, taken.flatchr)];
      for (const line of [
        'GET /organization/structure/api/departments: items.colour is there: integer',
        'GET /organization/structure/api/establishments: items.code is absent in 3 of 3',
        'GET /api/v3/roles: data.items.id is text, documented as integer',
        'GET /directory/api/work-contract-archetypes: answers 404',
        'POST /company/{id}/search/applicants: hired is absent in 1 of 1',
      ])
        assert.ok(found.includes(line), `${line}, not among:\n${found.join('\n')}`);
    });
  });
});

/** Of each kind of request: status, and which types were seen where. */
function outline({ lucca, flatchr }: Trace): unknown {
  return [lucca, flatchr].map(({ calls, failed }) => ({
    failed,
    calls: calls.map(({ method, path, query, status, shape }) => ({ method, path, query, status, shape: shape && typesIn(shape) })),
  }));
}

function typesIn({ nulls, booleans, numbers, texts, lists, objects }: Shape): unknown {
  return {
    types: Object.keys({ ...(nulls && { nulls }), ...(booleans && { booleans }), ...(numbers && { numbers }), ...(texts && { texts }) }),
    ...(lists && { list: lists.of && typesIn(lists.of) }),
    ...(objects && {
      fields: Object.fromEntries(
        Object.entries(objects.fields)
          .map(([name, shape]) => [`${name}${shape.seen < objects.seen ? '?' : ''}`, typesIn(shape)] as const)
          .toSorted(([one], [other]) => one.localeCompare(other)),
      ),
    }),
  };
}
