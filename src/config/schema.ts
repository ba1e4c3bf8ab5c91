import { isIP } from 'node:net';
import { z } from 'zod';
import { MAX_LENGTH } from '../hire/draft.js';
import { LOGIN_FORMAT } from '../hire/login.js';
import { checkAcrossFields } from './cross-field.js';
import { millisecondsOf } from './duration.js';
import { luccaHost } from './lucca-host.js';
import { isTimeZone, timeZoneMeant } from './time-zone.js';
import { isEncryptionKey } from '../encryption/key-tree.js';

/**
 * The shape of `connector.yaml`, and the only place that knows its defaults and rules.
 * Every field that later versions add must have a default: an existing file keeps working.
 * Messages name the rule, `params.remedy` the way out; neither quotes a value.
 */

const text = z.string().min(1, 'must not be empty');
const email = z.email('must be an e-mail address');
const opaqueKey = z.union([text, z.number().transform(String)], 'must be text that is not empty');
const idOrName = z.union(
  [z.int().positive('must be above 0'), z.string().trim().min(1, 'must not be empty')],
  'must be a name, or an id as a whole number above 0',
);

const duration = z
  .string('must be a duration such as 45s, 10m, 12h or 3d')
  .refine((text) => (millisecondsOf(text) ?? 0) > 0, 'must be a duration such as 45s, 10m, 12h or 3d, longer than nothing')
  .transform((text) => millisecondsOf(text) ?? 0);

const STAND_IN = 'must be an http or https address without user, password, query or fragment';
const standIn = z.url(STAND_IN).refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && !/[@?#]/.test(text);
}, STAND_IN);

const timeZone = z.string().superRefine((name, context) => {
  if (isTimeZone(name)) return;
  const meant = timeZoneMeant(name);
  context.addIssue({
    code: 'custom',
    message: 'is no known time zone',
    params: { remedy: meant ? `write ${meant}` : 'write a name of the IANA data base, in its spelling, such as Europe/Paris' },
  });
});

const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];
const proxy = z.string().refine((text) => NAMED_RANGES.includes(text) || isAddressRange(text), {
  error: `must be an IP address, a range such as 10.0.0.0/8, or one of ${NAMED_RANGES.join(', ')}`,
  params: { remedy: 'name only proxies of your own: who is believed can pass for anybody' },
});

const host = z.string().refine((text) => luccaHost(text) !== undefined, {
  error: "must be the account's name or a host of Lucca's domains, in lower case, without scheme, port or path",
  params: {
    remedy:
      'write acme for https://acme.ilucca.net, or a host such as acme.ilucca-test.net, acme.ilucca.ch or acme-trial.sandbox.eu1.luccasoftware.com',
  },
});

const loginFormat = LOGIN_FORMAT.reduce((format, { pattern, rule }) => format.regex(pattern, rule), z.string());

const defaults = z.strictObject({
  establishment: idOrName.optional().describe("Lucca's establishment (legal entity), name or id"),
  department: idOrName.optional().describe('Name or id'),
  primaryRole: idOrName.optional().describe('Name or id'),
  contractType: idOrName.optional().describe("Lucca's typeId, a key of contractTypes, or the name of a template in Lucca"),
});

const rule = z.strictObject({
  when: z
    .strictObject({
      department: text.optional().describe("Title of the vacancy's folder tag"),
      vacancy: text.optional().describe('Title or reference of the vacancy'),
      contractType: opaqueKey.optional().describe("Flatchr's label or id"),
    })
    .refine((when) => Object.keys(when).length > 0, {
      error: 'must name at least one of department, vacancy, contractType',
      params: { remedy: 'say when the rule holds; what always holds belongs under defaults' },
    }),
  use: defaults,
});

const flatchr = z.strictObject({
  companyId: opaqueKey.describe('Company key, Advanced Settings > Advanced > API'),
  apiKey: opaqueKey.optional().describe('Without it the connector trusts the unsigned webhook and knows no tags'),
  webhookSecret: z
    .union([opaqueKey, z.array(opaqueKey).min(1)], 'must be text that is not empty, or a list of such')
    .transform((secret) => (Array.isArray(secret) ? secret : [secret]))
    .describe('Last part of the webhook URL. A list while one is replaced by another'),
  hiredColumns: z.array(opaqueKey).default([]).describe("Ids of either form, or titles; empty: Flatchr's own hired column"),
  startDateTag: text.optional().describe('Title of the candidate tag that holds the first day'),
  workEmailTag: text.optional().describe('Title of the candidate tag that holds the professional e-mail'),
  quietAfter: duration.prefault('14d').describe('The operators are told when no webhook has come for so long although Flatchr shows hires'),
  writeBack: z
    .boolean()
    .default(false)
    .describe('Writes a private note at the applicant: created, waits, linked. Needs apiKey and userToken'),
  userToken: opaqueKey.optional().describe("Token of a user of Flatchr's, who the notes come from: the company's key may not write them"),
  url: standIn.optional().describe('A stand-in for https://api.flatchr.io; needs allowPrivateHosts'),
});

const lucca = z.strictObject({
  host: host.optional().describe('Account name (the part before .ilucca.net), or a full host of a Lucca domain'),
  url: standIn.optional().describe('A stand-in; needs allowPrivateHosts'),
  apiKey: opaqueKey.describe('Cog > Authentication, SSO and API > API keys'),
  quota: z
    .strictObject({ requests: z.int().positive('must be above 0').default(50), per: duration.prefault('1m') })
    .prefault({})
    .describe("Lucca's limit, shared by all integrations of the account"),
  settleFor: duration.prefault('45s').describe('How long a creation of unknown outcome may take to become visible'),
});

const chat = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, hostname: /./, error: 'must be an https address', abort: true })
    .regex(/^[^/]*\/\/[^/?#@]+(?:[/?][^#]*)?$/, 'must be an address without user, password or fragment')
    .describe("Address of the channel's webhook; who knows it can post"),
  format: z.enum(['slack', 'teams']).describe('slack: also Mattermost, Rocket.Chat and Google Chat; teams: a webhook of the Workflows app'),
});

/** What becomes of a hire whose data are complete. */
export const MODES = ['live', 'approve', 'preview'] as const;
export type Mode = (typeof MODES)[number];

/** Of a connection: it stands in addresses and in ids of Temporal. */
export const CONNECTION_ID = /^[a-z0-9][a-z0-9-]{0,31}$/;

const connectionSchema = z.strictObject({
  id: z
    .string()
    .regex(CONNECTION_ID, 'must be of lower-case letters, digits and hyphens, at most 32')
    .describe('Part of the webhook URL and of the ids in Temporal: never change it'),
  mode: z
    .enum(MODES)
    .default('live')
    .describe('live: employees are created; approve: each after a yes; preview: none, the admins are mailed what would be sent'),
  flatchr,
  lucca,
  timeZone: timeZone.default('Europe/Paris'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code such as FR')
    .default('FR')
    .describe('For phone numbers without a country, and public holidays'),
  region: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/, 'must be the code of a region such as BY')
    .optional()
    .describe('For public holidays of one region: BY for Bavaria, 57 for the Moselle, MQ for Martinique'),
  language: z.enum(['fr', 'de', 'en']).default('fr').describe('Of mails and pages'),
  admins: z.array(email).min(1).describe('Told of every hire; they answer the problems'),
  chat: chat.optional().describe('A channel that sees the notices, too, with the names of candidates'),
  reconcile: z
    .strictObject({
      mode: z
        .enum(['start', 'report', 'off'])
        .default('start')
        .describe('start: who is hired in Flatchr and not known here is taken up; report: only told of. Needs flatchr.apiKey'),
      since: z.iso
        .date('must be a day such as 2026-09-01')
        .optional()
        .describe('Who was hired earlier is left alone; left out: since the day this connection first ran'),
    })
    .prefault({})
    .describe("Compares Flatchr's hired candidates with what is known here, every hour: a webhook may be lost"),
  defaults: defaults.prefault({}),
  contractTypes: z
    .record(z.string(), idOrName)
    .default({})
    .describe("Flatchr's label or id → Lucca's typeId, or the name of a template in Lucca where it lists them"),
  rules: z.array(rule).default([]).describe('First match wins, field by field'),
  login: z
    .strictObject({
      formats: z.array(loginFormat).min(1).default(['{f}{last}', '{first}.{last}', '{f}{last}{n}']).describe('Tried in this order'),
      maxLength: z.int().min(3).max(MAX_LENGTH).default(50),
      umlauts: z.enum(['plain', 'german']).default('plain').describe('plain: ö → o; german: ö → oe'),
    })
    .prefault({}),
  correction: z
    .strictObject({
      escalateAfter: duration.prefault('3d'),
      escalateTo: z.array(email).default([]),
      expireAfter: duration.prefault('60d'),
      dailyListAt: z
        .string()
        .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00')
        .transform((text) => ({ hour: Number(text.slice(0, 2)), minute: Number(text.slice(3)) }))
        .prefault('08:00')
        .describe('When the admins are mailed, every working day, which hires wait'),
    })
    .prefault({})
    .describe('While a hire waits for a person'),
});

const encryptionKey = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be of letters, digits, dots, hyphens and underscores, at most 64')
    .describe('Stands in clear beside what the key encrypted: never give it to another key'),
  key: z
    .string()
    .refine(isEncryptionKey, {
      error: 'must be 32 bytes as base64',
      params: { remedy: 'make one with: openssl rand -base64 32' },
    })
    .describe('32 bytes as base64, or what hire erase wrote in its place'),
  keyFile: text.optional(), // stays when the file was read: an erasure writes it anew
});

function isSmtpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

function isAddressRange(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128);
}

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    allowPrivateHosts: z.boolean().default(false).describe('Allows lucca.url and flatchr.url, for a stand-in such as the sandbox'),
    temporal: z
      .strictObject({
        address: z
          .string()
          .regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'must be host:port, without a scheme')
          .optional()
          .describe('Left out: an embedded development server'),
        namespace: text.default('default'),
        uiUrl: z
          .url({ protocol: /^https?$/, error: 'must be an http or https address' })
          .optional()
          .describe('Address of the Temporal UI, whose pages may have payloads decoded; left out: that of the embedded server'),
        apiKey: opaqueKey.optional().describe('Where the cluster asks for one; the connection is then encrypted'),
        retention: duration.prefault('90d').describe('Closed hires stay visible at least so long'),
      })
      .prefault({}),
    encryption: z
      .strictObject({
        keys: z
          .array(encryptionKey)
          .default([])
          .describe(
            'The first encrypts, all decrypt. Left out: one is made in DATA_DIR, for the embedded server only, and not in production',
          ),
      })
      .prefault({})
      .describe('Of all that is stored in Temporal'),
    audit: z
      .strictObject({
        to: text.optional().describe('A folder, or stdout; left out: audit in DATA_DIR. Relative to the folder of this file'),
      })
      .prefault({})
      .describe('Who did what, without names and values, as JSON lines'),
    retention: z
      .strictObject({
        created: duration.optional(),
        linked: duration.optional(),
        previewed: duration.optional(),
        abandoned: duration.optional(),
        expired: duration.optional(),
      })
      .prefault({})
      .describe('Hires that ended so are erased after so long; left out, or longer than temporal.retention: they go with that'),
    web: z
      .strictObject({
        port: z.int().min(0).max(65535).default(8080).describe('The environment variable PORT wins'),
        publicUrl: z
          .url({ protocol: /^https?$/, error: 'must be an http or https address' })
          .optional()
          .describe('Address under which Flatchr and the admins reach the web process'),
        trustProxy: z
          .union([proxy, z.array(proxy)], 'must be an IP address, a range such as 10.0.0.0/8, or one of loopback, linklocal, uniquelocal')
          .transform((trusted) => [trusted].flat())
          .prefault('loopback')
          .describe('Proxies in front whose X-Forwarded headers are believed: addresses, ranges, loopback, linklocal or uniquelocal'),
        secret: opaqueKey.optional().describe('Signs links; left out: generated in DATA_DIR'),
      })
      .prefault({}),
    smtp: z.strictObject({
      url: z
        .string()
        .refine(isSmtpUrl, 'must start with smtp:// or smtps:// and name a host')
        .describe('smtps://user:password@mail.example:465'),
      from: z.string().min(3, 'must be an e-mail address, with or without a name before it').describe('Sender of the mails'),
    }),
    metrics: z
      .strictObject({
        port: z.int().min(1).max(65535).describe('Each worker of a machine needs one of its own'),
        host: z
          .union([z.ipv4(), z.ipv6()], 'must be an IP address')
          .default('127.0.0.1')
          .describe('Address to listen on; 0.0.0.0: every one'),
      })
      .optional()
      .describe('Where a worker offers metrics to Prometheus, at /metrics, without a password; left out: nowhere'),
    operators: z.array(email).default([]).describe('Told of technical trouble; left out: the admins'),
    connections: z.array(connectionSchema).min(1),
  })
  .superRefine(checkAcrossFields, { when: () => true }); // also on a file with other errors

/** The checked configuration, with durations in milliseconds. */
export type Config = z.output<typeof configSchema>;
export type Connection = z.output<typeof connectionSchema>;
/** Where Temporal is, and what encrypts what it stores. */
export type TemporalSettings = Pick<Config, 'encryption'> & {
  readonly temporal: Pick<Config['temporal'], 'address' | 'namespace' | 'apiKey'>;
};
