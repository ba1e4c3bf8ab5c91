import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Check } from '../../src/contracts/check.js';
import { checkPublicUrl } from '../../src/doctor/public-url.js';
import { createWeb } from '../../src/web/app.js';
import { certificateFor, startProxy, type Certificate, type Proxy, type ProxyOptions } from '../support/proxy.js';
import { startStandIn } from '../support/stand-in.js';
import { NO_PAGES } from '../support/web.js';

/** Leaves headers out. */
const without =
  (...names: string[]) =>
  (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

describe('the doctor looks at the public address, through a proxy to the web process', () => {
  let certificate: Certificate;
  let web: FastifyInstance | undefined;
  let proxies: Proxy[];
  before(() => void (certificate = certificateFor('localhost')));
  beforeEach(() => void (proxies = []));
  afterEach(async () => {
    for (const proxy of proxies) await proxy.close();
    await web?.close();
    web = undefined;
  });

  async function startWeb(trustProxy?: string[]): Promise<number> {
    web = await createWeb({
      ...NO_PAGES,
      hires: { ...NO_PAGES.hires, start: () => assert.fail('no webhook here'), ready: async () => true },
      connections: [{ ...NO_PAGES.connection, id: 'acme', companyId: 'x', hiredColumns: [], webhookSecrets: ['s3cret-of-acme'] }],
      logger: pino({ level: 'silent' }),
      ...(trustProxy && { trustProxy }),
    });
    await web.listen({ port: 0, host: '127.0.0.1' });
    return (web.server.address() as AddressInfo).port; // a TCP server's address is no string
  }
  async function proxy(options: ProxyOptions): Promise<number> {
    const started = await startProxy(options);
    proxies.push(started);
    return started.port;
  }
  const look = async (publicUrl: string, fromWorker = false, authority: string | undefined = certificate.cert): Promise<Check> =>
    await checkPublicUrl({ publicUrl }, true, { authority, fromWorker });
  const through = async (change: Partial<ProxyOptions>, trustProxy?: string[]) =>
    await look(`https://localhost:${await proxy({ to: await startWeb(trustProxy), certificate, ...change })}`);

  it('and finds nothing wrong with a good one, nor with two that are believed', async () => {
    const good = await through({});
    assert.deepEqual([good.status, good.remedy], ['ok', undefined], good.summary);
    const inner = await proxy({ to: web ? (web.server.address() as AddressInfo).port : 0 });
    const two = await look(`https://localhost:${await proxy({ to: inner, certificate })}`);
    assert.deepEqual([two.status, two.remedy], ['ok', undefined], two.summary);
  });

  it('and finds nothing wrong without one on this machine', async () => {
    const { status, summary } = await look(`http://127.0.0.1:${await startWeb()}/`);
    assert.equal(status, 'ok', summary);
  });

  const FLAWS: [what: string, change: Partial<ProxyOptions>, status: Check['status'], says: RegExp, remedy: RegExp, trust?: string[]][] = [
    ['no scheme', { passes: without('x-forwarded-proto') }, 'fail', /believes http: cookies/, /^let the proxy send X-Forwarded-Proto/],
    ['a proxy that is not believed', {}, 'fail', /believes http.*of 1 addresses .* 0 are believed/, /web\.trustProxy/, ['10.0.0.0/8']],
    ['another host', { passes: (headers) => ({ ...headers, host: 'hires' }) }, 'warn', /another host on \(hires\)/, /Host/],
    ['no people', { passes: without('x-forwarded-for') }, 'warn', /for whom it speaks/, /X-Forwarded-For/],
    [
      'no Secure',
      {
        answers: ({ 'set-cookie': cookies = [], ...headers }) => ({
          ...headers,
          'set-cookie': cookies.map((one) => one.replace(/; *secure/i, '')),
        }),
      },
      'fail',
      /takes Secure away/,
      /Set-Cookie unchanged/,
    ],
    ['no cookies', { answers: without('set-cookie') }, 'fail', /nobody can sign in/, /Set-Cookie/],
    ['no protection', { answers: without('content-security-policy') }, 'warn', /takes away headers/, /all headers/],
  ];
  for (const [what, change, status, says, remedy, trust] of FLAWS)
    it(`and names a proxy that passes ${what}`, async () => {
      const check = await through(change, trust);
      assert.equal(check.status, status, check.summary);
      assert.match(check.summary, says);
      assert.match(check.remedy ?? '', remedy);
    });

  it('and names a hop that is not believed behind one that is', async () => {
    const web = await startWeb(['127.0.0.1']);
    const far = (headers: IncomingHttpHeaders) => ({ ...headers, 'x-forwarded-for': `203.0.113.9, 192.0.2.7, 127.0.0.1` });
    const check = await look(`https://localhost:${await proxy({ to: web, certificate, passes: far })}`);
    assert.equal(check.status, 'warn');
    assert.match(check.summary, /of 3 addresses in X-Forwarded-For 2 are believed/);
    assert.match(check.remedy ?? '', /every proxy in web\.trustProxy/);
  });

  it('and tries the address for Flatchr: a web process of an older configuration is named', async () => {
    const publicUrl = `https://localhost:${await proxy({ to: await startWeb(), certificate })}`;
    const tried = async (connection: string, ...secrets: string[]) =>
      await checkPublicUrl({ publicUrl }, true, { authority: certificate.cert, webhooks: [{ connection, secrets }] });
    assert.equal((await tried('acme', 's3cret-of-acme')).status, 'ok');
    for (const lost of [await tried('acme', 's3cret-of-acme', 'newer-secret'), await tried('other', 's3cret-of-acme')]) {
      assert.equal(lost.status, 'fail');
      assert.match(lost.summary, /address for Flatchr of (acme|other) .*\(404\): hires would be lost/);
      assert.match(lost.remedy ?? '', /older configuration/);
      assert.doesNotMatch(JSON.stringify(lost), /secret/);
    }
  });

  it('and names a certificate of nobody known, one of another name, and none', async () => {
    const to = await startWeb();
    const port = await proxy({ to, certificate });
    const unknown = await look(`https://localhost:${port}`, false, certificateFor('ca').cert);
    const otherName = await look(`https://127.0.0.1:${port}`);
    const none = await look(`https://localhost:${to}`);
    for (const [{ status, summary, remedy }, says] of [
      [unknown, /certificate .* not good \(DEPTH_ZERO_SELF_SIGNED_CERT\)/],
      [otherName, /certificate .* not good \(ERR_TLS_CERT_ALTNAME_INVALID\)/],
      [none, /does not speak https/],
    ] as const) {
      assert.equal(status, 'fail');
      assert.match(summary, says);
      assert.ok(remedy);
    }
  });

  it('and names what else may answer, or nobody', async () => {
    const ANSWERS: [status: number, headers: Record<string, string>, body: string, says: RegExp][] = [
      [301, { location: 'https://www.acme.example/livez' }, '', /leads elsewhere \(301 to https:\/\/www\.acme\.example\)/],
      [200, {}, '<html>Welcome to nginx!</html>', /something else answers/],
      [200, {}, '{"ok":true}', /something else answers/],
      [401, {}, 'password, please', /livez answers 401/],
      [502, {}, '', /livez answers 502/],
    ];
    for (const [status, headers, body, says] of ANSWERS) {
      const other = await startStandIn((_request, response) => response.writeHead(status, headers).end(body));
      const check = await look(other.url);
      await other.close();
      assert.equal(check.status, 'fail');
      assert.match(check.summary, says);
      assert.ok(check.remedy);
    }
    const nobody = await look('http://127.0.0.1:1');
    assert.deepEqual([nobody.status, /ECONNREFUSED/.test(nobody.summary)], ['fail', true]);
    assert.equal((await look('http://127.0.0.1:1', true)).status, 'warn', 'a worker need not reach it');
    assert.equal((await look('http://hires.acme.example')).status, 'fail', 'in clear');
  });
});
