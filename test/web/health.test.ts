import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Findings } from '../../src/client.js';
import { fail, ok, warn } from '../../src/contracts/check.js';
import { createWeb } from '../../src/web/app.js';
import { NO_PAGES } from '../support/web.js';

describe('health', () => {
  let app: FastifyInstance;
  let ready: () => Promise<boolean>;
  let asked: number;
  let stored: boolean;
  let now: number;
  let log: string[];
  let findings: () => Promise<Findings[]>;

  beforeEach(async () => {
    asked = 0;
    stored = true;
    now = 0;
    log = [];
    app = await createWeb({
      links: NO_PAGES.links,
      sessions: NO_PAGES.sessions,
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      hires: {
        ...NO_PAGES.hires,
        start: () => assert.fail('not started here'),
        ready() {
          asked++;
          return ready();
        },
      },
      connections: [],
      logger: pino({}, { write: (line: string) => void log.push(line) }),
      findings: () => findings(),
      stored: () => stored,
      now: () => now,
    });
  });
  afterEach(async () => app.close());
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject({ method: 'GET', url });
    return [statusCode, (JSON.parse(body) as { status: string }).status];
  };

  it('is live while the process answers, whatever Temporal does', async () => {
    ready = () => Promise.reject(new Error('down'));
    assert.deepEqual(await get('/livez'), [200, 'ok']);
    assert.equal(asked, 0);
  });

  it('is ready only when a hire would be taken and worked on', async () => {
    ready = async () => true;
    assert.deepEqual(await get('/readyz'), [200, 'ok']);
    now += 10_001;
    ready = async () => false;
    assert.deepEqual(await get('/readyz'), [503, 'not ready']);
    now += 2_001;
    ready = () => Promise.reject(new Error('s3cret'));
    assert.deepEqual(await get('/readyz'), [503, 'not ready']);
    now += 2_001;
    ready = async () => true;
    assert.deepEqual(await get('/readyz'), [200, 'ok']);
    assert.doesNotMatch(log.join(''), /s3cret/);
  });

  it('is not ready while the data base is not where the next start looks for it', async () => {
    ready = async () => true;
    assert.deepEqual(await get('/readyz'), [200, 'ok']);
    stored = false;
    assert.deepEqual(await get('/readyz'), [503, 'not ready']);
    stored = true;
    assert.deepEqual(await get('/readyz'), [200, 'ok']);
  });

  it('asks Temporal no more often than every ten seconds, or two while it is not ready', async () => {
    ready = async () => true;
    await Promise.all(Array.from({ length: 20 }, () => get('/readyz')));
    now = 10_000;
    await get('/readyz');
    assert.equal(asked, 1);
    now = 10_001;
    ready = async () => false;
    await get('/readyz');
    now = 12_001;
    await get('/readyz');
    assert.equal(asked, 2);
    now = 12_002;
    await get('/readyz');
    assert.equal(asked, 3);
  });

  it('tells with ?verbose what the doctor found last, by ids alone, and asks for it no more often', async () => {
    let read = 0;
    const at = '2027-01-04T08:02:00.000Z';
    const checks = [
      ok('smtp', 's3cret'),
      fail('lucca.defaults', 'no department s3cret', 's3cret'),
      warn('flatchr.tags', 's3cret', 's3cret'),
    ];
    findings = async () => {
      read++;
      return [{ connection: 'acme', at, checks }];
    };
    ready = async () => true;
    const verbose = async () => await app.inject({ method: 'GET', url: '/readyz?verbose' });
    const { statusCode, body } = await verbose();
    assert.equal(statusCode, 200, 'what the doctor finds makes nobody unready');
    assert.deepEqual(JSON.parse(body), {
      status: 'ok',
      doctor: [{ connection: 'acme', at, fail: ['lucca.defaults'], warn: ['flatchr.tags'] }],
    });
    await verbose();
    await get('/readyz');
    assert.equal(read, 1);

    now += 10_001;
    ready = async () => false;
    findings = () => Promise.reject(new Error('s3cret'));
    const down = await verbose();
    assert.equal(down.statusCode, 503);
    assert.equal((JSON.parse(down.body) as { doctor: unknown }).doctor, null);
    assert.doesNotMatch(body + down.body + log.join(''), /s3cret/);
  });

  it('leaves no lines in the log: probes come every few seconds', async () => {
    ready = async () => false;
    await get('/livez');
    await get('/readyz');
    assert.deepEqual(log, []);
  });
});
