import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error.js';
import { loadConfig, parseConfig } from '../../src/config/load.js';
import type { Config } from '../../src/config/schema.js';

const SECRET = 'hunter2-hunter2-hunter2';

/** The smallest file that loads; a test replaces or adds lines. */
const LINES = {
  smtp: 'smtp: { url: smtp://localhost:1025, from: hires@acme.example }',
  connections: 'connections:',
  id: '  - id: acme',
  flatchr: '    flatchr: { companyId: abc, webhookSecret: "${S}" }',
  lucca: '    lucca: { host: acme, apiKey: "${S}" }',
  admins: '    admins: [hr@acme.example]',
};

const ENCRYPTION = `encryption: { keys: [{ id: a, key: ${'A'.repeat(43)}= }] }`;

/** Nothing to warn of. */
const PUBLIC = { more: 'web: { publicUrl: "https://hires.acme.example" }' };

function load(
  changes: Partial<typeof LINES> & { readonly top?: string; readonly more?: string } = {},
  { env = {}, warn = () => {} }: { env?: Record<string, string>; warn?: (message: string) => void } = {},
): Config {
  const { top, more, ...lines } = { ...LINES, ...changes };
  const text = [top, ...Object.values(lines), more].filter((line) => line !== undefined && line !== '').join('\n');
  return parseConfig({ path: 'connector.yaml', text, env: { S: SECRET, ...env }, warn });
}

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    assert(error instanceof ConfigError, String(error));
    assert(!error.message.includes('hunter2'), 'a secret is quoted');
    for (const problem of error.problems) assert.match(problem, /^\S+:\d+:\d+ .+: .+\. Remedy: .+/);
    return error.problems;
  }
  assert.fail('it loads');
}

describe('configuration', () => {
  it('fills in the defaults, durations in milliseconds', () => {
    const { temporal, web, connections } = load();
    assert.deepEqual(temporal, { namespace: 'default', retention: 90 * 86_400_000 });
    assert.equal(web.port, 8080);
    assert.deepEqual(connections[0]?.lucca, { host: 'acme', apiKey: SECRET, quota: { requests: 50, per: 60_000 }, settleFor: 45_000 });
    assert.deepEqual(connections[0]?.flatchr.webhookSecret, [SECRET]);
    assert.deepEqual(connections[0]?.login.formats, ['{f}{last}', '{first}.{last}', '{f}{last}{n}']);
  });

  it('loads the example, which names every variable', () => {
    const warnings: string[] = [];
    const env = {
      SMTP_URL: 'smtp://localhost:25',
      WEB_SECRET: 'w',
      FLATCHR_API_KEY: 'f',
      FLATCHR_WEBHOOK_SECRET: 'a-secret-of-24-letters',
      LUCCA_API_KEY: 'l',
      CHAT_URL: 'https://chat.example/hook',
    };
    const config = loadConfig({ path: 'connector.example.yaml', env, warn: (message) => warnings.push(message) });
    assert.deepEqual(config.connections[0]?.contractTypes, { CDI: 1, CDD: 2, '5': 3 });
    assert.equal(config.connections[0]?.lucca.apiKey, 'l');
    assert.deepEqual(warnings, []);
    for (const name of Object.keys(env)) {
      const { [name as keyof typeof env]: _, ...rest } = env;
      assert.throws(() => loadConfig({ path: 'connector.example.yaml', env: rest, warn: () => {} }), new RegExp(`${name} is not set`));
    }
  });

  it('takes variables unquoted inside braces', () => {
    const config = load({ lucca: '    lucca: { host: acme, apiKey: ${S}, quota: { requests: ${N} } }' }, { env: { N: '20' } });
    assert.equal(config.connections[0]?.lucca.apiKey, SECRET);
    assert.equal(config.connections[0]?.lucca.quota.requests, 20);
  });

  it('takes variables as parts of a value, and $${ as a plain ${', () => {
    const config = load(
      { smtp: 'smtp: { url: "smtp://${USER}:${PASSWORD}@mail.example", from: "$${x} $${y z} $${ <a@b.example>" }' },
      { env: { USER: 'u', PASSWORD: '$${S}' } },
    );
    assert.equal(config.smtp.url, 'smtp://u:$${S}@mail.example');
    assert.equal(config.smtp.from, '${x} ${y z} ${ <a@b.example>');
  });

  it('keeps keys opaque: numbers as they are written', () => {
    const config = load({ flatchr: '    flatchr: { companyId: 0012, webhookSecret: 12345678901234567890 }' }, { warn: () => {} });
    assert.equal(config.connections[0]?.flatchr.companyId, '0012');
    assert.deepEqual(config.connections[0]?.flatchr.webhookSecret, ['12345678901234567890']);
    assert.equal(
      load({ flatchr: '    flatchr: { companyId: ${N}, webhookSecret: ${S} }' }, { env: { N: '0012' } }).connections[0]?.flatchr.companyId,
      '0012',
    );
  });

  it('takes an id from the environment as a number', () => {
    const config = load({ more: '    defaults: { department: ${D}, establishment: ${E} }' }, { env: { D: '14', E: 'Siège' } });
    assert.deepEqual(config.connections[0]?.defaults, { department: 14, establishment: 'Siège' });
  });

  it('lets PORT win over the file', () => {
    assert.equal(load({ top: 'web: { port: 1234 }' }).web.port, 1234);
    assert.equal(load({ top: 'web: { port: 1234 }' }, { env: { PORT: '4321' } }).web.port, 4321);
  });

  it('warns of literal secrets, by place and not by value', () => {
    const warnings: string[] = [];
    load(
      {
        smtp: `smtp: { url: "smtp://u:${SECRET}@mail.example", from: hires@acme.example }`,
        flatchr: `    flatchr: { companyId: abc, webhookSecret: ["\${S}", ${SECRET}] }`,
        lucca: `    lucca: { host: acme, apiKey: ${SECRET} }`,
        ...PUBLIC,
      },
      { warn: (message) => warnings.push(message) },
    );
    assert.deepEqual(
      warnings.map((warning) => warning.split(': ')[0]),
      [
        'connector.yaml:1:9 smtp.url',
        'connector.yaml:4:32 connections[0].flatchr.webhookSecret',
        'connector.yaml:5:26 connections[0].lucca.apiKey',
      ],
    );
    assert(!warnings.join('').includes(SECRET));
    load(PUBLIC, { warn: () => assert.fail('nothing to warn of') });

    warnings.length = 0;
    load(
      { ...PUBLIC, more: `    chat: { url: "https://chat.example/${SECRET}", format: slack }\n${PUBLIC.more}` },
      { warn: (message) => warnings.push(message) },
    );
    assert.match(warnings.join('\n'), /^connector\.yaml:7:13 connections\[0\]\.chat\.url: the secret stands in the file itself/);
    assert(!warnings.join('').includes(SECRET));
  });

  describe('secrets from files', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'config-'));
      writeFileSync(join(folder, 'key'), `${SECRET}\n`);
      writeFileSync(join(folder, 'empty'), '\n');
      writeFileSync(join(folder, 'hook'), `https://chat.example/${SECRET}\n`);
    });
    after(() => rmSync(folder, { recursive: true }));

    const withKey = (key: string) => {
      const path = join(folder, 'connector.yaml');
      writeFileSync(path, [...Object.values(LINES).slice(0, 4), `    lucca: { host: acme, ${key} }`, LINES.admins, PUBLIC.more].join('\n'));
      return loadConfig({ path, env: { S: SECRET, DIR: folder }, warn: () => assert.fail('nothing to warn of') });
    };

    it('reads them from the folder of the configuration, trimmed', () => {
      assert.equal(withKey('apiKeyFile: key').connections[0]?.lucca.apiKey, SECRET);
      assert.equal(withKey('apiKeyFile: "${DIR}/key"').connections[0]?.lucca.apiKey, SECRET);
      const chat = withKey('apiKeyFile: key }\n    chat: { format: slack, urlFile: hook').connections[0]?.chat;
      assert.deepEqual(chat, { format: 'slack', url: `https://chat.example/${SECRET}` });
    });

    const wrong = [
      ['apiKeyFile: none', 'cannot be read (ENOENT)'],
      ['apiKeyFile: empty', 'the file is empty'],
      ['apiKeyFile: 3', 'must be the path of a file'],
      ['apiKeyFile: key, apiKey: "${S}"', 'apiKey stands beside it'],
    ] as const;
    for (const [key, rule] of wrong) {
      it(`refuses ${key}`, () => {
        const problems = problemsOf(() => withKey(key));
        assert.equal(problems.length, 1, problems.join('\n'));
        assert(problems[0]?.includes(`connections[0].lucca.apiKeyFile: `) && problems[0].includes(rule), problems[0]);
      });
    }

    it('tells a missing file of configuration', () => {
      assert.throws(
        () => loadConfig({ path: join(folder, 'none.yaml'), env: {}, warn: () => {} }),
        /none\.yaml: cannot be read \(ENOENT\)\. Remedy: /,
      );
    });
  });

  describe('errors', () => {
    const lucca = (values: string) => ({ lucca: `    lucca: { apiKey: "\${S}", ${values} }` });
    const more = (line: string) => ({ more: `    ${line}` });
    const webhookSecret = (value: string) => ({ flatchr: `    flatchr: { companyId: a, webhookSecret: ${value} }` });
    /** Change, then the only error: its place and a part of its text. */
    const table: readonly (readonly [change: Parameters<typeof load>[0], place: string, text: string])[] = [
      [{ smtp: '' }, '1:1 smtp', 'is missing. Remedy: add smtp'],
      [{ admins: '' }, '3:5 connections[0].admins', 'is missing'],
      [{ lucca: '    lucca: { host: acme }' }, '5:5 connections[0].lucca.apiKey', 'is missing. Remedy: add apiKey or apiKeyFile'],
      [{ lucca: '    lucca: { host: acme, apiKey: "${NONE}" }' }, '5:26 connections[0].lucca.apiKey', 'NONE is not set. Remedy: set NONE'],
      [{ lucca: '    lucca: { host: acme, apiKey: "${S:-x}" }' }, '5:26 connections[0].lucca.apiKey', 'name of a variable'],
      [{ lucca: '    lucca: { host: acme, apiKey: ${A B} }' }, '5:26 connections[0].lucca.apiKey', 'name of a variable'],
      [{ lucca: '    lucca: { host: acme, apiKey: true }' }, '5:26 connections[0].lucca.apiKey', 'must be text'],
      [{ lucca: '    lucca: { host: acme, apikey: "${S}", apiKey: "${S}" }' }, '5:26 connections[0].lucca.apikey', 'did you mean apiKey?'],
      [{ top: 'stmp: {}' }, '1:1 stmp', 'did you mean smtp?'],
      [{ top: 'temproal: {}' }, '1:1 temproal', 'did you mean temporal?'],
      [{ smtp: 'smtp: { url: mail.acme.example, from: hires@acme.example }' }, '1:9 smtp.url', 'smtp:// or smtps://'],
      [{ smtp: 'smtp: { url: "mail.acme.example:465", from: hires@acme.example }' }, '1:9 smtp.url', 'smtp:// or smtps://'],
      [{ smtp: 'smtp: { url: "smtp://", from: hires@acme.example }' }, '1:9 smtp.url', 'smtp:// or smtps://'],
      [webhookSecret('s'), '4:30 connections[0].flatchr.webhookSecret', 'at least 16 letters, digits, hyphens and underscores'],
      [webhookSecret('"long/enough/but/no/part"'), '4:30 connections[0].flatchr.webhookSecret', 'at least 16 letters'],
      [webhookSecret('["${S}", short]'), '4:30 connections[0].flatchr.webhookSecret', 'at least 16 letters'],
      [webhookSecret('sandbox'), '4:30 connections[0].flatchr.webhookSecret', 'at least 16 letters'],
      [more('correction: { escalateAfter: 60d }'), '7:19 connections[0].correction.escalateAfter', 'must be shorter than expireAfter'],
      [more('correction: { escalateAfter: 3d, expireAfter: 2d }'), '7:19 connections[0].correction.escalateAfter', 'shorter'],
      [{ top: 'web: { trustProxy: everybody }' }, '1:8 web.trustProxy', 'must be an IP address, a range'],
      [{ top: 'web: { trustProxy: [10.0.0.0/8, 10.0.0.0/33] }' }, '1:33 web.trustProxy[1]', 'must be an IP address, a range'],
      [{ top: 'colour: red' }, '1:1 colour', 'known here: $schema, allowPrivateHosts'],
      [{ top: 'web: { port: 1.5 }' }, '1:8 web.port', 'must be a whole number'],
      [{ top: 'web: { port: 70000 }' }, '1:8 web.port', 'must be at most 65535'],
      [{ top: 'web: { publicUrl: "javascript:1" }' }, '1:8 web.publicUrl', 'http or https'],
      [{ top: 'temporal: { retention: 90 }' }, '1:13 temporal.retention', 'must be a duration'],
      [{ top: `temporal: { address: "https://x:1" }\n${ENCRYPTION}` }, '1:13 temporal.address', 'must be host:port'],
      [
        { top: 'temporal: { address: "x:1" }' },
        '1:1 encryption.keys',
        'is missing: names would stand in clear in the Temporal cluster. Remedy: make',
      ],
      [{ top: 'encryption: { keys: [{ id: a }] }' }, '1:22 encryption.keys[0].key', 'is missing. Remedy: add key or keyFile'],
      [
        { top: 'encryption: { keys: [{ id: a, key: hunter2 }] }' },
        '1:31 encryption.keys[0].key',
        '32 bytes as base64. Remedy: make one with: openssl',
      ],
      [{ top: ENCRYPTION.replace('id: a', 'id: é') }, '1:24 encryption.keys[0].id', 'must be of letters, digits'],
      [{ top: ENCRYPTION.replace(/\[(.*)\]/, '[$1, $1]') }, '1:86 encryption.keys[1].id', 'is the id of another key too'],
      [{ top: 'metrics: { port: 0 }' }, '1:12 metrics.port', 'must be at least 1'],
      [{ top: 'metrics: { port: 9464, host: localhost }' }, '1:24 metrics.host', 'must be an IP address'],
      [{ smtp: 'smtp: { url: "http://x", from: hires@acme.example }' }, '1:9 smtp.url', 'smtp:// or smtps://'],
      [{ top: 'operators: [nobody]' }, '1:13 operators[0]', 'must be an e-mail address'],
      [more('rules: 3'), '7:5 connections[0].rules', 'must be a list'],
      [{ id: '  - id: Acme' }, '3:5 connections[0].id', 'lower-case'],
      [lucca('host: acme, quota: { requests: 0 }'), '5:51 connections[0].lucca.quota.requests', 'above 0'],
      [lucca(''), '5:5 connections[0].lucca', 'exactly one of host and url'],
      [
        { top: 'allowPrivateHosts: true', ...lucca('host: acme, url: http://localhost:1') },
        '6:5 connections[0].lucca',
        'exactly one of host and url',
      ],
      [
        lucca('url: http://localhost:1'),
        '5:30 connections[0].lucca.url',
        'stand-in only. Remedy: remove it, or write allowPrivateHosts: true',
      ],
      [
        { flatchr: '    flatchr: { companyId: a, webhookSecret: "${S}", url: http://localhost:1 }' },
        '4:53 connections[0].flatchr.url',
        'stand-in only',
      ],
      [{ top: 'allowPrivateHosts: true', ...lucca('url: "http://u:p@localhost"') }, '6:30 connections[0].lucca.url', 'without user'],
      [{ top: 'allowPrivateHosts: true', ...lucca('url: "ftp://localhost"') }, '6:30 connections[0].lucca.url', 'http or https'],
      [more('chat: { url: https://chat.example/x }'), '7:5 connections[0].chat.format', 'is missing. Remedy: add format (slack: '],
      [more('chat: { format: slack }'), '7:5 connections[0].chat.url', 'is missing. Remedy: add url or urlFile'],
      [more('chat: { format: irc, url: "https://chat.example" }'), '7:13 connections[0].chat.format', 'must be one of slack, teams'],
      [more('chat: { format: slack, url: "http://localhost:1/hook" }'), '7:28 connections[0].chat.url', 'must be an https address'],
      [
        { top: 'allowPrivateHosts: true', ...more('chat: { format: slack, url: "http://chat.example/hook" }') },
        '8:28 connections[0].chat.url',
        'must be an https address. Remedy: write https',
      ],
      [more('chat: { format: slack, url: "${S}" }'), '7:28 connections[0].chat.url', 'must be an https address'],
      [more('chat: { format: slack, url: "ftp://chat.example" }'), '7:28 connections[0].chat.url', 'must be an https address'],
      [more('chat: { format: slack, url: "https://u:p@chat.example/x" }'), '7:28 connections[0].chat.url', 'without user'],
      [more('timeZone: Europe/Pari'), '7:5 connections[0].timeZone', 'no known time zone'],
      [more('timeZone: +01:00'), '7:5 connections[0].timeZone', 'no known time zone'],
      [more('timeZone: CST'), '7:5 connections[0].timeZone', 'no known time zone. Remedy: write a name of the IANA data base'],
      [more('timeZone: europe/paris'), '7:5 connections[0].timeZone', 'no known time zone. Remedy: write Europe/Paris'],
      [more('country: fr'), '7:5 connections[0].country', 'two-letter'],
      [more('language: es'), '7:5 connections[0].language', 'must be one of fr, de, en'],
      [more('login: { formats: ["{x}{f}"] }'), '7:24 connections[0].login.formats[0]', 'may hold {f}'],
      [more('login: { formats: ["{f}{Last}"] }'), '7:24 connections[0].login.formats[0]', 'may hold {f}'],
      [more('login: { formats: ["{f}", "x{n}"] }'), '7:31 connections[0].login.formats[1]', 'must hold a part of the name'],
      [more('login: { formats: ["{f}{n}{last}{n}"] }'), '7:24 connections[0].login.formats[0]', 'once only'],
      [more('defaults: { contractType: 0 }'), '7:17 connections[0].defaults.contractType', 'above 0'],
      [more('defaults: { department: 0 }'), '7:17 connections[0].defaults.department', 'above 0'],
      [more('rules: [{ when: {}, use: { department: 1 } }]'), '7:15 connections[0].rules[0].when', 'must name at least one'],
      [more('rules: [{ when: { department: a }, use: { contractType: "" } }]'), '7:47 connections[0].rules[0].use.contractType', 'empty'],
      [more('contractTypes: { CDI: 1.5 }'), '7:22 connections[0].contractTypes.CDI', 'must be a name, or an id as a whole number'],
      [more('correction: { expireAfter: 0d }'), '7:19 connections[0].correction.expireAfter', 'longer than nothing'],
      [more('admins: [x]'), '7:5 the file', 'the same key stands twice'],
      [more('contractTypes: { 5: 1, "5": 2 }'), '7:28 the file', 'the same key stands twice'],
      [more('language: *hunter2'), '7:15 the file', 'an alias'],
      [more('language: "hunter2'), '7:23 the file', 'cannot be read as YAML'],
    ];
    for (const [change, place, text] of table) {
      it(`${place}: ${text}`, () => {
        const problems = problemsOf(() => load(change));
        assert(problems[0]?.startsWith(`connector.yaml:${place}: `) && problems[0].includes(text), problems.join('\n'));
        assert.equal(problems.length, 1, problems.join('\n'));
      });
    }

    it('come all at once, from top to bottom', () => {
      const problems = problemsOf(() =>
        load({
          top: 'web: { port: ${NONE}, prot: 1 }',
          ...lucca('host: "acme.example"'),
          more: '    timeZone: nowhere\n    defaults: { contractType: 0 }\n  - id: acme\n    lucca: { url: http://x, apiKeyFile: none }',
        }),
      );
      assert.deepEqual(
        problems.map((problem) => problem.replace('connector.yaml:', '').split(': ')[0]),
        [
          '1:8 web.port',
          '1:23 web.prot',
          '6:30 connections[0].lucca.host',
          '8:5 connections[0].timeZone',
          '9:17 connections[0].defaults.contractType',
          '10:5 connections[1].flatchr',
          '10:5 connections[1].admins',
          '10:5 connections[1].id',
          '11:14 connections[1].lucca.url',
          '11:29 connections[1].lucca.apiKeyFile',
        ],
      );
    });

    it('tell an empty file what it needs', () => {
      const problems = problemsOf(() => parseConfig({ path: 'connector.yaml', text: '', env: {}, warn: () => {} }));
      assert.deepEqual(
        problems.map((problem) => problem.split(': ')[0]),
        ['connector.yaml:1:1 smtp', 'connector.yaml:1:1 connections'],
      );
    });
  });

  it('warns where mails can hold no link, but not where everything is a stand-in', () => {
    const warned = (changes: Parameters<typeof load>[0]) => {
      const warnings: string[] = [];
      load(changes, { warn: (message) => warnings.push(message) });
      return warnings;
    };
    assert.match(warned({}).join('\n'), /^connector\.yaml:1:1 web\.publicUrl: is missing, so that mails hold no link/);
    const standIns = {
      flatchr: '    flatchr: { companyId: a, webhookSecret: sandbox, url: "http://localhost:1" }',
      lucca: '    lucca: { apiKey: "${S}", url: "http://localhost:2" }',
    };
    assert.doesNotMatch(warned({ top: 'allowPrivateHosts: true', ...standIns }).join('\n'), /publicUrl/);
  });

  it('believes proxies on this machine, or those that are named', () => {
    assert.deepEqual(load().web.trustProxy, ['loopback']);
    assert.deepEqual(load({ top: 'web: { trustProxy: 10.1.2.3 }' }).web.trustProxy, ['10.1.2.3']);
    assert.deepEqual(load({ top: 'web: { trustProxy: [10.0.0.0/8, "fd00::/8", uniquelocal] }' }).web.trustProxy, [
      '10.0.0.0/8',
      'fd00::/8',
      'uniquelocal',
    ]);
  });

  it('takes a chat by https, and one on this machine where stand-ins are allowed', () => {
    const urlOf = (url: string, top = '') => load({ top, more: `    chat: { url: "${url}", format: teams }` }).connections[0]?.chat?.url;
    assert.equal(urlOf('https://chat.example/v1?key=k&sig=s'), 'https://chat.example/v1?key=k&sig=s');
    for (const host of ['localhost:1', '127.0.0.1:1', '[::1]:1'])
      assert.equal(urlOf(`http://${host}/x`, 'allowPrivateHosts: true'), `http://${host}/x`);
  });

  describe('of several connections to one Lucca account', () => {
    const second = (lucca: string) => ({
      more: [
        '  - id: other',
        '    flatchr: { companyId: b, webhookSecret: "${S}" }',
        `    lucca: { ${lucca}, apiKey: "\${S}" }`,
        '    admins: [rh@acme.example]',
      ].join('\n'),
    });

    it('takes different keys and one quota, however it is written', () => {
      for (const lucca of ['host: acme.ilucca.net', 'host: acme, quota: { per: 60s }', 'host: other, quota: { requests: 7 }'])
        assert.equal(load(second(lucca)).connections.length, 2);
    });

    it('refuses different quotas, with the remedy', () => {
      assert.deepEqual(
        problemsOf(() => load(second('host: acme.ilucca.net, quota: { requests: 40 }'))),
        [
          'connector.yaml:9:37 connections[1].lucca.quota: is not that of another connection to the same account. Remedy: give all connections to one Lucca account the same quota: they share it',
        ],
      );
    });
  });

  it('accepts stand-ins where they are allowed', () => {
    const { connections } = load({
      top: 'allowPrivateHosts: true',
      lucca: '    lucca: { url: "http://localhost:8081/lucca", apiKey: "${S}" }',
    });
    assert.equal(connections[0]?.lucca.url, 'http://localhost:8081/lucca');
  });

  it('has an up-to-date JSON schema', async () => {
    const { configJsonSchema } = await import('../../src/config/json-schema.js');
    assert.deepEqual(JSON.parse(readFileSync('connector.schema.json', 'utf8')), JSON.parse(JSON.stringify(configJsonSchema())));
  });
});
