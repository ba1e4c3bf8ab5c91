import type { Connection } from '../config/schema.js';
import { FIELDS, type Field } from '../hire/draft.js';
import { fold } from '../hire/names.js';
import { fieldOf, type Issue } from '../hire/problem.js';
import type { Offer } from '../hire/steps.js';
import type { LuccaReader, LuccaUser } from '../lucca/lucca-client.js';
import { LuccaError } from '../lucca/errors.js';
import { fitting, type LuccaContractTemplate } from '../lucca/contract-templates.js';
import type { ReferenceData } from '../lucca/reference-data.js';
import { allSkipped, CHECK_IDS, fail, ok, skipped, warn, type Check, type CheckId } from '../contracts/check.js';

type Settings = Pick<Connection, 'lucca' | 'defaults' | 'rules' | 'contractTypes'>;

export interface LuccaPatient {
  readonly lucca: LuccaReader;
  readonly reference: ReferenceData;
  readonly settings: Settings;
  /** As `KeySight` of the gateway. */
  readonly sight: {
    people(): Promise<readonly LuccaUser[] | undefined>;
    takesLists(filter: 'mail' | 'login'): Promise<boolean | undefined>;
  };
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** What a hire of this offer would be asked, where the settings are these. */
  readonly issuesOf: (settings: Pick<Settings, 'defaults' | 'rules'>, offer: Offer) => Promise<readonly Issue[]>;
}

const KEY = 'make one under cog › Authentication, SSO and API › API keys, and put it in the place of lucca.apiKey';
const RIGHTS = 'give the key’s role the rights that the README names, at the bottom of the list of roles in Lucca';
const PASSING = 'try again in a while; where it lasts, ask Lucca’s support';
const LISTS = { establishments: 'lucca.establishments', departments: 'lucca.departments', roles: 'lucca.roles' } as const;
/** Nobody's: a look-up by it shows whether look-ups are allowed. */
const NOBODY = 'flatchr-lucca-doctor';
/** What Lucca documents for a whole account. */
const DOCUMENTED = { requests: 50, perMs: 60_000 };

/** Looks at a Lucca account with the connection's key; reads only. */
export async function checkLucca(patient: LuccaPatient): Promise<Check[]> {
  const { lucca, reference, settings, issuesOf } = patient;
  const lists = {
    establishments: await found(reference.establishments('fresh')),
    departments: await found(reference.departments('fresh')),
    roles: await found(reference.roles('fresh')),
  };
  const people = await found(lucca.usersBy('login', [NOBODY]));
  const errors = [...Object.values(lists), people].filter((result) => result instanceof LuccaError);

  const [first] = errors;
  const understood = errors.length < 4 || errors.some(({ kind }) => kind === 'unauthorized');
  if (first && !understood) return ended(fail('lucca.reachable', `No answer of Lucca's (${first.message})`, REACH));
  const reachable = ok('lucca.reachable', 'Lucca answers');
  const refused = errors.find(({ status }) => status === 401);
  if (refused) return [reachable, ...ended(fail('lucca.key', `Lucca refuses it (${refused.message})`, KEY), 'lucca.reachable')];

  return [
    reachable,
    ok('lucca.key', 'Lucca takes it'),
    checkRights(errors, people),
    ...Object.entries(lists).map(([name, list]) => checkList(LISTS[name as keyof typeof lists], name, list)),
    await checkFormer(patient),
    people instanceof LuccaError ? skipped('lucca.filters', 'Lucca looks nobody up') : await checkFilters(patient),
    await checkTemplates(patient),
    ...(await checkValues(settings, issuesOf)),
    checkQuota(settings.lucca.quota),
  ];
}

function checkRights(errors: readonly LuccaError[], people: unknown): Check {
  const id = 'lucca.rights';
  const forbidden = errors.filter(({ kind }) => kind === 'unauthorized');
  if (forbidden.length > 0) return fail(id, `The key may not: ${forbidden.map(({ message }) => message).join('; ')}`, RIGHTS);
  if (people instanceof LuccaError) return fail(id, `Nobody can be looked up, so that no hire goes on (${people.message})`, PASSING);
  return ok(
    id,
    'The key may read what is needed. Whether it may create shows only when it does: try it with hire trial, in a test account',
  );
}

/** A key that lacks the right to see them gets a shorter list, and no error. */
async function checkFormer({ sight, today }: LuccaPatient): Promise<Check> {
  const id = 'lucca.former-employees';
  const people = await sight.people().catch(asError);
  if (people instanceof LuccaError) return skipped(id, `Lucca did not answer (${people.message})`);
  if (!people) return warn(id, 'The directory cannot be read: nobody is recognised by name', RIGHTS);
  const former = people.filter(({ contractEnd }) => contractEnd !== undefined && contractEnd < today).length;
  const future = people.filter(({ contractStart }) => contractStart !== undefined && contractStart > today).length;
  const seen = `The key sees ${people.length} employees, ${former} of them former and ${future} future ones`;
  if (former > 0) return ok(id, seen);
  return warn(id, `${seen}: a rehire would get a second file`, `if somebody has left the company: ${RIGHTS}`);
}

async function checkFilters({ sight }: LuccaPatient): Promise<Check> {
  const id = 'lucca.filters';
  const filters = ['mail', 'login'] as const;
  const answers = await Promise.all(filters.map((filter) => sight.takesLists(filter))).catch(asError);
  if (answers instanceof LuccaError) return skipped(id, `Lucca did not answer (${answers.message})`);
  const literal = filters.filter((_, index) => answers[index] === false);
  if (literal.length > 0)
    return warn(
      id,
      `This Lucca takes one value at a time by ${literal.join(' and ')}: people are looked up one by one`,
      'nothing: it is safe, but many hires at once take longer',
    );
  if (answers.includes(undefined)) return ok(id, 'Too few employees are known to tell; people are looked up one by one');
  return ok(id, 'Several people are looked up in one request');
}

async function checkTemplates({ reference, settings: { contractTypes, defaults } }: LuccaPatient): Promise<Check> {
  const id = 'lucca.contract-types';
  const templates = await reference.contractTemplates('fresh').catch(asError);
  if (templates instanceof LuccaError) return skipped(id, `Lucca did not answer (${templates.message})`);
  const configured = [...Object.values(contractTypes), ...(typeof defaults.contractType === 'number' ? [defaults.contractType] : [])];
  if (!templates) return ok(id, 'This Lucca does not list them: whether the configured ones exist shows with the first hire');
  const unknown = configured.filter((type) => !templates.some(({ id: known, name }) => known === type || name === type));
  if (unknown.length === 0) return await checkFitting(templates, configured, defaults, reference);
  return fail(
    id,
    `Lucca has no contract type ${unknown.join(', ')}`,
    `correct contractTypes; Lucca has: ${templates.map((one) => `${one.id} ${one.name}`).join(', ')}`,
  );
}

/** A template may be limited to some establishments; most hires go to the default one. */
async function checkFitting(
  templates: readonly LuccaContractTemplate[],
  configured: readonly (string | number)[],
  { establishment }: Settings['defaults'],
  reference: ReferenceData,
): Promise<Check> {
  const id = 'lucca.contract-types';
  const establishments = await found(reference.establishments());
  const known = establishments instanceof LuccaError ? [] : establishments;
  const place = known.find((one) => one.id === establishment || fold(one.name) === fold(String(establishment)));
  const fits = place ? fitting(templates, place.id) : templates;
  const limited = templates.filter((one) => !fits.includes(one) && (configured.includes(one.id) || configured.includes(one.name)));
  if (!place || limited.length === 0) return ok(id, `Lucca lists ${templates.length}; all that are configured are among them`);
  return warn(
    id,
    `${limited.map(({ name }) => name).join(', ')} cannot be had in the default establishment ${place.name}: Lucca may refuse it there`,
    'choose another contract type in contractTypes or defaults, or open this one to the establishment in Lucca',
  );
}

const REACH = 'see that lucca.host names the account, that it opens in a browser from this machine, and that no proxy answers in its place';

/** Where nothing else can be looked at. */
function ended(check: Check, ...done: CheckId[]): Check[] {
  const others = CHECK_IDS.filter((id) => id.startsWith('lucca.') && id !== check.id && !done.includes(id));
  return [check, ...allSkipped(others, check.summary)];
}

function checkList(id: CheckId, name: string, list: readonly unknown[] | LuccaError): Check {
  if (!(list instanceof LuccaError))
    return list.length > 0
      ? ok(id, `${list.length} ${name}`)
      : fail(id, `Lucca lists no ${name}: the key may lack the right to see them`, RIGHTS);
  if (list.kind === 'endpoint-gone')
    return fail(id, `Lucca has no such list any more (${list.message})`, 'update the connector; ids in the configuration still work');
  return fail(id, `Lucca does not list its ${name} (${list.message})`, list.kind === 'unauthorized' ? RIGHTS : PASSING);
}

/**
 * Defaults and rules: every name is exactly one in Lucca, and what has no default is asked of a person each time. A rule is looked at
 * together with the defaults that it leaves: a contract type may be none of an establishment.
 */
async function checkValues({ defaults, rules }: Settings, issuesOf: LuccaPatient['issuesOf']): Promise<Check[]> {
  const offer: Offer = { departments: [], contractType: [] };
  const ofDefaults = await issues(() => issuesOf({ defaults, rules: [] }, offer));
  if (ofDefaults instanceof LuccaError)
    return allSkipped(['lucca.defaults', 'lucca.rules'], `Lucca did not answer (${ofDefaults.message})`);
  const known = new Set(ofDefaults.map(sentence));
  const ofRules: string[] = [];
  for (const [index, { use }] of rules.entries()) {
    const found = await issues(() => issuesOf({ defaults: { ...defaults, ...use }, rules: [] }, offer));
    if (found instanceof LuccaError) return allSkipped(['lucca.defaults', 'lucca.rules'], `Lucca did not answer (${found.message})`);
    const own = found.filter((issue) => issue.code !== 'missing' && !known.has(sentence(issue)));
    ofRules.push(...own.map((issue) => `rules[${index}]: ${sentence(issue)}`));
  }
  return [checkDefaults(ofDefaults), checkRules(rules.length, ofRules)];
}

function checkDefaults(found: readonly Issue[]): Check {
  const id = 'lucca.defaults';
  const missing = found.filter(({ code }) => code === 'missing').map((issue) => named(issue));
  const wrong = found.filter(({ code }) => code !== 'missing').map(sentence);
  const none =
    missing.length > 0
      ? [`None for: ${missing.join(', ')}. Each hire for which neither Flatchr nor a rule says one waits for a person`]
      : [];
  if (wrong.length > 0) return fail(id, [...wrong, ...none].join('; '), 'correct defaults: a name as Lucca has it, or its id');
  const [waits] = none;
  return waits === undefined ? ok(id, 'Each is exactly one in Lucca') : warn(id, waits, 'set defaults, unless you want to be asked');
}

function checkRules(count: number, wrong: readonly string[]): Check {
  const id = 'lucca.rules';
  if (count === 0) return skipped(id, 'there are none');
  if (wrong.length > 0) return fail(id, wrong.join('; '), 'correct these rules: a name as Lucca has it, or its id');
  return ok(id, `All ${count} name what Lucca has`);
}

function checkQuota({ requests, per }: Settings['lucca']['quota']): Check {
  const shown = `${requests} requests in ${per / 1000} s`;
  if (requests / per > DOCUMENTED.requests / DOCUMENTED.perMs)
    return warn(
      'lucca.quota',
      `${shown} is more than the 50 a minute that Lucca documents for an account`,
      'lower lucca.quota, unless Lucca granted more',
    );
  return ok('lucca.quota', `${shown}, for this connector; other integrations of the account share Lucca's limit`);
}

function sentence(issue: Issue): string {
  const given = issue.given === undefined ? '' : ` “${issue.given}”`;
  if (issue.code === 'unknown') return `Lucca has no ${named(issue)}${given}`;
  if (issue.code === 'ambiguous') return `several are called ${named(issue)}${given}`;
  if (issue.code === 'head-left') return `the head of ${named(issue)}${given} has left, so that Lucca may refuse hires`;
  if (issue.code === 'unmapped') return `neither Lucca nor contractTypes has ${named(issue)}${given}`;
  return `${named(issue)}${given}: ${issue.code}`;
}

const NAMES: Partial<Record<Field, string>> = { primaryRole: 'primary role', contractType: 'contract type' };

function named(issue: Issue): string {
  const field = FIELDS.find((one) => one === fieldOf(issue));
  return (field && (NAMES[field] ?? field)) ?? 'value';
}

async function found<T>(reading: Promise<readonly T[]>): Promise<readonly T[] | LuccaError> {
  return await reading.catch(asError);
}

async function issues(look: () => Promise<readonly Issue[]>): Promise<readonly Issue[] | LuccaError> {
  return await look().catch(asError);
}

/** @throws what is no answer of Lucca's. */
function asError(error: unknown): LuccaError {
  if (error instanceof LuccaError) return error;
  throw error;
}
