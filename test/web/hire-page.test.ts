import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { PREVIEW } from '../../sandbox/mail/examples.js';
import type { Problem } from '../../src/hire/problem.js';
import { createLinks, type HireLink } from '../../src/links.js';
import { createWeb } from '../../src/web/app.js';
import { CorrectionRefusedError, HireNotFoundError, type HoldUp } from '../../src/client.js';
import type { Correction } from '../../src/hire/correction.js';
import type { HireState } from '../../src/workflows/hire/messages.js';
import { pino } from 'pino';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { NO_PAGES, sessionsInMemory } from '../support/web.js';

const NOW = Date.UTC(2027, 0, 4, 9);
const DAY_MS = 86_400_000;
const PROBLEM: Problem = {
  number: 1,
  step: 'resolveDefaults',
  code: 'unknown',
  issues: [{ code: 'unknown', field: 'department', given: 'Sales', choices: [{ id: 14, name: 'Service <IT>' }] }],
  remedies: ['fields', 'retry'],
  words: '<script>alert(1)</script>',
};
const HELD_UP: HoldUp = {
  step: 'resolveDefaults',
  since: '2027-01-04T08:31:00Z',
  attempts: 7,
  next: '2027-01-04T09:05:00Z',
  failure: 'LuccaUnavailable',
  system: 'lucca',
};
const STATE: HireState = {
  order: { connection: 'acme', applicant: '1', candidate: {}, vacancy: {} },
  status: 'awaiting-correction',
  step: 'resolveDefaults',
  person: 'Camille Martin',
  draft: { firstName: { value: 'Camille', origin: 'flatchr' } },
  problem: PROBLEM,
  waitingSince: '2027-01-04T08:00:00Z',
  chain: 'run',
  continued: false,
  corrections: [],
  story: [],
};

describe('the page of a hire', () => {
  let app: FastifyInstance;
  let now: number;
  let state: HireState | Error;
  let refusal: Error | undefined;
  let taken: [string, Correction, string | undefined][];
  let mailed: string[];
  let acted: string[];
  let previewed: unknown[];
  let log: string[];
  const links = createLinks('a secret', () => now);
  const sessions = sessionsInMemory();
  const HOUR_MS = 3_600_000;
  const link = (more: Partial<HireLink> = {}): HireLink => ({
    hire: 'hire/acme/1',
    run: 'run-1',
    problem: 1,
    reader: links.readerOf('hr@acme.example'),
    follows: false,
    ...more,
  });

  beforeEach(async () => {
    now = NOW;
    state = STATE;
    refusal = undefined;
    taken = [];
    mailed = [];
    acted = [];
    previewed = [];
    log = [];
    app = await createWeb({
      hires: {
        ready: async () => true,
        ...NO_PAGES.hires,
        start: () => assert.fail('no hire here'),
        async state(_id, run) {
          assert.equal(run, 'run-1');
          if (state instanceof Error) throw state;
          return state;
        },
        async correct(id, correction, run) {
          if (refusal) throw refusal;
          taken.push([id, correction, run]);
          return { taken: true };
        },
        async preview(_id, run, fields) {
          assert.equal(run, 'run-1');
          previewed.push(fields);
          return { draft: {}, preview: { ...PREVIEW, requests: PREVIEW.requests.slice(0, 1) } };
        },
        mailLink: async ({ reader }) => void mailed.push(reader),
        heldUpBy: async () => [HELD_UP],
        async retryActivities(id) {
          acted.push(`retry ${id}`);
          return { activities: 1 };
        },
        async reopen(id) {
          acted.push(`reopen ${id}`);
          return { hire: id, started: true, run: 'run-2' };
        },
      },
      connections: [{ ...NO_PAGES.connection, language: 'en', id: 'acme', companyId: 'x', hiredColumns: [], webhookSecrets: ['s'] }],
      links,
      sessions,
      flatchr: NO_PAGES.flatchr,
      refused: NO_PAGES.refused,
      logger: pino({}, { write: (line: string) => void log.push(line) }),
    });
  });
  afterEach(async () => app.close());

  const get = async (token: string, method: 'GET' | 'HEAD' = 'GET') => app.inject({ method, url: `/h/${token}` });
  const post = async (token: string, form: Record<string, string>, { headers = {} }: Pick<InjectOptions, 'headers'> = {}) =>
    app.inject({
      method: 'POST',
      url: `/h/${token}`,
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  it('tells what would be sent with the values that were typed, keeps them, and answers nothing', async () => {
    const token = await links.sign(link());
    assert.match((await get(token)).body, /name="preview"/);
    const { statusCode, body } = await post(token, { kind: 'fields', department: '14', email: 'b@example.org', preview: '1' });
    assert.equal(statusCode, 200);
    assert.deepEqual(previewed, [{ department: 14, email: 'b@example.org' }]);
    assert.match(body, /POST \/api\/v3\/users\?contract=true&amp;fields=id,login\n\{/);
    assert.match(body, /value="b@example.org"/);
    unchanged();
  });

  const unchanged = () => assert.deepEqual([taken, mailed, acted], [[], [], []]);

  it('is neither kept nor framed, tells nobody where it was, and runs no foreign script', async () => {
    const { statusCode, headers, body } = await get(await links.sign(link()));
    assert.equal(statusCode, 200);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/);
    assert.match(String(headers['content-security-policy']), /script-src 'self';/);
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe|\*/);
    assert.match(body, /&lt;script>alert/);
    assert.match(body, /Service &lt;IT>/);
    assert.doesNotMatch(body, /<script/);
  });

  it('changes nothing by GET or HEAD, whatever the link', async () => {
    const tokens = [await links.sign(link()), await links.sign(link({ follows: true })), await links.sign(link({ problem: 7 })), 'x'];
    for (const token of tokens) {
      await get(token);
      await get(token, 'HEAD');
    }
    now += 20 * DAY_MS;
    for (const token of tokens) await get(token);
    unchanged();
  });

  it('takes an answer for the run and the problem of the link, in the name of its reader', async () => {
    const answered = await post(await links.sign(link()), { kind: 'fields', department: '14', firstName: 'Camille' });
    assert.deepEqual(taken, [
      ['hire/acme/1', { kind: 'fields', fields: { department: 14 }, by: 'hr@acme.example', via: 'mail-link', problem: 1 }, 'run-1'],
    ]);
    assert.equal(answered.statusCode, 303);
    const next = await links.read(String(answered.headers['location']).replace('./', ''));
    assert.deepEqual(next, { kind: 'good', link: { ...link({ follows: true }), until: now + HOUR_MS } });
  });

  it('leads someone who has just answered to the next problem, but nobody by an older link', async () => {
    state = { ...STATE, problem: { ...PROBLEM, number: 2 } };
    const old = await get(await links.sign(link()));
    assert.equal(old.statusCode, 200);
    assert.match(old.body, /has been answered/);
    assert.match(old.body, /Mail me a fresh link/);
    assert.doesNotMatch(old.body, /<select/);
    const follower = await get(await links.sign(link({ follows: true })));
    assert.equal(follower.statusCode, 303);

    const late = await post(await links.sign(link()), { kind: 'fields', department: '14' });
    assert.equal(late.statusCode, 303);
    unchanged();
  });

  it('hands out no link that lives longer, or may do more, than the one it came by, unless an answer was taken', async () => {
    const led = async ({ headers }: LightMyRequestResponse) => {
      const read = await links.read(String(headers['location']).replace('./', ''));
      return read.kind === 'good' ? [read.link.follows, read.link.until] : read.kind;
    };
    const mailed = await links.sign(link());
    const follower = await links.sign(link({ follows: true }));
    const until = { mailed: now + 14 * DAY_MS, follower: now + HOUR_MS };
    now += HOUR_MS / 2;
    refusal = new CorrectionRefusedError('no', [{ path: 'problem', rule: 'is not the current one', remedy: '' }]);
    const answer = { kind: 'fields', department: '14' };
    assert.deepEqual(await led(await post(mailed, answer)), [false, until.mailed], 'a refused answer');
    assert.deepEqual(await led(await post(follower, answer)), [true, until.follower]);
    state = { ...STATE, problem: { ...PROBLEM, number: 2 } };
    assert.deepEqual(await led(await post(mailed, answer)), [false, until.mailed], 'an answered link');
    assert.deepEqual(await led(await get(follower)), [true, until.follower], 'led on by looking');
  });

  it('ends, coming from the list, with the session', async () => {
    await sessions.open('a-session', 0);
    const token = await links.sign(link({ follows: true, session: 'a-session' }));
    assert.equal((await get(token)).statusCode, 200);
    await sessions.close('a-session');
    assert.equal((await get(token)).statusCode, 410);
    assert.equal((await post(token, { kind: 'fields', department: '14' })).statusCode, 410);
    unchanged();
  });

  it('keeps what was typed, and says beside the field what is wrong', async () => {
    const token = await links.sign(link());
    const required = await post(token, { kind: 'fields', department: '', firstName: 'Camila' });
    assert.equal(required.statusCode, 422);
    assert.match(required.body, /id="department-error"[^>]*>Please fill this in/);
    assert.match(required.body, /value="Camila"/);

    refusal = new CorrectionRefusedError('no', [{ path: 'fields.login', rule: 'is fixed', remedy: '' }]);
    const fixed = await post(token, { kind: 'fields', department: '14', login: 'cm' });
    assert.match(fixed.body, /id="login-error"[^>]*>The login can no longer be changed/);

    refusal = new CorrectionRefusedError('no', [{ path: 'problem', rule: 'is not the current one', remedy: '' }]);
    assert.equal((await post(token, { kind: 'fields', department: '14' })).statusCode, 303, 'someone else was faster');
  });

  describe('once the employee exists', () => {
    beforeEach(() => {
      state = {
        ...STATE,
        draft: { email: { value: 'camille@home.test', origin: 'flatchr' }, contractType: { value: 2, origin: 'default' } },
        problem: { ...PROBLEM, step: 'createEmployee', code: 'contract-rejected', issues: [{ code: 'contract-rejected' }] },
        employee: { id: 7, login: 'cm', link: 'https://acme.ilucca.net/7' },
      };
    });

    it('offers the question alone, and the way to the file', async () => {
      const { body } = await get(await links.sign(link()));
      assert.deepEqual(body.match(/<label for="\w+"/g), ['<label for="contractType"', '<label for="reason"']);
      assert.match(body, /href="https:\/\/acme\.ilucca\.net\/7"/);
    });

    it('says beside a value that was changed on an older page that Lucca is the place for it', async () => {
      refusal = new CorrectionRefusedError('no', [{ path: 'fields.email', rule: 'the employee exists', remedy: '' }]);
      const { statusCode, body } = await post(await links.sign(link()), { kind: 'fields', contractType: '2', email: 'camille@acme.test' });
      assert.equal(statusCode, 422);
      assert.match(body, /id="email-error"[^>]*>The file already exists in Lucca/);
      assert.match(body, /value="camille@acme.test"/);
      assert.doesNotMatch(body, /name="firstName"/);
    });

    it('keeps how a value must look for the question itself', async () => {
      refusal = new CorrectionRefusedError('no', [{ path: 'fields.contractType', rule: 'must be a name', remedy: '' }]);
      const { body } = await post(await links.sign(link()), { kind: 'fields', contractType: 'x' });
      assert.doesNotMatch(body, /already exists in Lucca: this value/);
      assert.match(body, /id="contractType-error"/);
    });
  });

  for (const [form, correction] of [
    [{ kind: 'retry' }, { kind: 'retry' }],
    [{ kind: 'create-anyway' }, { kind: 'create-anyway' }],
    [
      { kind: 'use-existing', employeeId: '12' },
      { kind: 'use-existing', employeeId: 12 },
    ],
    [
      { kind: 'abandon', reason: ' Withdrew ' },
      { kind: 'abandon', reason: 'Withdrew' },
    ],
  ] as const)
    it(`passes ${form.kind} on`, async () => {
      await post(await links.sign(link()), { ...form });
      assert.deepEqual(taken[0]?.[1], { ...correction, by: 'hr@acme.example', via: 'mail-link', problem: 1 });
    });

  it('asks for a reason before it abandons', async () => {
    const { statusCode, body } = await post(await links.sign(link()), { kind: 'abandon', reason: ' ' });
    assert.equal(statusCode, 422);
    assert.match(body, /id="reason-error"/);
    unchanged();
  });

  describe('of a hire that asks nothing', () => {
    const asksNothing = (status: HireState['status']) => {
      const { problem: _, waitingSince: __, ...rest } = STATE;
      state = { ...rest, status };
    };
    const fromList = async () => links.sign(link({ problem: 0, follows: true }));

    it('says what holds it up, and lets a reader from the list try again and abandon', async () => {
      asksNothing('in-progress');
      const { body } = await get(await fromList());
      assert.match(body, /This hire is under way/);
      assert.match(body, /Lucca cannot be asked at the moment\.[^<]* Since [^<]*09:31\. Next attempt: [^<]*10:05\./);
      assert.match(body, /<noscript><meta http-equiv="refresh"/);

      await post(await fromList(), { kind: 'retry' });
      assert.deepEqual(acted, ['retry hire/acme/1']);
      const form = await app.inject(`/h/${await fromList()}?abandon=1`);
      assert.match(form.body, /Why is it no hire/);
      assert.doesNotMatch(form.body, /http-equiv="refresh"|<script/, 'nothing that is typed is lost');
      const unreasoned = await post(await fromList(), { kind: 'abandon', reason: ' ' });
      assert.deepEqual([unreasoned.statusCode, taken], [422, []]);
      assert.match(unreasoned.body, /id="reason-error"/);
      await post(await fromList(), { kind: 'abandon', reason: 'Withdrew' });
      assert.deepEqual(taken, [['hire/acme/1', { kind: 'abandon', reason: 'Withdrew', by: 'hr@acme.example', via: 'mail-link' }, 'run-1']]);
    });

    for (const status of ['abandoned', 'expired'] as const)
      it(`is taken up again once it is ${status}, and leads to its new run`, async () => {
        asksNothing(status);
        assert.match((await get(await fromList())).body, /Take this hire up again/);
        const reopened = await post(await fromList(), { kind: 'reopen' });
        assert.deepEqual(acted, ['reopen hire/acme/1']);
        const next = await links.read(String(reopened.headers['location']).replace('./', ''));
        assert.deepEqual(next, { kind: 'good', link: { ...link({ run: 'run-2', problem: 0, follows: true }), until: now + HOUR_MS } });
      });

    it('is not acted on by a mailed link, nor by what does not fit its state', async () => {
      for (const status of ['in-progress', 'abandoned', 'expired', 'created'] as const) {
        asksNothing(status);
        for (const kind of ['retry', 'abandon', 'reopen', 'fields', 'nonsense'])
          await post(await links.sign(link()), { kind, reason: 'x', department: '14' });
        assert.doesNotMatch((await get(await links.sign(link()))).body, /<button/);
      }
      asksNothing('created');
      for (const kind of ['retry', 'abandon', 'reopen', 'fields']) await post(await fromList(), { kind, reason: 'x', department: '14' });
      asksNothing('in-progress');
      for (const kind of ['reopen', 'fields', 'create-anyway', '']) await post(await fromList(), { kind, department: '14' });
      asksNothing('expired');
      for (const kind of ['retry', 'abandon', 'fields']) await post(await fromList(), { kind, reason: 'x', department: '14' });
      unchanged();
    });

    it('does not promise the file when it is in Lucca already', async () => {
      asksNothing('in-progress');
      assert.doesNotMatch((await get(await fromList())).body, /The file is already in Lucca/);
      state = { ...(state as HireState), employee: { id: 7, login: 'cm', link: 'https://acme.ilucca.net/7' } };
      const { body } = await get(await fromList());
      assert.match(body, /The file is already in Lucca\. What is left/);
      assert.doesNotMatch(body, /follows when the file is in Lucca/);
    });

    it('says what has to be changed in Lucca', async () => {
      asksNothing('created');
      state = { ...(state as HireState), toChange: { email: { value: '<b>new@acme.test', origin: 'correction' } } };
      assert.match((await get(await fromList())).body, /class="loud">To be changed in Lucca – E-mail[^:]*: &lt;b>new@acme\.test/);
    });

    it('tells its story in words, and foreign text as text', async () => {
      asksNothing('created');
      const at = '2027-01-04T08:02:00Z';
      const department = { value: 14, origin: 'correction', label: 'Service <IT>' } as const;
      const employee = { id: 7, login: '<b>cm</b>', link: 'https://acme.ilucca.net/7' };
      const answered = (correction: Correction, problem = 1) => ({ kind: 'answered', correction, problem, at }) as const;
      state = {
        ...(state as HireState),
        draft: { department },
        employee,
        story: [
          { kind: 'hired', at },
          { kind: 'problem', number: 1, step: 'resolveDefaults', code: 'unknown', issues: PROBLEM.issues, at },
          { kind: 'told', notice: 'problem', accepted: 2, refused: 1, at },
          answered({ kind: 'fields', by: '<i>Anna</i>', fields: { department: 14, startDate: '2027-02-01' } }),
          { kind: 'problem', number: 2, step: 'validateHire', code: 'not-hired', issues: [{ code: 'not-hired' }], at },
          answered({ kind: 'create-anyway', by: 'Anna' }, 2),
          answered({ kind: 'create-anyway', by: 'Anna' }, 3),
          answered({ kind: 'use-existing', by: 'Anna', employeeId: 7 }, 3),
          answered({ kind: 'retry', by: 'Anna' }, 3),
          answered({ kind: 'abandon', by: 'Anna', reason: 'Withdrew' }, 3),
          { kind: 'mail-late', at },
          { kind: 'created', employee, at },
          { kind: 'linked', employee, at },
          { kind: 'expired', at },
          { kind: 'abandoned', at },
        ],
      };
      const { body } = await get(await fromList());
      const lines = [...body.matchAll(/<\/time>([^]*?)<\/li>/g)].map(([, line]) => line?.trim());
      assert.deepEqual(lines, [
        'Moved to the “hired” column in Flatchr.',
        'The department “Sales” does not exist in Lucca.',
        'Question mailed to 2 people. The mail server refused one address.',
        '&lt;i>Anna&lt;/i> answered – Department: Service &lt;IT>; Start date: Monday, 1 February 2027.',
        'The candidate is no longer in the “hired” column.',
        'Anna confirmed the hire.',
        'Anna said that it is not the same person.',
        'Anna linked it to the existing file no. 7.',
        'Anna had it tried again.',
        'Anna abandoned it: Withdrew',
        'The mail server takes no mail; it is tried again.',
        'Created in Lucca with the login &lt;b>cm&lt;/b>.',
        'Linked to the file &lt;b>cm&lt;/b>.',
        'Expired without an answer.',
        'Abandoned.',
      ]);
      assert.match(body, /<time[^>]*>4 January 2027 at 09:02</);
    });
  });

  it('refuses a form that a browser sends from another page', async () => {
    const token = await links.sign(link());
    for (const site of ['cross-site', 'same-site', 'none'])
      assert.equal((await post(token, { kind: 'retry' }, { headers: { 'sec-fetch-site': site } })).statusCode, 403);
    unchanged();
    assert.equal((await post(token, { kind: 'retry' }, { headers: { 'sec-fetch-site': 'same-origin' } })).statusCode, 303);
  });

  it('says that a link has expired, and mails a fresh one to the same reader only', async () => {
    const token = await links.sign(link());
    now += 15 * DAY_MS;
    const expired = await get(token);
    assert.equal(expired.statusCode, 410);
    assert.doesNotMatch(expired.body, /Camille/);
    assert.equal((await post(token, { kind: 'fields', department: '14' })).statusCode, 410);
    unchanged();
    assert.equal((await post(token, { kind: 'fresh' })).statusCode, 202);
    assert.deepEqual(mailed, [links.readerOf('hr@acme.example')]);
  });

  const bad: (() => Promise<string>)[] = [
    async () => 'nonsense',
    async () => createLinks('another secret', () => now).sign(link()),
    async () => links.sign(link({ reader: links.readerOf('gone@acme.example') })),
    async () => links.sign(link({ hire: 'hire/other/1' })),
  ];
  it('opens nothing by a link that is not ours, or whose reader is no admin any more', async () => {
    for (const token of bad)
      for (const answer of [
        await get(await token()),
        await post(await token(), { kind: 'retry' }),
        await post(await token(), { kind: 'fresh' }),
      ]) {
        assert.equal(answer.statusCode, 404);
        assert.match(answer.body, /not valid/);
      }
    unchanged();
  });

  it('slows down who tries links', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 25; i++) statuses.push((await get(`nonsense-${i}`)).statusCode);
    assert.deepEqual(new Set(statuses), new Set([404, 429]));
    assert.equal((await get(await links.sign(link()))).statusCode, 200, 'the true one still opens');
  });

  it('says that nothing is lost when Temporal does not answer, and that a run is gone', async () => {
    const token = await links.sign(link());
    state = new Error('14 UNAVAILABLE: Camille');
    const down = await get(token);
    assert.equal(down.statusCode, 503);
    assert.match(down.body, /Nothing is lost/);
    state = new HireNotFoundError('gone');
    assert.equal((await get(token)).statusCode, 410);
    assert.doesNotMatch(log.join(), /Camille|acme\.example|eyJ/);
  });

  it('writes neither the link nor its reader to the log', async () => {
    const token = await links.sign(link());
    const answers: LightMyRequestResponse[] = [await get(token), await post(token, { kind: 'retry' })];
    assert.ok(answers.length > 0 && log.length >= 3);
    assert.doesNotMatch(log.join(), /Camille|acme\.example|eyJ/);
  });
});
