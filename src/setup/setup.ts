import { randomBytes } from 'node:crypto';
import { luccaBaseUrl, luccaHost } from '../config/lucca-host.js';
import { MODES, type Connection } from '../config/schema.js';
import { AnswerError, type Asker } from './ask.js';
import { FLATCHR_URL } from '../flatchr/flatchr-client.js';
import { addressesIn, checksIn, typesIn } from './checks.js';
import type { ConfigFile } from './config-file.js';
import { listsOf, type LuccaLists } from './lists.js';
import type { Systems } from './systems.js';
import { reasonOf } from './reason.js';
import type { SetupTexts } from './texts/texts.js';

export interface SetupOptions {
  readonly ask: Asker;
  readonly texts: SetupTexts;
  readonly systems: Systems;
  readonly file: ConfigFile;
  /** What the file means, secrets filled in; left out where it cannot be loaded. */
  readonly known?: { readonly smtpUrl: string; readonly connections: readonly Connection[] } | undefined;
  /** Addresses of stand-ins for Lucca and Flatchr. */
  readonly standIns?: { readonly lucca: string; readonly flatchr: string } | undefined;
  readonly random?: (size: number) => Buffer;
}

export interface SetUp {
  readonly connection: string;
  /** What Flatchr is told, the secret included. */
  readonly webhookUrl: string;
}

/** A connection while it is set up. */
interface Subject {
  readonly id: string;
  /** Its place in the file. */
  readonly place: readonly (string | number)[];
  /** What it was before. */
  readonly before: Connection | undefined;
}

const PORT = 8080;

/**
 * Asks for what a connection needs, tries each key the moment it is given, offers what Lucca and Flatchr have, and writes a small
 * `connector.yaml` with the secrets in files of their own. Run again, what the file says stands for what is not answered anew.
 *
 * @throws {AnswerError} when an answer is missing or wrong and nobody is there to correct it; then nothing is written.
 */
export async function setUp(options: SetupOptions): Promise<SetUp> {
  const { ask, texts, file, standIns, random = randomBytes } = options;
  const secret = () => random(24).toString('hex');
  ask.say(texts.intro);
  const subject = await askWhich(options);
  const contractTypes = await askForLucca(subject, options);
  await askForFlatchr(subject, contractTypes, options);
  await askForPeople(subject, options);
  await askForMail(subject, options);
  const { isUrl } = checksIn(texts);
  const publicUrl = await ask.ask('publicUrl', { initial: file.text(['web', 'publicUrl']), optional: true, check: isUrl });
  file.set(['web', 'publicUrl'], publicUrl);
  if (!file.hasSecret(['web', 'secret'])) file.setSecret(['web', 'secret'], 'web-secret', secret());
  if (!file.has(['encryption', 'keys'])) {
    file.set(['encryption', 'keys', 0, 'id'], 'first');
    file.setSecret(['encryption', 'keys', 0, 'key'], 'encryption-key', random(32).toString('base64'));
  }
  if (standIns) file.set(['allowPrivateHosts'], true);

  const webhookSecret = subject.before?.flatchr.webhookSecret[0] ?? secret();
  const place = [...subject.place, 'flatchr', 'webhookSecret'];
  if (!file.hasSecret(place)) file.setSecret(place, `${subject.id}-webhook-secret`, webhookSecret);
  file.save();

  const port = file.get(['web', 'port']);
  const root = (publicUrl ?? `http://localhost:${typeof port === 'number' ? port : PORT}`).replace(/\/$/, '');
  const webhookUrl = `${root}/webhooks/flatchr/${subject.id}/${webhookSecret}`;
  ask.say(texts.written(file.path));
  ask.say(texts.webhook(webhookUrl));
  if (publicUrl === undefined) ask.say(texts.withoutPublicUrl(root));
  return { connection: subject.id, webhookUrl };
}

/** Which connection: one of the file's, or a new one, named after Lucca's account. */
async function askWhich({ ask, texts, file, known, standIns }: SetupOptions): Promise<Subject> {
  const ids = file.connections;
  const only = ids.length === 1 ? ['connections', 0, 'lucca', 'host'] : undefined;
  const { isHost, isId } = checksIn(texts);
  const host = standIns ? undefined : await ask.ask('lucca', { initial: only && file.text(only), check: isHost });
  const named = (host && luccaHost(host)?.split('.')[0]) ?? 'acme';
  const id = (await ask.ask('connection', { initial: ids.length === 1 ? ids[0] : named, check: isId })) ?? named;
  const index = ids.indexOf(id);
  const place = ['connections', index === -1 ? ids.length : index] as const;
  file.set([...place, 'id'], id);
  file.set([...place, 'lucca', 'host'], host);
  file.set([...place, 'lucca', 'url'], standIns?.lucca);
  return { id, place, before: known?.connections.find((connection) => connection.id === id) };
}

/** @returns the contract types that Lucca lists, if it does. */
async function askForLucca(
  { id, place, before }: Subject,
  { ask, texts, file, systems, standIns }: SetupOptions,
): Promise<LuccaLists['contractTypes']> {
  const baseUrl = luccaBaseUrl({ lucca: { host: file.text([...place, 'lucca', 'host']), url: standIns?.lucca } });
  let lists: LuccaLists | undefined;
  const key = await ask.ask('luccaKey', {
    secret: true,
    initial: before?.lucca.apiKey,
    async check(given) {
      try {
        lists = await listsOf(systems.lucca(baseUrl, given), (list, error) =>
          ask.say(texts.luccaUnlisted(texts.lists[list], reasonOf(error).reason)),
        );
        return undefined;
      } catch (error) {
        const { kind, reason } = reasonOf(error);
        return kind === 'unauthorized' ? texts.luccaRefused(reason) : texts.luccaUnreachable(reason);
      }
    },
  });
  if (key !== undefined && key !== before?.lucca.apiKey) file.setSecret([...place, 'lucca', 'apiKey'], `${id}-lucca-api-key`, key);

  const choicesOf = {
    establishment: lists?.establishments,
    department: lists?.departments,
    primaryRole: lists?.roles,
    contractType: lists?.contractTypes,
  };
  for (const field of ['establishment', 'department', 'primaryRole', 'contractType'] as const) {
    const { [field]: choices = [] } = choicesOf;
    const at = [...place, 'defaults', field];
    const present = file.get(at);
    const initial = choices.find(({ value, label }) => value === String(present) || label === present)?.value;
    if (choices.length === 0) continue;
    const chosen = await ask.ask(field, { choices, optional: true, initial });
    const { label } = choices.find(({ value }) => value === chosen) ?? {};
    if (chosen !== initial) file.set(at, chosen === undefined ? undefined : Number(chosen), label);
  }
  return lists?.contractTypes;
}

async function askForFlatchr(
  { id, place, before }: Subject,
  contractTypes: LuccaLists['contractTypes'] = [],
  { ask, texts, file, systems, standIns }: SetupOptions,
): Promise<void> {
  const at = [...place, 'flatchr'];
  file.set([...at, 'url'], standIns?.flatchr);
  const company = await ask.ask('flatchrCompany', { initial: before?.flatchr.companyId });
  file.set([...at, 'companyId'], company);
  const flatchr = (key: string) => systems.flatchr(standIns?.flatchr ?? FLATCHR_URL, company ?? '', key);
  const key = await ask.ask('flatchrKey', {
    secret: true,
    optional: true,
    initial: before?.flatchr.apiKey,
    async check(given) {
      try {
        await flatchr(given).columns();
        return undefined;
      } catch (error) {
        const { kind, reason } = reasonOf(error);
        if (kind === 'not-found') return texts.flatchrCompanyUnknown;
        return kind === 'unauthorized' ? texts.flatchrRefused(reason) : texts.flatchrUnreachable(reason);
      }
    },
  });
  if (key === undefined) return ask.say(texts.withoutFlatchrKey);
  if (key !== before?.flatchr.apiKey) file.setSecret([...at, 'apiKey'], `${id}-flatchr-api-key`, key);

  const columns = await flatchr(key).columns();
  const present: unknown = file.get([...at, 'hiredColumns', 0]);
  const hired = columns.find((column) => column.hired);
  const column = await ask.ask('hiredColumn', {
    choices: columns.map(({ id: value, title }) => ({ value, label: title })),
    initial: columns.find(({ id: value, title }) => value === String(present) || title === present)?.id ?? hired?.id,
  });
  // Flatchr's own hired column is what the connector takes by itself.
  if (column !== hired?.id && column !== String(present)) file.set([...at, 'hiredColumns'], [Number(column)]);

  const tags = (
    await flatchr(key)
      .candidateTags()
      .catch(() => [])
  ).map((title) => ({ value: title, label: title }));
  let choices = tags;
  for (const field of ['startDateTag', 'workEmailTag'] as const) {
    if (choices.length === 0) continue;
    const tag = await ask.ask(field, { choices, optional: true, initial: file.text([...at, field]) });
    file.set([...at, field], tag);
    choices = choices.filter(({ value }) => value !== tag); // one tag does not hold both
  }

  const labels = await flatchr(key)
    .contractTypes()
    .then((types) => [...types.values()])
    .catch(() => []);
  ask.say(
    texts.contractTypesOf(
      labels,
      contractTypes.map(({ value, label }) => `${value} ${label}`),
    ),
  );
  const { areTypes } = checksIn(texts);
  const written = Object.entries(before?.contractTypes ?? {})
    .map(([label, type]) => `${label}=${type}`)
    .join(', ');
  const proposed = before ? undefined : sameNames(labels, contractTypes); // who has none wants none
  const types = await ask.ask('contractTypes', { optional: true, initial: written || proposed, check: areTypes });
  if (types !== undefined && types !== written) file.set([...place, 'contractTypes'], typesIn(types));
}

/** Contract types that are called the same in Flatchr and in Lucca, as they are typed; undefined: there are none. */
function sameNames(labels: readonly string[], contractTypes: NonNullable<LuccaLists['contractTypes']>): string | undefined {
  const same = labels.flatMap((label) => {
    const [type, ...others] = contractTypes.filter((one) => one.label.trim().toLowerCase() === label.trim().toLowerCase());
    return type && others.length === 0 ? [`${label}=${type.value}`] : [];
  });
  const proposed = same.join(', ');
  return typesIn(proposed) && proposed; // undefined: none, or a name with a comma in it
}

async function askForPeople({ place }: Subject, { ask, texts, file }: SetupOptions): Promise<void> {
  const { areAddresses, isZone, isCountry } = checksIn(texts);
  const listed = file.get([...place, 'admins']);
  const present = Array.isArray(listed) ? listed.join(', ') : undefined;
  const admins = await ask.ask('admins', { initial: present, check: areAddresses });
  if (admins !== undefined && admins !== present) file.set([...place, 'admins'], addressesIn(admins));

  // What is the default need not stand in the file.
  const modes = MODES.map((value) => ({ value, label: texts.modes[value] }));
  const fields = [
    { field: 'mode', usual: 'live', choices: modes, check: undefined },
    { field: 'language', usual: 'fr', choices: LANGUAGES, check: undefined },
    { field: 'timeZone', usual: 'Europe/Paris', choices: undefined, check: isZone },
    { field: 'country', usual: 'FR', choices: undefined, check: isCountry },
  ] as const;
  for (const { field, usual, choices, check } of fields) {
    const at = [...place, field];
    const answer = await ask.ask(field, { initial: file.text(at) ?? usual, ...(choices && { choices }), check });
    if (file.has(at) || answer !== usual) file.set(at, answer);
  }
}

async function askForMail({ place }: Subject, { ask, texts, file, systems, known }: SetupOptions): Promise<void> {
  const { isAddress, isSmtp } = checksIn(texts);
  const [admin] = [file.get([...place, 'admins', 0])].map(String);
  const from = await ask.ask('from', { initial: file.text(['smtp', 'from']) ?? admin });
  const smtp = await ask.ask('smtp', {
    initial: known?.smtpUrl,
    secret: known !== undefined,
    async check(given) {
      const wrong = isSmtp(given);
      if (wrong !== undefined) return wrong;
      const mailer = systems.mail(given, from ?? '');
      try {
        await mailer.verify();
        return undefined;
      } catch (error) {
        return texts.mailRefused(reasonOf(error).reason);
      } finally {
        mailer.close();
      }
    },
  });
  file.set(['smtp', 'from'], from);
  if (smtp !== undefined && smtp !== known?.smtpUrl) {
    if (/\/\/[^/]*@/.test(smtp)) file.setSecret(['smtp', 'url'], 'smtp-url', smtp);
    else file.set(['smtp', 'url'], smtp);
  }

  const to = await ask.ask('testMail', { optional: true, check: isAddress });
  if (to === undefined || smtp === undefined) return;
  const mailer = systems.mail(smtp, from ?? '');
  const { testMailSubject: subject, testMailText: text } = texts;
  try {
    await mailer.send({ to: [to], subject, text, html: `<p>${text}</p>`, key: { runId: 'setup', kind: 'test' }, date: new Date() });
  } catch (error) {
    throw new AnswerError(texts.mailRefused(reasonOf(error).reason));
  } finally {
    mailer.close();
  }
}

const LANGUAGES = [
  { value: 'fr', label: 'français' },
  { value: 'de', label: 'Deutsch' },
  { value: 'en', label: 'English' },
];
