import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { Taken } from '../../src/client/drags.js';
import type { FlatchrSide, RefusedBody } from '../../src/contracts/flatchr-side.js';
import type { Hire } from '../../src/hire/order.js';
import { createWeb, type WebOptions } from '../../src/web/app.js';
import { changed, dragBody } from '../support/drag-body.js';
import { NO_PAGES } from '../support/web.js';

const URL = '/webhooks/flatchr/acme/s3cret-of-acme';
const BODY = JSON.stringify(dragBody());

describe('POST /webhooks/flatchr/{connection}/{secret}', () => {
  let options: WebOptions;
  let app: FastifyInstance;
  let started: Hire[];
  let start: () => Promise<Taken>;
  let left: WebOptions['hires']['left'];
  let log: string[];
  let side: FlatchrSide;
  let told: unknown[];
  let heard: (string | undefined)[];
  let kept: RefusedBody[];
  let keep: () => string | undefined;

  beforeEach(async () => {
    started = [];
    log = [];
    start = async () => ({ hire: 'hire/acme/1474', started: true, outcome: 'started' });
    left = NO_PAGES.hires.left;
    side = { columns: {}, missed: [] };
    told = [];
    heard = [];
    kept = [];
    keep = () => 'refused/acme/1';
    options = {
      links: NO_PAGES.links,
      sessions: NO_PAGES.sessions,
      flatchr: {
        known: async () => side,
        async taken(connection, { heardAt, ...taken }) {
          heard.push(heardAt);
          if (taken.column ?? taken.right.length > 0) told.push(['taken', connection, taken]);
        },
        missed: async (connection, missed) => void told.push(['missed', connection, missed]),
      },
      refused: {
        async keep(refused) {
          kept.push(refused);
          return keep();
        },
      },
      hires: {
        ...NO_PAGES.hires,
        ready: async () => true,
        left: (...news) => left(...news),
        start(hire) {
          started.push(hire);
          return start();
        },
      },
      connections: [
        {
          ...NO_PAGES.connection,
          id: 'acme',
          companyId: 'G6KzqPnNLyp31m0l',
          hiredColumns: [],
          webhookSecrets: ['s3cret-of-acme', 'n3xt-secret'],
        },
        { ...NO_PAGES.connection, id: 'other', companyId: 'x', hiredColumns: [], webhookSecrets: ['0ther-secret', 'L'.repeat(1024)] },
      ],
      logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    };
    app = await createWeb(options);
  });
  afterEach(async () => app.close());

  async function post(body: string | Buffer, { url = URL, ...rest }: Partial<InjectOptions> = {}) {
    const response = await app.inject({
      method: 'POST',
      url: url as string,
      payload: body,
      headers: { 'content-type': 'application/json' },
      ...rest,
    });
    return {
      status: response.statusCode,
      body: response.body,
      headers: response.headers,
      json: () => JSON.parse(response.body) as unknown,
    };
  }

  it('answers 202 with the hire once it is durably started', async () => {
    let taken!: () => void;
    start = () => new Promise((resolve) => (taken = () => resolve({ hire: 'hire/acme/1474', started: true, outcome: 'started' })));
    let answered = false;
    const answer = post(BODY).then((response) => {
      answered = true;
      return response;
    });
    while (started.length === 0) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(answered, false);
    taken();
    const { status, json } = await answer;
    assert.deepEqual([status, json()], [202, { hire: 'hire/acme/1474', started: true, outcome: 'started' }]);
    assert.deepEqual([started[0]?.connection, started[0]?.applicant, started[0]?.candidate.lastName], ['acme', '1474', 'Morel']);
  });

  describe('a drag to another column', () => {
    const INTO_INTERVIEW = JSON.stringify(changed(dragBody(), 'data.column.hired', false));
    it('is news of a hire that is known, and answered once Temporal has it', async () => {
      const heard: unknown[] = [];
      left = async (...news) => {
        heard.push(news);
        return { hire: 'hire/acme/1474', outcome: 'stopped' };
      };
      const { status, json } = await post(INTO_INTERVIEW);
      assert.deepEqual([status, json()], [202, { hire: 'hire/acme/1474', outcome: 'stopped' }]);
      assert.deepEqual(heard, [
        [
          { connection: 'acme', applicant: '1474' },
          { at: '2026-01-13T15:26:53.148Z', column: 'Recruté' },
        ],
      ]);
      assert.deepEqual(started, []);
    });

    it('is to be sent again when Temporal did not take it', async () => {
      left = async () => Promise.reject(new Error('down'));
      assert.equal((await post(INTO_INTERVIEW)).status, 503);
    });
  });

  it('says when the hire was started before', async () => {
    start = async () => ({ hire: 'hire/acme/1474', started: false, outcome: 'repeat' });
    assert.deepEqual((await post(BODY)).json(), { hire: 'hire/acme/1474', started: false, outcome: 'repeat' });
  });

  it('takes a long secret, and refuses a longer one without an echo', async () => {
    const long = 'L'.repeat(1024);
    assert.equal((await post(BODY, { url: `/webhooks/flatchr/other/${long}` })).status, 200);
    const answer = await post(BODY, { url: `/webhooks/flatchr/other/${long}L` });
    assert.ok(answer.status >= 400 && answer.status < 500);
    assert.doesNotMatch(answer.body, /LLL/);
  });

  it('takes every secret of the connection', async () => {
    assert.equal((await post(BODY, { url: '/webhooks/flatchr/acme/n3xt-secret' })).status, 202);
  });

  for (const type of [
    'application/json; charset=utf-8',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'nonsense',
    '',
    undefined,
  ])
    it(`reads the body under the content type ${JSON.stringify(type)}`, async () => {
      assert.equal((await post(Buffer.from(BODY), { headers: type === undefined ? {} : { 'content-type': type } })).status, 202);
      assert.equal(started.length, 1);
    });

  it('takes what is missing: that becomes a problem of the hire', async () => {
    for (const path of ['data.candidate', 'data.vacancy', 'data.candidate.email'])
      assert.equal((await post(JSON.stringify(changed(dragBody(), path, null)))).status, 202);
  });

  it('takes a signature of a megabyte, and what is of another type than documented', async () => {
    for (const [path, value] of [
      ['data.user.signature', 'x'.repeat(1024 * 1024)],
      ['data.candidate.phone', 33600000000],
      ['data.candidate.lastname', ['Morel']],
      ['data.column', 695],
      ['data.column.hired', '1'],
      ['data.vacancy', []],
    ] as const)
      assert.equal((await post(JSON.stringify(changed(dragBody(), path, value)))).status, 202, path);
  });

  it('is the same with a slash at the end', async () => {
    assert.equal((await post(BODY, { url: `${URL}/` })).status, 202);
    assert.equal((await post(BODY, { url: '/webhooks/flatchr/acme/wrong/' })).status, 404);
  });

  it('answers a try of the address that it is the right one, with the reason in the log', async () => {
    for (const [body, reason] of [
      ['', 'empty'],
      ['  \n', 'empty'],
      ['{}', 'empty'],
      ['{"test":true}', 'test'],
    ] as const) {
      const answer = await post(body);
      assert.deepEqual([answer.status, answer.json()], [200, { ignored: reason }]);
    }
    for (const url of [URL, `${URL}/`]) {
      const answer = await app.inject({ method: 'GET', url });
      assert.deepEqual([answer.statusCode, answer.json()], [200, { ignored: 'empty' }]);
    }
    const reasons = log.map((line) => (JSON.parse(line) as { reason?: string }).reason).filter(Boolean);
    assert.deepEqual([told, heard], [[], []], 'a try of the address tells nothing of Flatchr');
    assert.deepEqual(reasons, ['empty', 'empty', 'empty', 'test', 'empty', 'empty']);
    assert.equal(started.length, 0);
  });

  it('answers 200 to what is no hire', async () => {
    const ignored = async (path: string, value: unknown) => (await post(JSON.stringify(changed(dragBody(), path, value)))).json();
    assert.deepEqual(await ignored('event', 'new_applicant'), { ignored: 'event' });
    assert.deepEqual(told, [['missed', 'acme', { reason: 'event', name: 'new_applicant' }]]);
    assert.deepEqual(await ignored('data.column.hired', false), { ignored: 'column' });
    assert.deepEqual((await post(BODY, { url: '/webhooks/flatchr/other/0ther-secret' })).json(), { ignored: 'company' });
    assert.equal(started.length, 0);
  });

  describe('refuses with 4xx, and starts nothing', () => {
    /** The documented body, with a field that no schema knows. */
    const deep = (levels: number, open: string, close: string) =>
      BODY.replace(/\}$/, `,"extra":${open.repeat(levels)}1${close.repeat(levels)}}`);
    const withData = (data: string) => `{"event":"drag_applicant","data":${data}}`;
    const BODIES: [string, string, number][] = [
      ['half a body', BODY.slice(0, 500), 400],
      ['text', 'event=drag_applicant', 400],
      ['NaN', 'NaN', 400],
      ['null', 'null', 400],
      ['a number', '7', 400],
      ['a string', '"drag_applicant"', 400],
      ['a list', '[]', 400],
      ['a list of bodies', `[${BODY}]`, 400],
      ['no data', '{"event":"drag_applicant"}', 400],
      ['no applicant', withData('{}'), 400],
      ['an applicant id of another shape', withData('{"applicant_id":"../../etc"}'), 400],
      ['depth 51', deep(51, '[', ']'), 400],
      ['depth 10,000', deep(10_000, '[', ']'), 400],
      ['depth 100,000', deep(100_000, '[', ']'), 400],
      ['depth 10,000 in objects', deep(10_000, '{"a":', '}'), 400],
      ['__proto__', withData('{"applicant_id":7,"__proto__":{"x":1}}'), 400],
      ['__proto__ spelled in escapes', withData('{"applicant_id":7,"\\u005f_proto__":{"x":1}}'), 400],
      ['constructor.prototype', withData('{"applicant_id":7,"constructor":{"prototype":{"x":1}}}'), 400],
      ['3 MB', JSON.stringify({ ...dragBody(), padding: 'x'.repeat(3 * 1024 * 1024) }), 413],
      ['one byte over 2 MB', `${' '.repeat(2 * 1024 * 1024 - Buffer.byteLength(BODY) + 1)}${BODY}`, 413],
    ];
    for (const [what, body, status] of BODIES)
      it(what, async () => {
        const answer = await post(body);
        assert.equal(answer.status, status, answer.body);
        assert.equal(started.length, 0);
        assert.doesNotMatch(answer.body, /Morel|hugo|etc|proto/i);
        assert.equal(({} as { x?: unknown }).x, undefined);
        assert.equal((await post(BODY)).status, 202, 'the process goes on');
      });

    it('but takes real depth', async () => {
      assert.equal((await post(deep(40, '[', ']'))).status, 202);
    });

    it('but takes a body of just 2 MB', async () => {
      assert.equal((await post(`${' '.repeat(2 * 1024 * 1024 - Buffer.byteLength(BODY))}${BODY}`)).status, 202);
    });

    it('names the path of what is wrong, not the value', async () => {
      const { json } = await post(withData('{"applicant_id":"Morel/1"}'));
      assert.deepEqual(json(), {
        error: 'malformed body',
        errors: ['data.applicant_id: must be an id of 1 to 64 letters, digits, _ or -'],
        kept: 'refused/acme/1',
      });
    });
  });

  describe('keeps what becomes no hire', () => {
    it('without what is never stored', async () => {
      const { status, json } = await post(
        JSON.stringify(changed(changed(dragBody(), 'data.applicant_id', null), 'data.applicant.id', 'a/b')),
      );
      assert.deepEqual([status, (json() as { kept: string }).kept], [400, 'refused/acme/1']);
      const [one, ...others] = kept;
      assert.deepEqual([one?.connection, one?.reason, others.length], ['acme', 'malformed', 0]);
      assert.match(one?.why.join() ?? '', /^data\.applicant_id: /);
      assert.match(JSON.stringify(one?.body), /Hugo.*Morel.*hugo\.morel@example\.org.*Account Executive/);
      assert.doesNotMatch(
        JSON.stringify(one?.body),
        /recrut(er|euse)|recruiter|99 99|hidden|cover letter|linkedin|files\.example|98765|</i,
      );
    });

    for (const [what, body, reason, status] of [
      ['no JSON', `${BODY}Morel`, 'unreadable', 400],
      ['too large', 'x'.repeat(2 * 1024 * 1024 + 1), 'too-large', 413],
    ] as const)
      it(`and tells of what is ${what}, of which nothing can be kept`, async () => {
        const answer = await post(body);
        assert.equal(answer.status, status);
        assert.deepEqual(
          kept.map((one) => [one.reason, one.body]),
          [[reason, null]],
        );
      });

    it('and answers all the same when that cannot be kept', async () => {
      for (const not of [
        () => undefined,
        () => {
          throw new Error('Morel');
        },
      ]) {
        keep = not;
        const answer = await post('[]');
        assert.deepEqual([answer.status, answer.json()], [400, { error: 'malformed body', errors: ['body: must be an object'] }]);
      }
      assert.doesNotMatch(log.join(''), /Morel/);
    });

    it('but no stranger’s, and no try of the address', async () => {
      await post('[]', { url: '/webhooks/flatchr/acme/wrong' });
      for (const body of ['', '{}', '{"test":true}', '{"event":"new_applicant"}']) await post(body);
      assert.deepEqual(kept, []);
    });
  });

  describe('with columns by title', () => {
    const columns = (...hiredColumns: string[]) => {
      Object.assign(options.connections[0]!, { hiredColumns });
    };
    const renamed = JSON.stringify(changed(dragBody(), 'data.column.title', 'Embauché'));

    it('learns the ids of a column by a hire that is taken', async () => {
      columns('Autre', 'Recruté');
      await post(BODY);
      assert.deepEqual(
        told.map((one) => (one as [string, string, { column: unknown }])[2].column),
        [{ name: 'Recruté', ids: ['695', 'Nk5aMxpQ4b9GZ2Oz'] }],
      );
    });

    it('takes a column that was renamed since, and none whose name is no longer configured', async () => {
      side = { columns: { Recruté: ['695'] }, missed: [] };
      columns('Recruté');
      assert.equal((await post(renamed)).status, 202);
      columns('Signé');
      assert.deepEqual((await post(renamed)).json(), { ignored: 'column' });
    });

    it('tells of a hire that is missed, and keeps it', async () => {
      columns('Signé');
      assert.deepEqual((await post(BODY)).json(), { ignored: 'column' });
      assert.deepEqual(told, [['missed', 'acme', { reason: 'column', name: '695', title: 'Recruté', applicant: '1474' }]]);
      assert.deepEqual(
        kept.map(({ reason, why }) => [reason, why]),
        [['column', ['column: Recruté is not configured']]],
      );
      assert.ok(log.some((line) => line.includes('"reason":"column"') && line.includes('"applicant":"1474"')));
    });

    it('does not answer what it cannot judge', async () => {
      columns('Signé');
      Object.assign(options.flatchr, { known: async () => Promise.reject(Object.assign(new Error('down'), { code: 14 })) });
      assert.equal((await post(BODY)).status, 503);
      columns('Recruté');
      assert.equal((await post(BODY)).status, 202, 'for a hire it need not be known');
    });
  });

  it('is heard, whatever comes of it, and tells of what cannot be used', async () => {
    for (const body of [BODY, JSON.stringify(changed(dragBody(), 'data.column.hired', false)), JSON.stringify({ event: 'new_applicant' })])
      await post(body);
    assert.deepEqual(
      heard.map((at) => Math.abs(Date.parse(at ?? '') - Date.now()) < 60_000),
      [true, true, true],
    );
    told = [];
    await post('{');
    await post('{"event":"drag_applicant","data":{}}');
    assert.deepEqual(told, [
      ['missed', 'acme', { reason: 'body', name: 'unreadable' }],
      ['missed', 'acme', { reason: 'body', name: 'malformed' }],
    ]);
    Object.assign(options.flatchr, { missed: async () => Promise.reject(new Error('down')) });
    assert.equal((await post('{')).status, 400, 'whether that can be told or not');
    assert.equal((await post(JSON.stringify({ event: 'new_applicant' }))).status, 200);
  });

  it('tells of a hire of another company, once for each that comes', async () => {
    await post(BODY, { url: '/webhooks/flatchr/other/0ther-secret' });
    assert.deepEqual(told, [['missed', 'other', { reason: 'company', name: 'G6KzqPnNLyp31m0l', title: 'Recruté', applicant: '1474' }]]);
    assert.deepEqual(
      kept.map(({ connection, reason }) => [connection, reason]),
      [['other', 'company']],
    );
    await post(JSON.stringify(changed(dragBody(), 'data.column.hired', false)), { url: '/webhooks/flatchr/other/0ther-secret' });
    assert.equal(told.length, 1, 'what Flatchr does not call a hire was not missed');
  });

  it('answers 503 when Temporal does not take the hire, so that nobody believes it was', async () => {
    start = async () => {
      throw Object.assign(new Error('Morel hugo.morel@example.org'), { code: 14 });
    };
    const answer = await post(BODY);
    assert.equal(answer.status, 503);
    assert.ok(Number(answer.headers['retry-after']) > 0);
    assert.ok(log.some((line) => (JSON.parse(line) as { code?: number }).code === 14));
  });

  describe('a wrong address', () => {
    const WRONG = [
      '/webhooks/flatchr/acme/wrong',
      '/webhooks/flatchr/nobody/s3cret-of-acme',
      '/webhooks/flatchr/acme/0ther-secret',
      '/webhooks/flatchr/other/s3cret-of-acme',
    ];
    for (const url of [
      ...WRONG,
      '/webhooks/flatchr/acme/s3cret-of-acm',
      '/webhooks/flatchr/acme/s3cret-of-acme1',
      '/webhooks/flatchr/acme/S3CRET-OF-ACME',
    ])
      it(`${url} answers 404, whatever the body`, async () => {
        for (const body of [BODY, '', '{', 'x'.repeat(300_000)]) {
          const answer = await post(body, { url });
          assert.deepEqual([answer.status, answer.json()], [404, { error: 'not found' }]);
        }
        assert.equal(started.length, 0);
      });

    it('answers no differently for a wrong connection and a wrong secret', async () => {
      const stable = async (url: string) => {
        const { status, body, headers } = await post(BODY, { url });
        return [status, body, Object.keys(headers)];
      };
      const [first, ...others] = await Promise.all(WRONG.map(stable));
      for (const other of others) assert.deepEqual(other, first);
    });

    it('is limited after 20 tries from one address, while the right one still passes from there', async () => {
      const wrong = (remoteAddress: string) => post(BODY, { url: WRONG[0]!, remoteAddress });
      const statuses: number[] = [];
      for (let n = 0; n < 25; n++) statuses.push((await wrong('203.0.113.9')).status);
      assert.deepEqual(statuses, [...Array.from({ length: 20 }, () => 404), ...Array.from({ length: 5 }, () => 429)]);
      for (let n = 0; n < 30; n++) assert.equal((await post(BODY, { remoteAddress: '203.0.113.9' })).status, 202);
      assert.equal((await wrong('203.0.113.10')).status, 404, 'another address has its own count');
    });

    it('counts by the address that a proxy on this machine names, and believes no other proxy', async () => {
      const wrong = (remoteAddress: string, forwarded: string) =>
        post(BODY, { url: WRONG[0]!, remoteAddress, headers: { 'x-forwarded-for': forwarded } });
      for (let n = 0; n < 20; n++) await wrong('127.0.0.1', '203.0.113.1');
      assert.equal((await wrong('127.0.0.1', '203.0.113.1')).status, 429);
      assert.equal((await wrong('127.0.0.1', '203.0.113.2')).status, 404);
      for (let n = 0; n < 20; n++) await wrong('198.51.100.1', `203.0.113.${100 + n}`);
      assert.equal((await wrong('198.51.100.1', '203.0.113.200')).status, 429);
    });

    it('does not exist for other methods and paths', async () => {
      for (const [method, url] of [
        ['GET', '/webhooks/flatchr/acme/wrong'],
        ['PUT', URL],
        ['POST', '/webhooks/flatchr/acme'],
        ['POST', `${URL}/more`],
        ['GET', '/'],
      ] as const)
        assert.equal((await app.inject({ method, url })).statusCode, 404, `${method} ${url}`);
      assert.equal(started.length, 0);
    });
  });

  describe('the log', () => {
    it('tells of each request by its route, and neither secret, URL nor candidate', async () => {
      await post(BODY);
      await post(JSON.stringify(changed(dragBody(), 'data', ['Morel'])));
      await post(`${BODY}Morel`);
      await post('x'.repeat(3_000_000));
      await post(BODY, { url: '/webhooks/flatchr/acme/wr0ng-secret' });
      await app.inject({ method: 'GET', url: '/hugo.morel@example.org' });
      start = async () => {
        throw new Error('s3cret-of-acme Morel');
      };
      await post(BODY);
      const requests = log
        .map((line) => JSON.parse(line) as { msg: string; route?: string; status?: number })
        .filter(({ msg }) => msg === 'request');
      assert.deepEqual(
        requests.map(({ route, status }) => [route, status]),
        [
          ...[202, 400, 400, 413, 404].map((status) => ['/webhooks/flatchr/:connection/:secret', status]),
          ['none', 404],
          ['/webhooks/flatchr/:connection/:secret', 503],
        ],
      );
      assert.doesNotMatch(log.join(''), /s3cret|wr0ng|n3xt|Morel|Hugo|example\.org|AE-2026|\+33/i);
    });

    it('says no more when something breaks within', async () => {
      app.get('/broken', async () => {
        throw new TypeError('broken within');
      });
      const answer = await app.inject({ method: 'GET', url: '/broken?who=hugo' });
      assert.deepEqual([answer.statusCode, answer.json()], [500, { error: 'internal error' }]);
      assert.ok(log.some((line) => line.includes('broken within')));
      assert.doesNotMatch(log.join(''), /who=hugo/);
    });
  });

  describe('over a real socket', () => {
    async function send(...parts: string[]): Promise<string> {
      const port = Number(new globalThis.URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', () => undefined); // a server that refuses a large body closes while it is still sent
      for (const part of parts) socket.write(part);
      await once(socket, 'close');
      return answer;
    }
    const head = (...headers: string[]) => `POST ${URL} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers.join('\r\n')}\r\n\r\n`;

    it('takes a body without content type, in chunks', async () => {
      const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
      const answer = await send(head('transfer-encoding: chunked'), chunk(BODY.slice(0, 100)), chunk(BODY.slice(100)), '0\r\n\r\n');
      assert.match(answer, /^HTTP\/1\.1 202 /);
    });

    it('refuses a length over the limit before the body is sent', async () => {
      assert.match(await send(head('content-length: 99999999')), /^HTTP\/1\.1 413 /);
    });

    for (const [what, ...parts] of [
      ['a body', head('content-length: 5000')],
      ['a body in chunks', head('transfer-encoding: chunked'), '5\r\n{"a":\r\n'],
      ['headers', `POST ${URL} HTTP/1.1\r\nhost: x\r\nx-slow: `],
    ] as const)
      it(`cuts ${what} that trickles in`, async () => {
        const slow = await createWeb({ ...options, times: { headersTimeout: 100, requestTimeout: 300, connectionsCheckingInterval: 20 } });
        try {
          const port = Number(new globalThis.URL(await slow.listen({ port: 0, host: '127.0.0.1' })).port);
          const socket = connect(port, '127.0.0.1');
          let answer = '';
          socket.on('data', (chunk) => (answer += chunk.toString())).on('error', () => undefined);
          for (const part of parts) socket.write(part);
          const chunked = what.endsWith('chunks');
          const trickle = setInterval(() => socket.write(chunked ? '1\r\nx\r\n' : 'x'), 20);
          await once(socket, 'close');
          clearInterval(trickle);
          assert.match(answer, /^HTTP\/1\.1 408 /);
          assert.equal(started.length, 0);
        } finally {
          await slow.close();
        }
      });

    it('bounds bodies by what it says, though that is less than what Node grants to headers alone', () => {
      const { headersTimeout, requestTimeout } = app.server;
      assert.ok(headersTimeout <= requestTimeout && requestTimeout <= 15_000, `${headersTimeout}, ${requestTimeout}`);
    });

    it('refuses a broken request without an echo', async () => {
      const answer = await send(`POST ${URL}\u0001 HTTP/1.1\r\nhost: x\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.doesNotMatch(answer + log.join(''), /s3cret/);
    });

    it('refuses a URL that cannot be decoded without an echo', async () => {
      const answer = await send(`POST ${URL}%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 4\d\d /);
      assert.doesNotMatch(answer + log.join(''), /s3cret/);
    });
  });
});
