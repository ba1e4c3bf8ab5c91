import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { HireFilter, HireSummary, HoldUp, Pause } from '../../src/client.js';
import { createLinks } from '../../src/links.js';
import type { AuditEvent } from '../../src/audit/entry.js';
import { createWeb } from '../../src/web/app.js';
import { groupsOf, ruleFor } from '../../src/web/pages/groups.js';
import { NO_PAGES, sessionsInMemory } from '../support/web.js';

const HOUR_MS = 3_600_000;

const HELD_UP: HoldUp = {
  step: 'notifyAdmin',
  since: '2027-01-04T08:31:00Z',
  attempts: 7,
  next: '2027-01-04T09:05:00Z',
  failure: 'MailNotDelivered',
  system: 'mail',
};

describe('the list of hires', () => {
  let app: FastifyInstance;
  let now: number;
  let lookedAt: number;
  const audited: AuditEvent[] = [];
  let asked: HireFilter[];
  let mailed: string[];
  let mailing: Promise<void> | undefined;
  let paused: Pause[] | Error;
  const links = createLinks('a secret', () => now);
  const hr = links.readerOf('hr@acme.example');
  const sessions = sessionsInMemory();
  /** The cookie of somebody who has signed in. */
  const signIn = async (session = 'a-session') => {
    await sessions.open(session, 0);
    return links.signPass({ use: 'session', reader: hr, session });
  };
  const waiting = (number: number): HireSummary => ({
    id: `hire/acme/${number}`,
    run: 'run',
    status: 'awaiting-correction',
    person: `Person <b>${number}</b>`,
    problem: { number: 1, code: 'missing', step: 'resolveDefaults', issues: [{ code: 'missing', field: 'department' }] },
    startedAt: '2027-01-04T08:00:00Z',
    waitingSince: '2027-01-04T08:00:00Z',
  });
  const underWay = (number: number): HireSummary => {
    const { problem: _, waitingSince: __, ...rest } = waiting(number);
    return { ...rest, status: 'in-progress' };
  };

  beforeEach(() => begin());

  async function begin(trustProxy?: readonly string[]): Promise<void> {
    now = Date.UTC(2027, 0, 4, 9);
    asked = [];
    lookedAt = 0;
    mailed = [];
    mailing = undefined;
    paused = [];
    const connection = { ...NO_PAGES.connection, language: 'en', companyId: 'x', hiredColumns: [], webhookSecrets: ['s'] } as const;
    app = await createWeb({
      audit: { write: (event) => audited.push(event) > 0 },
      hires: {
        ...NO_PAGES.hires,
        ready: async () => true,
        start: () => assert.fail('no hire here'),
        async list(filter) {
          asked.push(filter);
          if (filter.status === 'in-progress') return Array.from({ length: 60 }, (_, number) => underWay(number));
          return filter.status === 'awaiting-correction' ? Array.from({ length: 120 }, (_, number) => waiting(number)) : [];
        },
        async heldUpBy(id, run) {
          assert.equal(run, 'run');
          lookedAt++;
          return id === 'hire/acme/3' ? [HELD_UP] : [];
        },
        async mailLink({ reader }) {
          await mailing;
          mailed.push(reader);
        },
      },
      connections: [
        { ...connection, id: 'acme' },
        { ...connection, id: 'other', admins: ['other@acme.example'] },
      ],
      links,
      sessions,
      async pauses() {
        if (paused instanceof Error) throw paused;
        return paused;
      },
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      logger: pino({ level: 'silent' }),
      now: () => now,
      ...(trustProxy && { trustProxy }),
    });
  }
  afterEach(async () => app.close());

  const get = async (url: string, session = '') => app.inject({ method: 'GET', url, cookies: { hires: session } });
  const post = async (url: string, form: Record<string, string> = {}, headers = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });

  it('shows nothing without a session, or with one that is old, of another use, or of nobody', async () => {
    const session = await signIn();
    const enter = await links.signPass({ use: 'enter', reader: hr, session: 'a-session' });
    const stranger = await links.signPass({ use: 'session', reader: links.readerOf('stranger@acme.example'), session: 'a-session' });
    const never = await links.signPass({ use: 'session', reader: hr, session: 'never opened' });
    const link = await links.sign({ hire: 'hire/acme/1', run: 'run', problem: 1, reader: hr, follows: false });
    for (const wrong of ['', 'x', enter, stranger, never, link, `${session}x`])
      assert.doesNotMatch((await get('/hires/', wrong)).body, /Person/);
    assert.deepEqual(asked, []);
    assert.match((await get('/hires/', session)).body, /Person &lt;b>1/);
    now += 13 * HOUR_MS;
    assert.doesNotMatch((await get('/hires/', session)).body, /Person/);
  });

  it('asks for the hires of the reader alone, once for many readers, and shows fifty at a time', async () => {
    const session = await signIn();
    const first = await get('/hires/', session);
    assert.equal(first.body.match(/<li>/g)?.length, 50);
    assert.equal((await get('/hires/?page=3', session)).body.match(/<li>/g)?.length, 120);
    assert.deepEqual(
      asked.map(({ connection, status }) => [connection, status]),
      [['acme', 'awaiting-correction']],
    );
    assert.equal(first.headers['cache-control'], 'no-store');
  });

  it('says of the first hires under way what holds them up, since when, and when it is tried again', async () => {
    const session = await signIn();
    const { body } = await get('/hires/?show=under-way&page=2', session);
    assert.equal(body.match(/<li>/g)?.length, 60);
    assert.equal(
      body.match(/The mail server takes no mail at the moment\.[^<]* Since [^<]*09:31\. Next attempt: [^<]*10:05\./g)?.length,
      1,
    );
    assert.equal(lookedAt, 50);
  });

  it("says which of the reader's connections are paused, since when and by whom, in three languages", async () => {
    const session = await signIn();
    const body = async (lang: string) => (await get(`/hires/?lang=${lang}`, session)).body.replaceAll(/[\u00a0\u202f]/g, ' ');
    for (const lang of ['en', 'de', 'fr']) assert.doesNotMatch(await body(lang), /paused|angehalten|en pause depuis/);
    const since = '2027-01-04T08:31:00Z';
    paused = [
      { connection: 'acme', by: 'Ana <b>', since },
      { connection: 'other', by: 'Somebody', since },
    ];
    assert.match(await body('en'), /acme has been paused since [^<]*09:31 \(by Ana &lt;b>\)\./);
    assert.match(await body('de'), /acme ist seit dem [^<]*09:31 Uhr angehalten \(von Ana &lt;b>\)\./);
    assert.match(await body('fr'), /acme est en pause depuis le [^<]*09:31 \(par Ana &lt;b>\)\./);
    assert.doesNotMatch(await body('en'), /Somebody/);
    paused = [{ connection: 'acme', by: '', since }];
    assert.match(await body('en'), /09:31\. New hires are taken and wait/);
    paused = new Error('Temporal does not answer');
    assert.match(await body('en'), /Person/, 'the list is of use without them');
  });

  it('mails a link to a reader, and says the same to anybody', async () => {
    const reader = await post('/hires/sign-in', { address: ' HR@acme.example' });
    const stranger = await post('/hires/sign-in', { address: 'stranger@acme.example' });
    assert.deepEqual([reader.statusCode, reader.body], [stranger.statusCode, stranger.body]);
    await eventually(() => mailed.length > 0);
    assert.deepEqual(mailed, [hr]);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await post('/hires/sign-in', { address: 'x@acme.example' })).statusCode);
    assert.ok(statuses.includes(429), 'who tries many addresses has to wait');
  });

  it('answers before it mails, so that the answer takes as long for a reader as for anybody', async () => {
    let release = () => {};
    mailing = new Promise((resolve) => (release = resolve));
    const { statusCode } = await post('/hires/sign-in', { address: 'hr@acme.example' });
    assert.deepEqual([statusCode, mailed], [202, []]);
    release();
    await eventually(() => mailed.length > 0);
  });

  it('says the same where Temporal does not take the mail', async () => {
    mailing = Promise.reject(new Error('down'));
    mailing.catch(() => undefined);
    assert.equal((await post('/hires/sign-in', { address: 'hr@acme.example' })).statusCode, 202);
  });

  it('is shut at once for who signs out, and for links from its lines', async () => {
    const session = await signIn('another');
    const shown = await get('/hires/', session);
    const line = /\.\.\/h\/[^"?]+/.exec(shown.body)?.[0]?.replace('..', '') ?? assert.fail('no line');
    const read = await links.read(line.replace('/h/', ''));
    assert.equal(read.kind === 'good' && read.link.session, 'another');
    await app.inject({ method: 'POST', url: '/hires/sign-out', cookies: { hires: session } });
    assert.doesNotMatch((await get('/hires/', session)).body, /Person/);
    assert.equal((await app.inject(line)).statusCode, 410);
  });

  it('signs in by a form of its own page, once, for an hour', async () => {
    const pass = await links.signPass({ use: 'enter', reader: hr, session: 'entered' });
    assert.equal((await get(`/hires/enter/${pass}`)).headers['set-cookie'], undefined);
    assert.equal((await post(`/hires/enter/${pass}`, {}, { 'sec-fetch-site': 'cross-site' })).statusCode, 403);
    const entered = await post(`/hires/enter/${pass}`);
    assert.equal(entered.statusCode, 303);
    assert.match(String(entered.headers['set-cookie']), /^hires=.*; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = /hires=([^;]+)/.exec(String(entered.headers['set-cookie']))?.[1];
    assert.match((await get('/hires/', cookie)).body, /Person/);
    assert.deepEqual(audited.slice(-1), [{ what: 'signed-in', by: { kind: 'mail-link', name: 'hr@acme.example' } }]);
    const again = await post(`/hires/enter/${pass}`);
    assert.deepEqual([again.statusCode, again.headers['set-cookie']], [410, undefined], 'once');
    const other = await links.signPass({ use: 'enter', reader: hr, session: 'by https' });
    const secure = await post(`/hires/enter/${other}`, {}, { 'x-forwarded-proto': 'https' });
    assert.match(String(secure.headers['set-cookie']), /; Secure/);
    const late = await links.signPass({ use: 'enter', reader: hr, session: 'late' });
    now += 2 * HOUR_MS;
    assert.equal((await post(`/hires/enter/${late}`)).statusCode, 410);
    assert.equal((await get(`/hires/enter/${await signIn()}`)).statusCode, 410);
  });

  it('sends a Secure cookie through a trusted proxy that says https, and through no other', async () => {
    await app.close();
    await begin(['203.0.113.0/24']);
    for (const [remoteAddress, secure] of [
      ['203.0.113.9', true],
      ['198.51.100.9', false],
    ] as const) {
      const pass = await links.signPass({ use: 'enter', reader: hr, session: remoteAddress });
      const headers = { 'x-forwarded-proto': 'https' };
      const entered = await app.inject({ method: 'POST', url: `/hires/enter/${pass}`, remoteAddress, headers });
      assert.equal(/; Secure/.test(String(entered.headers['set-cookie'])), secure, remoteAddress);
    }
  });

  it('groups only what one answer answers, and only within a connection', () => {
    const [group, ...others] = groupsOf('acme', [
      waiting(1),
      waiting(2),
      { ...waiting(3), problem: { ...waiting(3).problem!, issues: [] } },
    ]);
    assert.deepEqual([group?.hires.length, group?.field, others.length], [2, 'department', 0]);
    const email = (number: number): HireSummary => ({
      ...waiting(number),
      problem: { number: 1, code: 'missing', step: 'validateHire', issues: [{ code: 'missing', field: 'email' }] },
    });
    assert.deepEqual(groupsOf('acme', [email(1), email(2)]), []);
    assert.deepEqual(groupsOf('acme', [waiting(1)]), []);
  });

  it('tells lines for the configuration', () => {
    const department = { field: 'department', issue: { code: 'unknown', given: 'IT "x"' } } as const;
    assert.equal(ruleFor(department, 14), 'rules:\n  - when: { department: "IT \\"x\\"" }\n    use: { department: 14 }');
    assert.equal(ruleFor({ field: 'contractType', issue: { code: 'unmapped', given: 'VIE' } }, 4), 'contractTypes: { "VIE": 4 }');
    assert.equal(ruleFor({ field: 'primaryRole', issue: { code: 'missing' } }, 'Manager'), 'defaults: { primaryRole: "Manager" }');
  });
});

/** What goes on after an answer. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 100, 'never');
    await sleep(10);
  }
}
