import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createLinks } from '../../src/links.js';
import { createWeb } from '../../src/web/app.js';
import { LAST_RECONCILIATION, RECONCILIATION } from '../support/comparison.js';
import { NO_PAGES, sessionsInMemory } from '../support/web.js';

describe('the page of a connection', () => {
  const links = createLinks('a secret');
  const hr = links.readerOf('hr@acme.example');
  let app: FastifyInstance;
  let started: string[];
  let running: boolean;
  let hires: string;

  beforeEach(async () => {
    [started, running] = [[], false];
    const sessions = sessionsInMemory();
    const connection = { ...NO_PAGES.connection, language: 'en', companyId: 'x', hiredColumns: [], webhookSecrets: ['s'] } as const;
    app = await createWeb({
      hires: { ...NO_PAGES.hires, ready: async () => true, start: () => assert.fail('no hire here'), list: async () => [] },
      connections: [
        { ...connection, id: 'acme', compared: true },
        { ...connection, id: 'keyless' },
        { ...connection, id: 'other', compared: true, admins: ['other@acme.example'] },
      ],
      links,
      sessions,
      reconciliations: {
        start: async (id) => void started.push(id),
        isRunning: async () => running,
        last: async (id) => (id === 'keyless' ? undefined : LAST_RECONCILIATION),
        details: async () => RECONCILIATION,
      },
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      logger: pino({ level: 'silent' }),
    });
    await sessions.open('open', 0);
    hires = await links.signPass({ use: 'session', reader: hr, session: 'open' });
  });
  afterEach(async () => app.close());
  const open = async (id: string, method: 'GET' | 'POST' = 'GET', cookie = hires) =>
    app.inject({ method, url: `/hires/connection?id=${id}`, cookies: { hires: cookie } });

  it('shows what the last comparison came to', async () => {
    const { body } = await open('acme');
    for (const text of [
      'Hired in Flatchr: 17',
      'not here yet: 3',
      '2 entries',
      'Nadia &lt;b>Perdue',
      'Luc Bon',
      'hire/acme/1474',
      'Compare now',
    ])
      assert.ok(body.includes(text), text);
    assert.match(body, /lang=fr/);
    assert.ok(body.includes('id=acme&amp;lang=fr'), 'another language shows the same page');
  });

  it('compares at once on the button, which says so until it is done', async () => {
    const { statusCode, headers } = await open('acme', 'POST');
    assert.deepEqual([statusCode, headers.location, started], [303, 'connection?id=acme&lang=en', ['acme']]);
    running = true;
    const { body } = await open('acme');
    assert.match(body, /under way/);
    assert.doesNotMatch(body, /Compare now/);
  });

  it('says where nothing is compared, and starts nothing', async () => {
    const { body } = await open('keyless');
    assert.match(body, /needs a key for Flatchr/);
    assert.doesNotMatch(body, /Compare now/);
    await open('keyless', 'POST');
    assert.deepEqual(started, []);
  });

  it('is for those who are signed in, and for their connections', async () => {
    for (const [id, cookie] of [
      ['acme', ''],
      ['other', hires],
      ['nowhere', hires],
    ] as const)
      for (const method of ['GET', 'POST'] as const) {
        const { statusCode, headers, body } = await open(id, method, cookie);
        assert.deepEqual([statusCode, headers.location, body], [303, './', '']);
      }
    assert.deepEqual(started, []);
  });

  it('has its number in the list of hires, and says where there is none', async () => {
    const { body } = await app.inject({ method: 'GET', url: '/hires/', cookies: { hires } });
    assert.match(body, /connection\?id=acme[^>]*>Hired in Flatchr, not here yet, acme \(3\)/);
    assert.match(body, /connection\?id=keyless[^>]*>Hired in Flatchr, not here yet, keyless \(–\)/);
  });
});
