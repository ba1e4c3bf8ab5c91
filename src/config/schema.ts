import { z } from 'zod';
import { millisecondsOf } from './duration.js';

/**
 * The shape of `connector.yaml`, and the only place that knows its defaults.
 * Every field that later versions add must have a default: an existing file keeps working.
 */

const email = z.email();
const duration = z
  .string()
  .refine((text) => millisecondsOf(text) !== undefined, 'must be a duration such as 45s, 10m, 12h or 3d')
  .transform((text) => millisecondsOf(text) ?? 0);
const idOrName = z.union([z.int().positive(), z.string().trim().min(1)]);
const opaqueKey = z.union([z.string().min(1), z.number().transform(String)]);

const defaults = z.strictObject({
  establishment: idOrName.optional().describe("Lucca's establishment (legal entity), name or id"),
  department: idOrName.optional().describe('Name or id'),
  primaryRole: idOrName.optional().describe('Name or id'),
  contractType: idOrName.optional().describe("Lucca's typeId, or a key of contractTypes"),
});

const rule = z.strictObject({
  when: z.strictObject({
    department: z.string().optional(),
    vacancy: z.string().optional().describe('Title or reference of the vacancy'),
    contractType: opaqueKey.optional().describe("Flatchr's label or id"),
  }),
  use: defaults,
});

const flatchr = z.strictObject({
  companyId: opaqueKey.describe('Company key, Advanced Settings > Advanced > API'),
  apiKey: opaqueKey.optional().describe('Without it the connector trusts the unsigned webhook and knows no tags'),
  webhookSecret: z
    .union([opaqueKey, z.array(opaqueKey).min(1)])
    .transform((secret) => (Array.isArray(secret) ? secret : [secret]))
    .describe('Last part of the webhook URL. A list while one is replaced by another.'),
  hiredColumns: z.array(opaqueKey).default([]).describe("Ids of either form, or titles; empty: Flatchr's own hired column"),
  startDateTag: z.string().optional().describe('Title of the candidate tag that holds the first day'),
  workEmailTag: z.string().optional().describe('Title of the candidate tag that holds the professional e-mail'),
  url: z.url().optional().describe('A stand-in for https://api.flatchr.io; needs allowPrivateHosts'),
});

const lucca = z.strictObject({
  host: z.string().optional().describe('Account name (the part before .ilucca.net), or a full host of a Lucca domain'),
  url: z.url().optional().describe('A stand-in; needs allowPrivateHosts'),
  apiKey: opaqueKey,
  quota: z.strictObject({ requests: z.int().positive().default(50), per: duration.prefault('1m') }).prefault({}),
  settleFor: duration.prefault('45s').describe('How long a creation of unknown outcome may take to become visible'),
});

export const connectionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be of lower-case letters, digits and hyphens, at most 32'),
  flatchr,
  lucca,
  timeZone: z.string().default('Europe/Paris'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code such as FR')
    .default('FR')
    .describe('For phone numbers without a country'),
  language: z.enum(['fr', 'de', 'en']).default('fr').describe('Of mails and pages'),
  admins: z.array(email).min(1),
  defaults: defaults.prefault({}),
  contractTypes: z.record(z.string(), z.int().positive()).default({}).describe("Flatchr's label or id → Lucca's typeId"),
  rules: z.array(rule).default([]).describe('First match wins, field by field'),
  login: z
    .strictObject({
      formats: z.array(z.string()).min(1).default(['{f}{last}', '{first}.{last}', '{f}{last}{n}']),
      maxLength: z.int().min(3).max(255).default(50),
      umlauts: z.enum(['plain', 'german']).default('plain'),
    })
    .prefault({}),
  correction: z
    .strictObject({
      escalateAfter: duration.prefault('3d'),
      escalateTo: z.array(email).default([]),
      expireAfter: duration.prefault('60d'),
    })
    .prefault({}),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  allowPrivateHosts: z.boolean().default(false).describe('Allows lucca.url and flatchr.url, for a stand-in such as the sandbox'),
  temporal: z
    .strictObject({
      address: z.string().optional().describe('Left out: an embedded development server'),
      namespace: z.string().default('default'),
      apiKey: opaqueKey.optional(),
      retention: duration.prefault('90d'),
    })
    .prefault({}),
  web: z
    .strictObject({
      port: z.int().min(0).max(65535).default(8080),
      publicUrl: z.url().optional().describe('Address under which Flatchr and the admins reach the web process'),
      secret: opaqueKey.optional().describe('Left out: generated in DATA_DIR'),
    })
    .prefault({}),
  smtp: z.strictObject({ url: z.string().regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://'), from: z.string().min(3) }),
  operators: z.array(email).default([]).describe('Told of technical trouble; left out: the admins'),
  connections: z.array(connectionSchema).min(1),
});

/** The checked configuration, with durations in milliseconds. */
export type Config = z.output<typeof configSchema>;
export type Connection = z.output<typeof connectionSchema>;
