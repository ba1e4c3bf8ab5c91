import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.js';
import { loadConfig } from '../../src/config/load.js';
import { CHECK_IDS } from '../../src/contracts/check.js';
import { AnswerError, byFlags, type Asker, type AskOptions, type Question } from '../../src/setup/ask.js';
import { runSetup, type SetupFlags } from '../../src/setup/command.js';
import { ConfigFile } from '../../src/setup/config-file.js';
import { examineSetUp } from '../../src/setup/examine.js';
import { setUp } from '../../src/setup/setup.js';
import { SYSTEMS } from '../../src/setup/systems.js';
import { de } from '../../src/setup/texts/de.js';
import { en } from '../../src/setup/texts/en.js';

describe('hire setup', () => {
  let sandbox: Sandbox;
  let folder: string;
  let config: string;
  before(async () => {
    sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off' });
  });
  after(() => sandbox.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'setup-'));
    config = join(folder, 'connector.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const standIns = () => ({ luccaUrl: `${sandbox.url}/lucca`, flatchrUrl: `${sandbox.url}/flatchr` });
  const flags = (more: Partial<SetupFlags> = {}): SetupFlags => ({
    config,
    yes: true,
    lang: 'en',
    ...standIns(),
    connection: 'acme',
    luccaKey: 'sandbox',
    flatchrCompany: 'G6KzqPnNLyp31m0l',
    flatchrKey: 'sandbox',
    establishment: 'Siège',
    department: 'Ventes',
    primaryRole: 'Collaborateur',
    contractTypes: 'CDI=1, CDD=2',
    startDateTag: "Date d'entrée",
    admins: 'hr@acme.example, drh@acme.example',
    smtp: sandbox.smtpUrl,
    from: 'hires@acme.example',
    publicUrl: 'https://hires.acme.example',
    ...more,
  });
  const load = () => loadConfig({ path: config, env: {}, warn: (message) => assert.fail(message) });
  const refused = async (more: Partial<SetupFlags>) => {
    const error = await runSetup(flags(more)).then(
      () => assert.fail('it was taken'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof AnswerError, String(error));
    assert.deepEqual(readdirSync(folder), [], 'nothing is written');
    return error.message;
  };

  it('writes a small configuration that loads, with every secret in a file for its owner alone', async () => {
    const { webhookUrl } = await runSetup(flags());
    const [connection] = load().connections;
    assert.deepEqual(connection?.defaults, { establishment: 1, department: 10, primaryRole: 55 });
    assert.deepEqual(connection.admins, ['hr@acme.example', 'drh@acme.example']);
    assert.deepEqual(connection.contractTypes, { CDI: 1, CDD: 2 });
    assert.equal(connection.flatchr.startDateTag, "Date d'entrée");
    assert.deepEqual(connection.flatchr.hiredColumns, [], "Flatchr's own");
    const [secret = ''] = connection.flatchr.webhookSecret;
    assert.match(secret, /^[A-Za-z0-9_-]{16,}$/);
    assert.equal(webhookUrl, `https://hires.acme.example/webhooks/flatchr/acme/${secret}`);

    const text = readFileSync(config, 'utf8');
    assert.match(text, /department: 10 # Direction › Ventes\n/);
    assert.doesNotMatch(text, new RegExp(secret));
    assert.doesNotMatch(text, /^ +(timeZone|country|language|lucca:.*quota)/m, 'what is the default does not stand there');
    const files = readdirSync(join(folder, 'secrets'));
    assert.deepEqual(files.toSorted(), [
      'acme-flatchr-api-key',
      'acme-lucca-api-key',
      'acme-webhook-secret',
      'encryption-key',
      'web-secret',
    ]);
    assert.equal(load().encryption.keys.length, 1, 'npm run serve needs one');
    for (const path of [config, ...files.map((file) => join(folder, 'secrets', file))])
      assert.equal(statSync(path).mode & 0o777, 0o600, path);
    assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
  });

  it('proposes the contract types that are called the same, and takes a mode', async () => {
    const { contractTypes: _, ...rest } = flags({ mode: 'preview' });
    await runSetup(rest);
    const [connection] = load().connections;
    assert.deepEqual([connection?.contractTypes['CDI'], connection?.mode], [1, 'preview']);
    await runSetup({ config, yes: true, lang: 'en', mode: 'live' });
    assert.equal(load().connections[0]?.mode, 'live');
  });

  it('keeps a password of the mail server out of the file', async () => {
    const smtp = sandbox.smtpUrl.replace('smtp://', 'smtp://user:pass@');
    await runSetup(flags({ smtp })).catch((error: unknown) => assert.match(String(error), /login/)); // the sandbox knows no users
  });

  it('changes what is asked when it is run again, and keeps comments, other connections and the rest', async () => {
    await runSetup(flags());
    const before = load();
    const file = readFileSync(config, 'utf8');
    const ours = '    login: { maxLength: 20 } # short ones\n    admins:';
    writeFileSync(config, file.replace('smtp:', '# ours, since 2026\nsmtp:').replace('    admins:', ours));
    await runSetup({ config, yes: true, lang: 'en', department: 'Service IT' });
    const text = readFileSync(config, 'utf8');
    assert.match(text, /# ours, since 2026\nsmtp:/);
    assert.match(text, /maxLength: 20 } # short ones/);
    const [connection] = load().connections;
    assert.deepEqual(connection?.flatchr.webhookSecret, before.connections[0]?.flatchr.webhookSecret);
    assert.notEqual(connection?.defaults.department, before.connections[0]?.defaults.department);

    await runSetup(flags({ connection: 'other', primaryRole: '' }));
    assert.deepEqual(
      load().connections.map(({ id, defaults }) => [id, defaults.primaryRole]),
      [
        ['acme', 55],
        ['other', undefined],
      ],
    );
  });

  it('takes a configuration written by hand, variables and all', async () => {
    writeFileSync(
      config,
      `smtp: { url: "\${SMTP}", from: hires@acme.example }
connections:
  - id: acme
    flatchr: { companyId: G6KzqPnNLyp31m0l, webhookSecret: \${HOOK_SECRET} }
    lucca: { url: ${sandbox.url}/lucca, apiKey: \${KEY} }
    admins: [hr@acme.example]
`,
    );
    await runSetup(flags());
    const text = readFileSync(config, 'utf8');
    assert.match(text, /webhookSecret: \$\{HOOK_SECRET\}/);
    assert.match(text, /apiKeyFile: secrets\/acme-lucca-api-key/);
    assert.doesNotMatch(text, /\$\{KEY\}/);
  });

  const WRONG: [Partial<SetupFlags>, RegExp][] = [
    [{ luccaKey: 'wrong' }, /^--lucca-key: Lucca refuses the key \(.*401\)/],
    [{ luccaUrl: 'http://127.0.0.1:1' }, /^--lucca-key: Lucca cannot be reached \(.*ECONNREFUSED\)/],
    [{ flatchrKey: 'wrong' }, /^--flatchr-key: Flatchr refuses the key/],
    [{ flatchrCompany: 'nobody' }, /^--flatchr-key: Flatchr knows no such company/],
    [{ department: 'Nowhere' }, /^--department: must be one of: .*Ventes/],
    [{ startDateTag: 'nothing' }, /^--start-date-tag: must be one of: .*Date d'entrée/],
    [{ admins: 'hr' }, /^--admins: must be an e-mail address/],
    [{ admins: '' }, /^--admins: must be given/],
    [{ timeZone: 'CET-ish' }, /^--time-zone: must be a time zone/],
    [{ country: 'France' }, /^--country: must be a two-letter/],
    [{ smtp: 'mail.acme.example' }, /^--smtp: must begin with smtp/],
    [{ smtp: 'smtp://127.0.0.1:1' }, /^--smtp: The mail server does not let us in \(.*cannot be reached/],
    [{ publicUrl: 'hires.acme.example' }, /^--public-url: must be an address/],
    [{ contractTypes: 'CDI' }, /^--contract-types: must be as CDI=1/],
    [{ connection: 'Acme GmbH' }, /^--connection: must be of lower-case/],
    [{ language: 'es' }, /^--language: must be one of: français; Deutsch; English/],
    [{ mode: 'test' }, /^--mode: must be one of: live: .*; approve: .*; preview: /],
  ];
  for (const [more, message] of WRONG)
    it(`refuses ${JSON.stringify(more)} by its flag`, async () => assert.match(await refused(more), message));

  it('names the account in Lucca by itself where there is no stand-in', async () => {
    const { luccaUrl: _, flatchrUrl: __, ...real } = flags({ lucca: 'https://acme.ilucca.net' });
    await assert.rejects(runSetup(real), /^AnswerError: --lucca: must be the account's name/);
  });

  it('asks a person for what flags leave open, offers what Lucca has, and says the address for Flatchr', async () => {
    const asked: Question[] = [];
    const said: string[] = [];
    const offered = new Map<Question, AskOptions>();
    const person: Asker = {
      async ask(question, options = {}) {
        asked.push(question);
        offered.set(question, options);
        return options.initial ?? (options.optional ? undefined : 'Betrieb');
      },
      say: (text) => void said.push(text),
    };
    const { config: _, yes: __, lang: ___, luccaUrl: ____, flatchrUrl: _____, establishment: ______, ...answers } = flags();
    const { luccaUrl: lucca, flatchrUrl: flatchr } = standIns();
    await setUp({
      ask: byFlags(answers, de, person),
      texts: de,
      systems: SYSTEMS,
      file: new ConfigFile(config),
      standIns: { lucca, flatchr },
    });
    assert.deepEqual(asked, [
      'establishment',
      'contractType',
      'hiredColumn',
      'workEmailTag',
      'mode',
      'language',
      'timeZone',
      'country',
      'testMail',
    ]);
    assert.ok(offered.get('establishment')?.choices?.some(({ label }) => label === 'Siège'));
    assert.ok(offered.get('contractType')?.choices?.some(({ value, label }) => value === '1' && label === 'CDI'));
    assert.match(said.join('\n'), /Vertragsarten in Lucca: .*1 CDI/);
    assert.match(said.join('\n'), /URL, genau so:\n +https:\/\/hires\.acme\.example\/webhooks\/flatchr\/acme\/\w{48}/);
  });

  it('says with --yes what a person would be told: the address for Flatchr, and the clicks', async () => {
    const said: string[] = [];
    const { webhookUrl, next } = await runSetup(flags(), (text) => void said.push(text));
    const text = said.join('\n');
    assert.ok(text.includes(`\n     ${webhookUrl}`), text);
    for (const click of ['1. Event: drag_applicant', '2. Column: ', '3. URL, exactly:']) assert.ok(text.includes(click), click);
    assert.match(next, /npm run serve.*npx hire doctor/);
  });

  describe('ends with the doctor, which', () => {
    it('looks at all that needs no worker, and names the rest', async () => {
      const asked = sandbox.lucca.ledger.length;
      await runSetup(flags());
      const { ok, checks } = await examineSetUp(config, 'acme');
      assert.equal(ok, true, JSON.stringify(checks.filter(({ status }) => status === 'fail')));
      assert.deepEqual(checks.map(({ id }) => id).toSorted(), CHECK_IDS.toSorted());
      const skipped = checks.filter(({ status }) => status === 'skipped').map(({ id }) => id);
      assert.deepEqual(
        skipped.filter((id) => id.startsWith('temporal.') || id === 'web.public-url').length,
        6,
        'these need a connector that runs',
      );
      for (const id of ['smtp', 'flatchr.columns', 'lucca.roles', 'lucca.filters', 'lucca.former-employees'] as const)
        assert.equal(checks.find((check) => check.id === id)?.status, 'ok', id);
      assert.deepEqual(new Set(sandbox.lucca.ledger.slice(asked).map(({ method }) => method)), new Set(['GET']));
    });

    it('names what is wrong with the answers taken together', async () => {
      await runSetup(flags({ contractTypes: 'CDI=99' }));
      const { ok, checks } = await examineSetUp(config, 'acme');
      assert.equal(ok, false);
      assert.deepEqual(
        checks.filter(({ status }) => status === 'fail').map(({ id, connection }) => [id, connection]),
        [['lucca.contract-types', 'acme']],
      );
    });
  });

  it('says that Flatchr reaches nothing without a public address, and what stands in its place', async () => {
    const said: string[] = [];
    await runSetup(flags({ publicUrl: '' }), (text) => void said.push(text));
    assert.match(said.join('\n'), /Without a public address .* http:\/\/localhost:8080/);
  });

  it('has the same questions in each language', () => assert.deepEqual(Object.keys(de.questions), Object.keys(en.questions)));
});
