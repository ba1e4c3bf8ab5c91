import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Check, CheckId } from '../../src/contracts/check.js';
import { checkPublicUrl } from '../../src/doctor/public-url.js';
import { examineSetUp } from '../../src/setup/examine.js';
import { createWeb } from '../../src/web/app.js';
import { COMPANY, FLATCHR_KEY, startFlatchr, type FlatchrOptions } from '../stand-ins/flatchr.js';
import { answer, LUCCA_KEY, startLucca, type LuccaOptions } from '../stand-ins/lucca.js';
import { startMail, type MailStandIn } from '../stand-ins/mail.js';
import { startStandIn } from '../support/stand-in.js';
import { NO_PAGES } from '../support/web.js';

/** As it is written in `connector.yaml`. */
interface Written extends Record<string, unknown> {
  readonly smtp: Record<string, unknown>;
  readonly web: { readonly publicUrl: string | undefined };
}
interface Connection extends Record<string, unknown> {
  readonly flatchr: Record<string, unknown>;
  readonly lucca: Record<string, unknown>;
  readonly defaults: Record<string, unknown>;
}

/** One thing that is wrong with a set-up that is right otherwise. */
interface Wrong {
  readonly connection?: (settings: Connection) => object;
  readonly file?: (written: Written) => Written;
  readonly lucca?: LuccaOptions;
  readonly flatchr?: FlatchrOptions;
  /** What answers in the place of our pages. */
  readonly inFront?: { readonly status: number; readonly body?: string; readonly location?: string };
  /** Lucca and Flatchr are no stand-ins, as far as the public address is concerned. */
  readonly real?: boolean;
}

const NOWHERE = 'http://127.0.0.1:1';
const to = (path: string, status: number, body = '') => ({
  instead: ({ url }: { readonly url: URL }) => (url.pathname.includes(path) ? { status, body } : undefined),
});
const defaults = (change: object): Wrong => ({ connection: (it) => ({ ...it, defaults: { ...it.defaults, ...change } }) });
const ofLucca = (change: object): Wrong => ({ connection: (it) => ({ ...it, lucca: { ...it.lucca, ...change } }) });
const ofFlatchr = (change: object): Wrong => ({ connection: (it) => ({ ...it, flatchr: { ...it.flatchr, ...change } }) });
const smtp = (change: object): Wrong => ({ file: (it) => ({ ...it, smtp: { ...it.smtp, ...change } }) });
const web = (change: object, more: Wrong = {}): Wrong => ({ file: (it) => ({ ...it, web: { ...it.web, ...change } }), ...more });
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><form method="post"></form>';

/** The last is one of another establishment than the default one. */
const ARCHETYPES = '{"items":[{"id":1,"name":"CDI"},{"id":2,"name":"CDD"},{"id":3,"name":"Stage","establishmentIds":[99]}]}';

/** What is wrong; which checks say so, each by a failure or a warning, with a remedy; and what the first of them says. */
const BROKEN: [what: string, Wrong, ids: CheckId[], says: RegExp][] = [
  // The file.
  ['a misspelt setting', { connection: (it) => ({ ...it, amdins: [] }) }, ['config'], /amdins/],
  [
    'an environment variable that is not set',
    ofLucca({ apiKeyFile: undefined, apiKey: '${NOT_SET_ANYWHERE}' }),
    ['config'],
    /NOT_SET_ANYWHERE/,
  ],
  ['a file of a secret that cannot be read', ofLucca({ apiKeyFile: 'nowhere' }), ['config'], /apiKeyFile.*cannot be read/],
  ['a host that is not one of Lucca', ofLucca({ url: undefined, host: 'acme.lucca.fr' }), ['config'], /host of Lucca's domains/],
  [
    'a secret that anybody guesses',
    ofFlatchr({ webhookSecretFile: undefined, webhookSecret: 'x' }),
    ['config'],
    /webhookSecret: must be at least 16/,
  ],
  [
    'a mail server without a scheme',
    smtp({ urlFile: undefined, url: 'mail.acme.example:465' }),
    ['config'],
    /smtp\.url: must start with smtp/,
  ],
  [
    'two quotas for one account',
    { file: (it) => ({ ...it, connections: [it['connections'], [another(it)]].flat() }) },
    ['config'],
    /quota: is not that of another connection to the same account/,
  ],
  [
    'a chat without https',
    { connection: (it) => ({ ...it, chat: { format: 'slack', url: 'http://chat.acme.example/x' } }) },
    ['config'],
    /https/,
  ],

  // The mail server.
  ['a mail server that is not there', smtp({ urlFile: 'no-smtp' }), ['smtp'], /cannot be reached/],
  ['a password that the mail server refuses', smtp({ urlFile: 'wrong-smtp' }), ['smtp'], /refused the login/],

  // The public address.
  ['no public address', web({ publicUrl: undefined }, { real: true }), ['web.public-url'], /left out/],
  ['http in place of https', web({ publicUrl: 'http://hires.acme.example' }), ['web.public-url'], /not encrypted/],
  ['a public address where nothing listens', web({ publicUrl: NOWHERE }), ['web.public-url'], /cannot be reached .*ECONNREFUSED/],
  ['another service at the public address', { inFront: { status: 404 } }, ['web.public-url'], /livez answers 404/],
  ['another service that answers everything', { inFront: { status: 200, body: LOGIN_PAGE } }, ['web.public-url'], /something else/],
  ['a public address that leads elsewhere', { inFront: { status: 301, location: NOWHERE } }, ['web.public-url'], /leads elsewhere/],
  ['a proxy without a server behind it', { inFront: { status: 502 } }, ['web.public-url'], /answers 502/],

  // Lucca.
  ['a wrong key of Lucca', ofLucca({ apiKeyFile: 'wrong-key' }), ['lucca.key'], /refuses it/],
  ['no Lucca there', ofLucca({ url: NOWHERE }), ['lucca.reachable'], /ECONNREFUSED/],
  ['a Lucca under maintenance', { lucca: to('/', 503) }, ['lucca.reachable'], /503/],
  ['a page in the place of Lucca', { lucca: to('/', 200, LOGIN_PAGE) }, ['lucca.reachable'], /no JSON/],
  ['a Lucca that leads elsewhere', { lucca: to('/', 302) }, ['lucca.reachable'], /302/],
  ['another service in the place of Lucca', { lucca: to('/', 404) }, ['lucca.reachable'], /404/],
  ['a key without the right to roles', { lucca: to('/roles', 403) }, ['lucca.rights', 'lucca.roles'], /may not.*roles/],
  [
    'a key without any right',
    { lucca: to('/', 403) },
    ['lucca.rights', 'lucca.establishments', 'lucca.departments', 'lucca.roles'],
    /may not/,
  ],
  ['a key without the right to employees', { lucca: to('/api/v3/users', 403) }, ['lucca.rights'], /may not.*users/],
  ['a Lucca that looks nobody up', { lucca: to('/api/v3/users', 500) }, ['lucca.rights'], /Nobody can be looked up/],
  ['a Lucca that does not answer for one list', { lucca: to('/establishments', 500) }, ['lucca.establishments'], /does not list.*500/],
  ['a key that sees no employees', { lucca: to('/api/v3/users', 200, '{"data":{"items":[]}}') }, ['lucca.former-employees'], /0 employees/],
  ['a key that sees no former employees', { lucca: { seesFormer: false } }, ['lucca.former-employees'], /second file/],
  [
    'a key that sees no establishments',
    { lucca: to('/establishments', 200, '{"items":[]}') },
    ['lucca.establishments', 'lucca.defaults'],
    /no establishments/,
  ],
  ['a list that Lucca has no more', { lucca: to('/departments', 404) }, ['lucca.departments'], /no such list any more/],
  ['an unknown establishment', defaults({ establishment: 'Nice' }), ['lucca.defaults'], /no establishment “Nice”/],
  ['an archived establishment', defaults({ establishment: 5 }), ['lucca.defaults'], /no establishment “5”/],
  ['an archived department', defaults({ department: 'Archives' }), ['lucca.defaults'], /no department “Archives”/],
  ['a department whose head has left', defaults({ department: 'Export' }), ['lucca.defaults'], /head of department “Export” has left/],
  [
    'a role that stands twice',
    { lucca: { roles: [{ id: 57, name: 'Collaborateur' }] } },
    ['lucca.defaults'],
    /several are called primary role/,
  ],
  [
    'an unknown establishment, and no default for a role',
    defaults({ establishment: 'Nice', primaryRole: undefined }),
    ['lucca.defaults'],
    /no establishment “Nice”; None for: primary role\..*waits for a person/,
  ],
  ['no default', defaults({ department: undefined }), ['lucca.defaults'], /department.*waits for a person/],
  [
    'a contract type that Lucca lacks',
    { connection: (it) => ({ ...it, contractTypes: { CDI: 1, CDD: 9 } }) },
    ['lucca.contract-types'],
    /no contract type 9/,
  ],
  [
    'a rule with a role that Lucca lacks',
    { connection: (it) => ({ ...it, rules: [{ when: { vacancy: 'X' }, use: { primaryRole: 'Chef' } }] }) },
    ['lucca.rules'],
    /rules\[0\].*no primary role “Chef”/,
  ],
  [
    'a rule with a contract type that the default establishment lacks',
    {
      connection: (it) => ({ ...it, rules: [{ when: { vacancy: 'X' }, use: { contractType: 'Stage' } }] }),
      lucca: to('/work-contract-archetypes', 200, ARCHETYPES),
    },
    ['lucca.rules'],
    /rules\[0\]: neither Lucca nor contractTypes has contract type “Stage”/,
  ],
  [
    'a contract type that the default establishment lacks',
    { connection: (it) => ({ ...it, contractTypes: { CDI: 1, CDD: 3 } }), lucca: to('/work-contract-archetypes', 200, ARCHETYPES) },
    ['lucca.contract-types'],
    /Stage cannot be had in the default establishment Siège/,
  ],
  ['filters that take one value', { lucca: { literal: true } }, ['lucca.filters'], /one value at a time/],
  ['a quota that Lucca does not grant', ofLucca({ quota: { requests: 500, per: '1m' } }), ['lucca.quota'], /more than the 50/],

  // Flatchr.
  ['no key of Flatchr', ofFlatchr({ apiKeyFile: undefined }), ['flatchr.key'], /believed as it comes/],
  ['notes without a user’s token', ofFlatchr({ writeBack: true }), ['flatchr.key'], /user's token/],
  ['notes without a key', ofFlatchr({ writeBack: true, apiKeyFile: undefined }), ['flatchr.key'], /no notes/],
  ['an expired key of Flatchr', ofFlatchr({ apiKeyFile: 'wrong-key' }), ['flatchr.key'], /end after a year/],
  ['a key of Flatchr without a right', { flatchr: to('/columns', 403) }, ['flatchr.key'], /may not read/],
  ['another company', ofFlatchr({ companyId: 'AnotherCompany00' }), ['flatchr.company'], /no such company/],
  ['no Flatchr there', ofFlatchr({ url: NOWHERE }), ['flatchr.key'], /ECONNREFUSED/],
  ['a page in the place of Flatchr', { flatchr: to('/', 200, LOGIN_PAGE) }, ['flatchr.key'], /unexpected shape/],
  ['a column that was renamed', ofFlatchr({ hiredColumns: ['Embauché'] }), ['flatchr.columns'], /no column Embauché/],
  [
    'no column that is the hired one',
    { flatchr: to('/columns', 200, '[{"id":1,"title":"A","hired":false}]') },
    ['flatchr.columns'],
    /flags none/,
  ],
  ['no tag of that name', ofFlatchr({ startDateTag: 'Arrivée' }), ['flatchr.tags'], /no tag Arrivée/],
  ['a tag of offers for one of candidates', ofFlatchr({ startDateTag: 'Service IT' }), ['flatchr.tags'], /no tag Service IT/],
  ['tags that the key may not read', { flatchr: to('/tags', 403) }, ['flatchr.tags'], /does not list them/],
  ['a contract without a match', { connection: (it) => ({ ...it, contractTypes: { CDI: 1 } }) }, ['flatchr.contract-types'], /CDD/],
  ['a search that the key may not make', { flatchr: to('/search', 403) }, ['flatchr.hired'], /does not tell who is hired/],
  [
    'a comparison that is switched off',
    { connection: (it) => ({ ...it, reconcile: { mode: 'off' } }) },
    ['flatchr.hired'],
    /is a lost hire/,
  ],

  // The chat.
  ['a chat that is not there', chat('no-chat'), ['chat'], /ECONNREFUSED/],
  ['a webhook of the chat that was withdrawn', { ...chat('chat'), lucca: to('/hook', 410) }, ['chat'], /410/],
];

function chat(urlFile: string): Wrong {
  return { connection: (it) => ({ ...it, chat: { format: 'slack', urlFile } }) };
}

function another({ connections }: Written): object {
  const [first] = connections as [Connection];
  return { ...first, id: 'other', lucca: { ...first.lucca, quota: { requests: 20 } } };
}

async function unused(): Promise<never> {
  return assert.fail('no hire comes');
}

describe('a broken set-up', () => {
  let mail: MailStandIn;
  let pages: Awaited<ReturnType<typeof createWeb>>;
  let pagesUrl: string;
  let folder: string;
  before(async () => {
    mail = await startMail();
    pages = await createWeb({
      ...NO_PAGES,
      hires: { ...NO_PAGES.hires, start: unused, ready: unused },
      connections: [],
      logger: pino({ level: 'silent' }),
    });
    pagesUrl = await pages.listen({ port: 0, host: '127.0.0.1' });
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  after(async () => {
    await Promise.all([mail.close(), pages.close()]);
    rmSync(folder, { recursive: true });
  });

  /** What the doctor finds, without Temporal between it and the systems. */
  async function examine({
    connection = (it) => it,
    file = (it) => it,
    lucca: of,
    flatchr: from,
    inFront,
    real = false,
  }: Wrong): Promise<Check[]> {
    const { status = 200, body = '', location } = inFront ?? {};
    const front = await startStandIn((_request, response) => {
      if (location !== undefined) response.setHeader('location', location);
      answer(response, status, body);
    });
    const [lucca, flatchr] = await Promise.all([startLucca(of), startFlatchr(from)]);
    const secrets = {
      'lucca-key': LUCCA_KEY,
      'flatchr-key': FLATCHR_KEY,
      'wrong-key': 'another',
      hook: 'a-secret-of-the-tests',
      smtp: mail.url,
      'wrong-smtp': mail.url.replace('open', 'shut'),
      'no-smtp': 'smtp://127.0.0.1:1',
      chat: `${lucca.url}/hook`,
      'no-chat': `${NOWHERE}/hook`,
    };
    for (const [name, secret] of Object.entries(secrets)) writeFileSync(join(folder, name), secret);
    const { url } = flatchr;
    const settings = connection({
      id: 'acme',
      flatchr: { url, companyId: COMPANY, apiKeyFile: 'flatchr-key', webhookSecretFile: 'hook', startDateTag: "Date d'entrée" },
      lucca: { url: lucca.url, apiKeyFile: 'lucca-key' },
      admins: ['hr@acme.example'],
      defaults: { establishment: 'Siège', department: 'Ventes', primaryRole: 'Collaborateur', contractType: 'CDI' },
      contractTypes: { CDI: 1, CDD: 2 },
    });
    const written = file({
      allowPrivateHosts: true,
      smtp: { urlFile: 'smtp', from: 'hires@acme.example' },
      web: { publicUrl: inFront ? front.url : pagesUrl },
      connections: [settings],
    });
    const path = join(folder, 'connector.yaml');
    writeFileSync(path, JSON.stringify(written)); // JSON is YAML
    const { publicUrl } = written.web;
    try {
      const [{ checks }, address] = await Promise.all([examineSetUp(path, 'acme'), checkPublicUrl({ publicUrl }, real)]);
      return [...checks, address];
    } finally {
      await Promise.all([lucca.close(), flatchr.close(), front.close()]);
    }
  }

  const troubled = (checks: readonly Check[]) => checks.filter(({ status }) => status === 'fail' || status === 'warn');

  for (const hiredColumns of [[], ['recrute'], ['695']])
    it(`is told from one that is whole, with the hired column ${hiredColumns[0] ?? 'that is Flatchr’s own'}`, async () =>
      assert.deepEqual(troubled(await examine(ofFlatchr({ hiredColumns }))), []));

  for (const [what, wrong, ids, says] of BROKEN)
    it(`is named, with a remedy: ${what}`, async () => {
      const checks = await examine(wrong);
      const trouble = troubled(checks);
      assert.deepEqual(new Set(trouble.map(({ id }) => id)), new Set(ids), JSON.stringify(checks, null, 1));
      assert.deepEqual(
        checks.filter(({ id, status }) => status === 'ok' && ids.includes(id)),
        [],
        'none says ok',
      );
      assert.match(trouble.find(({ id }) => id === ids[0])?.summary ?? '', says);
      assert.ok(trouble.every(({ remedy }) => remedy));
    });
});
