import assert from 'node:assert/strict';
import { defaultPayloadConverter } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { AuditEvent } from '../../src/audit/entry.js';
import { createEncryptionCodec, EncryptionKeyError } from '../../src/encryption/codec.js';
import { payloadJson, payloadOf, type PayloadJson } from '../../src/encryption/payload-json.js';
import { createLinks } from '../../src/links.js';
import { createWeb } from '../../src/web/app.js';
import { KEY } from '../support/encryption.js';
import { NO_PAGES, sessionsInMemory } from '../support/web.js';

const UI = 'https://temporal.acme.example';
const HOUR_MS = 3_600_000;

describe('the codec server', () => {
  const codec = createEncryptionCodec([KEY]);
  const plain = defaultPayloadConverter.toPayload({ lastName: 'Zqmarkova' });
  let app: FastifyInstance;
  let now: number;
  let log: string[];
  let audited: AuditEvent[];
  let canAudit: boolean;
  let encrypted: PayloadJson;
  const links = createLinks('a secret', () => now);
  const sessions = sessionsInMemory();

  const begin = async (operators: string[]) => {
    now = Date.UTC(2027, 0, 4, 9);
    log = [];
    audited = [];
    canAudit = true;
    const connection = { ...NO_PAGES.connection, companyId: 'x', hiredColumns: [], webhookSecrets: ['s'] };
    app = await createWeb({
      hires: {
        ...NO_PAGES.hires,
        ready: async () => true,
        start: () => assert.fail('no hire here'),
        list: () => Promise.reject(new EncryptionKeyError('gone', 'not at hand')),
      },
      connections: [
        { ...connection, id: 'acme', admins: ['both@acme.example', 'hr@acme.example'] },
        { ...connection, id: 'other', admins: ['both@acme.example', 'other@acme.example'] },
      ],
      operators,
      codec: { codec, uiUrl: UI },
      audit: { write: (event) => canAudit && audited.push(event) > 0 },
      links,
      sessions,
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      logger: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
      now: () => now,
    });
  };
  beforeEach(async () => {
    const [payload] = await codec.encode([plain]);
    encrypted = payloadJson(payload!);
    await begin(['it@acme.example']);
  });
  afterEach(() => app.close());

  /** The cookie of somebody who has signed in. */
  const signIn = async (address: string) => {
    const session = `of ${address}`;
    await sessions.open(session, 0);
    return links.signPass({ use: 'session', reader: links.readerOf(address), session });
  };
  const ask = async (headers: Record<string, string>, hires = '', payload: object = { payloads: [encrypted] }, work = 'decode') =>
    await app.inject({
      method: 'POST',
      url: `/codec/${work}`,
      payload,
      headers: { 'x-namespace': 'default', ...headers },
      cookies: { hires },
    });
  const read = (payload: PayloadJson | undefined) => payload && defaultPayloadConverter.fromPayload(payloadOf(payload));
  const payloadsOf = (answer: Awaited<ReturnType<typeof ask>>) => answer.json<{ payloads?: PayloadJson[] }>().payloads?.map(read);

  it('shows nothing that it cannot write down', async () => {
    canAudit = false;
    const answer = await ask({ origin: UI }, await signIn('it@acme.example'));
    assert.equal(answer.statusCode, 503);
    assert.doesNotMatch(answer.body, /Zqmarkova/);
  });

  it('shows an operator who is signed in what is stored, in the Temporal UI alone, and writes it down', async () => {
    const answer = await ask({ origin: UI }, await signIn('it@acme.example'));
    assert.deepEqual(payloadsOf(answer), [{ lastName: 'Zqmarkova' }]);
    assert.equal(answer.headers['access-control-allow-origin'], UI);
    assert.equal(answer.headers['access-control-allow-credentials'], 'true');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.deepEqual(audited, [{ what: 'decoded', payloads: 1, by: { kind: 'session', name: 'it@acme.example' } }]);
    assert.doesNotMatch(log.join(''), /Zqmarkova|it@acme/);
  });

  it('shows nothing to anybody else', async () => {
    const nobody = { status: 401, payloads: undefined };
    const said = async (headers: Record<string, string>, cookie?: string) => {
      const answer = await ask(headers, cookie);
      assert.doesNotMatch(answer.body, /payloads"/);
      return { status: answer.statusCode, payloads: payloadsOf(answer) };
    };
    assert.deepEqual(await said({ origin: UI }), nobody);
    assert.deepEqual(await said({ origin: UI }, 'wrong'), nobody);
    assert.deepEqual(await said({ origin: UI }, await signIn('hr@acme.example')), nobody);
    assert.deepEqual(await said({ origin: UI }, await signIn('stranger@acme.example')), nobody);
    assert.deepEqual(await said({ authorization: 'Bearer wrong' }), nobody);
    const entry = await links.signPass({ use: 'enter', reader: links.readerOf('it@acme.example'), session: 'x' });
    assert.deepEqual(await said({ authorization: `Bearer ${entry}` }), nobody);
    const signedIn = await signIn('it@acme.example');
    await sessions.close('of it@acme.example');
    assert.deepEqual(await said({ origin: UI }, signedIn), nobody);
  });

  it('answers no other page', async () => {
    const cookie = await signIn('it@acme.example');
    for (const origin of ['https://evil.example', 'null', `${UI}.evil.example`, UI.replace('https', 'http')]) {
      const answer = await ask({ origin }, cookie);
      assert.deepEqual([answer.statusCode, answer.headers['access-control-allow-origin']], [403, undefined], origin);
    }
  });

  it('is beside pages that name a missing key in the log, and nothing else', async () => {
    const { statusCode, body } = await app.inject({ url: '/hires/', cookies: { hires: await signIn('both@acme.example') } });
    assert.equal(statusCode, 503);
    assert.doesNotMatch(body, /gone/);
    assert.ok(log.some((line) => line.includes('"key":"gone"')));
  });

  it('lets the Temporal UI ask whether it may', async () => {
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-namespace' };
    const may = async (origin: string) => {
      const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/codec/decode', headers: { origin, ...preflight } });
      return [statusCode, headers['access-control-allow-origin'], headers['access-control-allow-headers']];
    };
    assert.deepEqual(await may(UI), [204, UI, 'content-type, x-namespace, authorization']);
    assert.deepEqual(await may('https://evil.example'), [204, undefined, undefined]);
  });

  it('takes the readers of every connection for operators where none are named', async () => {
    await app.close();
    await begin([]);
    assert.equal((await ask({ origin: UI }, await signIn('both@acme.example'))).statusCode, 200);
    assert.equal((await ask({ origin: UI }, await signIn('hr@acme.example'))).statusCode, 401);
  });

  it('serves the command line by a token, both ways, until it ends', async () => {
    const token = await links.signPass({ use: 'codec', reader: 'operator', session: 'anna' });
    const bearer = { authorization: `Bearer ${token}` };
    assert.deepEqual(payloadsOf(await ask(bearer)), [{ lastName: 'Zqmarkova' }]);
    const answer = await ask(bearer, '', { payloads: [payloadJson(plain)] }, 'encode');
    const [sent] = answer.json<{ payloads: PayloadJson[] }>().payloads;
    const [decoded] = await codec.decode([payloadOf(sent!)]);
    assert.equal(Buffer.from(sent?.metadata?.['encoding'] ?? '', 'base64').toString(), 'binary/encrypted');
    assert.deepEqual(decoded && defaultPayloadConverter.fromPayload(decoded), { lastName: 'Zqmarkova' });
    now += 13 * HOUR_MS;
    assert.equal((await ask(bearer)).statusCode, 401);
  });

  it('passes on what is not encrypted, and names a key that is missing', async () => {
    const bearer = { authorization: `Bearer ${await links.signPass({ use: 'codec', reader: 'operator', session: 'anna' })}` };
    assert.deepEqual(payloadsOf(await ask(bearer, '', { payloads: [payloadJson(plain), encrypted] })), [
      { lastName: 'Zqmarkova' },
      { lastName: 'Zqmarkova' },
    ]);
    const [other] = await createEncryptionCodec([{ ...KEY, id: 'gone' }]).encode([plain]);
    const refused = await ask(bearer, '', { payloads: [payloadJson(other!)] });
    assert.equal(refused.statusCode, 422);
    assert.match(refused.json<{ error: string }>().error, /encrypted with the key gone, which is not at hand/);
    for (const body of [{}, { payloads: 3 }, { payloads: [3] }, { payloads: [{ metadata: { encoding: 5 } }] }])
      assert.equal((await ask(bearer, '', body)).statusCode, 400);
  });
});
