import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Client } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CorrectionRefusedError, createFlatchrSides, createRefusedBodies, HireClient, HireNotFoundError, TASK_QUEUE } from './client.js';
import { ConfigError } from './config/config-error.js';
import { withEncryptionKeys } from './config/encryption-keys.js';
import { readEnvironment } from './config/env.js';
import { loadConfig } from './config/load.js';
import { accountOf } from './config/lucca-host.js';
import { SANDBOX_CONNECTION } from './config/sandbox-connection.js';
import type { Config, Connection, TemporalSettings } from './config/schema.js';
import { knownIds } from './flatchr/known-columns.js';
import { readWebhook, type WebhookSettings } from './flatchr/webhook.js';
import { correctionErrors, type Correction } from './hire/correction.js';
import { createEncryptionCodec } from './encryption/codec.js';
import { createLinks, type Links } from './links.js';
import type { AuditEvent, Deed } from './audit/entry.js';
import { openAudit } from './audit/open.js';
import { entriesOf, showEntries, showVerified, trailOf } from './cli/audit.js';
import { auditTarget } from './config/audit.js';
import { errorCode } from './config/secrets.js';
import { stderr } from './output.js';
import { decodeFile } from './cli/decode.js';
import { webSecret } from './config/web-secret.js';
import { FIELDS } from './hire/draft.js';
import { APPLICANT_ID, ENDED_EARLY, HIRE_STATUSES, hireId, type EndedEarly, type HireStatus } from './hire/order.js';
import { AnswerError, flagOf, type Question } from './setup/ask.js';
import { runSetup, type SetupFlags } from './setup/command.js';
import { examineSetUp } from './setup/examine.js';
import { en } from './setup/texts/en.js';
import { backfillCsv, showBackfill } from './cli/backfill.js';
import { BackfillUnderWayError, runBackfill, stopBackfill } from './client/backfills.js';
import { isPaused, pauseHires, pauseLine, resumeHires, showPaused, showResumed } from './cli/pausing.js';
import { pauseOf, pauses } from './client/pauses.js';
import { erase, showErasure } from './cli/erase.js';
import { EraseRefusedError } from './client/erasure.js';
import { showExamination } from './cli/doctor.js';
import { showTrace } from './cli/trace.js';
import { showTrial } from './cli/trial.js';
import { takeTrace } from './client/trace.js';
import { runTrial } from './client/trial.js';
import { examineAll } from './doctor/examination.js';
import { reconcileAll, showReconciliations } from './cli/reconcile.js';
import { showList, showPreview, showRefused, showState } from './cli/show.js';
import type { CorrectionTaken } from './workflows/hire/messages.js';
import { previewHire } from './client/preview.js';
import { asIfHired, type PreviewOrder } from './contracts/preview.js';
import { namespaceNeeds } from './client/prepare-namespace.js';
import { clientOf, exitWithSentence, NO_CONFIGURATION, startError, StartError, targetOf } from './process.js';

/** Options of every command. */
interface Common {
  readonly json?: boolean;
  readonly by?: string;
}

/** Of `hire list`: as many as a terminal bears. */
const LIMIT = 50;

const cli = new Command('hire')
  .description('Hires on their way from Flatchr to Lucca')
  .version(version())
  .exitOverride()
  .configureOutput({ outputError: () => undefined }); // it is printed at the end, as every other sentence is

cli
  .command('list')
  .description('Hires, the newest first')
  .option('--connection <id>', 'Only of this connection')
  .addOption(new Option('--status <status>', 'Only in this status').choices(HIRE_STATUSES))
  .option('--limit <n>', 'At most so many', wholeNumber, LIMIT)
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string; status?: HireStatus; limit: number }) =>
    withTemporal(async (client) => {
      const paused = await pauses(client);
      const hires = new HireClient(client);
      const found = await hires.list({ connection: options.connection, status: options.status, limit: options.limit });
      const underWay = found.filter(({ status }) => status === 'in-progress').slice(0, LIMIT);
      const heldUpBy = new Map(await Promise.all(underWay.map(async ({ id, run }) => [id, await hires.heldUpBy(id, run)] as const)));
      const shown = found.map((hire) => ({
        ...hire,
        ...(isPaused(hire, paused) && { paused: true }),
        ...(heldUpBy.has(hire.id) && { heldUpBy: heldUpBy.get(hire.id) }),
      }));
      print(options, shown, () => [...paused.map(pauseLine), showList(found, heldUpBy)].join('\n'));
    }),
  );

cli
  .command('show <hire>')
  .description('All about one hire, such as hire/acme/1474')
  .option('--json', 'As JSON')
  .action((id: string, options: Common) =>
    withTemporal(async (client) => {
      const hires = new HireClient(client);
      const state = await hires.state(id);
      const heldUpBy = await hires.heldUpBy(id);
      const paused = await pauseOf(client, state.order.connection);
      print(options, { ...state, heldUpBy, paused }, () =>
        [showState(id, state, heldUpBy), ...(paused ? ['', pauseLine(paused)] : [])].join('\n'),
      );
    }),
  );

cli
  .command('correct <hire>')
  .description('Answer the problem that a hire waits for')
  .option('--field <name=value>', `A value, repeatable: ${FIELDS.join(', ')}`, collect)
  .option('--use-existing <employeeId>', 'The hire is this employee in Lucca', wholeNumber)
  .option('--create-anyway', 'It is someone else: create the employee')
  .option('--problem <number>', 'Only if this is still the current problem', wholeNumber)
  .option('--by <name>', 'Who answers; default: the user of this machine')
  .option('--json', 'As JSON')
  .addHelpText('after', `\nExample: hire correct hire/acme/1474 --field department="Service IT" --field startDate=2027-01-04`)
  .action((id: string, options: Common & CorrectOptions) => send(id, answerOf(options), options));

cli
  .command('retry [hire]')
  .description('Try again, after something was put right in Lucca or Flatchr')
  .option('--connection <id>', 'All hires of this connection that wait, for a correction or for a system')
  .option('--problem <number>', 'Only if this is still the current problem', wholeNumber)
  .option('--by <name>', 'Who answers; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((id: string | undefined, options: Common & { connection?: string; problem?: number }) => {
    const { connection } = options;
    const retry = checked({ kind: 'retry', ...about(options) });
    if (id !== undefined)
      return withHires(async (hires) => {
        const result = await hires.retry(id, retry);
        if ('activities' in result) record({ what: 'tried-again', hire: id }, options);
        print(options, result, () => ('taken' in result ? takenText(result) : `${result.activities} activities run now`));
      });
    if (connection === undefined) throw usageError('Name a hire, or --connection');
    return withHires(async (hires) => {
      const retried = await hires.retryAll(connection, retry);
      print(options, { retried }, () => `${retried.length} hires try again`);
    });
  });

cli
  .command('abandon <hire>')
  .description('This is no hire: end it')
  .option('--reason <text>', 'Why')
  .option('--by <name>', 'Who says so; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((id: string, options: Common & { reason?: string }) => {
    if (!options.reason) throw usageError('--reason: must be given; say why this is no hire');
    return send(id, { kind: 'abandon', ...about(options), reason: options.reason }, options);
  });

cli
  .command('approve <hire>')
  .description('Create the employee as it is shown, where the connection asks first (mode: approve)')
  .requiredOption('--problem <number>', 'The one that shows what you approve: hire show tells it', wholeNumber)
  .option('--by <name>', 'Who says so; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((id: string, options: Common & { problem: number }) =>
    send(id, { kind: 'approve', ...about(options), problem: options.problem }, options),
  );

cli
  .command('backfill')
  .description(
    'Who was hired in Flatchr since a day and is not known here: shows what would become of them; starts them only with --confirm',
  )
  .option('--connection <id>', 'The connection; may be left out where there is one')
  .option('--since <day>', 'Who changed in Flatchr before this day is left alone, YYYY-MM-DD', calendarDay)
  .option('--confirm <n>', 'Start them, if there are still so many; behind all other hires', wholeNumber)
  .option('--stop', 'Start no more of them')
  .option('--json', 'As JSON')
  .option('--csv', 'As CSV')
  .action((options: Common & BackfillOptions) =>
    withTemporal(async (client) => {
      const { since, confirm, stop, csv } = options;
      const connection = oneConnection(options.connection);
      if (stop) {
        const stopped = await stopBackfill(client, connection);
        return print(options, { connection, stopped }, () =>
          stopped ? 'No more are started' : `No backfill of ${connection} is under way`,
        );
      }
      if (since === undefined) throw usageError('--since: must be given, such as 2026-09-01');
      const { settings } = connectionHere(connection);
      if (settings && settings.flatchr.apiKey === undefined)
        throw new StartError(`${connection} has no flatchr.apiKey: nobody can be looked for in Flatchr`);
      const found = await runBackfill(client, { connection, since, confirmed: confirm });
      if (csv) console.log(backfillCsv(found));
      else print(options, found, () => showBackfill(found, `npx hire backfill --connection ${connection} --since ${since}`));
      if (found.phase === 'refused') process.exitCode = 1;
    }),
  );

cli
  .command('pause')
  .description('Take the webhooks of a connection, and create nothing until it is resumed')
  .option('--connection <id>', 'The connection; may be left out where there is one')
  .option('--by <name>', 'Who says so; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string }) =>
    withTemporal(async (client) => {
      const { id } = webhookSettings(oneConnection(options.connection));
      const paused = await pauseHires(client, id, by(options));
      record({ what: 'paused', connection: id }, options);
      print(options, paused, () => showPaused(paused));
    }),
  );

cli
  .command('resume')
  .description('Let the hires of a paused connection go on, in the order in which they came')
  .option('--connection <id>', 'The connection; may be left out where there is one')
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string }) =>
    withTemporal(async (client) => {
      const connection = oneConnection(options.connection);
      const resumed = await resumeHires(client, connection);
      record({ what: 'resumed', connection }, options);
      print(options, resumed, () => showResumed(resumed));
    }),
  );

cli
  .command('reopen [hire]')
  .description('Start a hire anew that ended without an employee')
  .option('--all', 'All of a connection that ended in one way: --connection and --status say which')
  .option('--connection <id>', 'With --all: of this connection')
  .addOption(new Option('--status <status>', 'With --all: that ended so').choices(ENDED_EARLY))
  .option('--json', 'As JSON')
  .action((id: string | undefined, options: Common & { all?: boolean; connection?: string; status?: EndedEarly }) => {
    const { all, connection, status } = options;
    if (id !== undefined && all === undefined)
      return withHires(async (hires) => {
        record({ what: 'reopened', hire: id }, options);
        const reopened = await hires.reopen(id);
        print(options, reopened, () => (reopened.started ? `${id} starts anew` : `${id} is open, or its employee is in Lucca: left alone`));
      });
    if (id !== undefined || all === undefined || connection === undefined || status === undefined)
      throw usageError('Name a hire, or --all with --connection and --status');
    return withHires(async (hires) => {
      const reopened = await hires.reopenAll(connection, status);
      for (const hire of reopened) record({ what: 'reopened', hire }, options);
      print(options, { reopened }, () => `${reopened.length} hires start anew`);
    });
  });

cli
  .command('refused')
  .description('Bodies of Flatchr that became no hire, the newest first')
  .option('--connection <id>', 'Only of this connection')
  .option('--send <id>', 'Read this one again, as the configuration is now, and start its hire')
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string; send?: string }) => {
    const { connection, send: id } = options;
    if (id !== undefined) return sendIn(id, options);
    return withTemporal(async (client) => {
      const refused = await createRefusedBodies(client).list(connection);
      print(options, refused, () => showRefused(refused));
    });
  });

cli
  .command('reconcile')
  .description('Compare who is hired in Flatchr with what is known here, now; or tell what the last comparison came to')
  .option('--connection <id>', 'Only this connection')
  .option('--last', 'Compare nothing: tell of the last one')
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string; last?: boolean }) => {
    const connections = connectionsHere(options.connection).map(({ id }) => id);
    return withTemporal(async (client) => {
      const reports = await reconcileAll(client, connections, options.last ? 'last' : 'now');
      print(options, reports, () => showReconciliations(reports));
    });
  });

cli
  .command('doctor')
  .description('Look at everything that a hire needs, and change nothing; exit 1 when something fails')
  .option('--connection <id>', 'Only this connection')
  .option('--offline', 'Look at the configuration only')
  .option('--json', 'As JSON')
  .action(async (options: Common & { connection?: string; offline?: boolean }) => {
    const environment = readEnvironment();
    const { configPath: path } = environment;
    const examination = await examineAll({
      load(warn) {
        if (path === undefined) throw new ConfigError([`${NO_CONFIGURATION}. Remedy: run npx hire setup`]);
        return loadConfig({ path, warn });
      },
      connection: options.connection,
      offline: options.offline ?? false,
      connect: (config) => clientOf(targetOf(withEncryptionKeys(config, environment, { make: false }), environment)),
      needs: namespaceNeeds,
      taskQueue: TASK_QUEUE,
    });
    print(options, examination, () => showExamination(examination));
    if (!examination.ok) process.exitCode = 1;
  });

cli
  .command('trial')
  .description('Create one invented employee in a test account, and say what Lucca makes of it')
  .option('--connection <id>', 'In the Lucca of this connection; may be left out where there is one')
  .option('--production', 'Also in a production account, where the file stays')
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string; production?: boolean }) => {
    const { id: connection } = connectionHere(options.connection);
    return withTemporal(async (client) => {
      record({ what: 'trial', connection }, options);
      const report = await runTrial(client, { connection, production: options.production ?? false });
      print(options, report, () => showTrial(report));
      if (!report.ok) process.exitCode = 1;
    });
  });

cli
  .command('trace')
  .description('For a bug report: the shapes of what Lucca and Flatchr answer, without any value of a person; changes nothing')
  .option('--connection <id>', 'Of this connection; may be left out where there is one')
  .option('--out <file>', 'File to write', 'trace.json')
  .option('--with-host', 'Tell the address of the Lucca account as well')
  .option('--json', 'Print it instead of writing a file')
  .action((options: Common & { connection?: string; out: string; withHost?: boolean }) => {
    const { id, settings } = connectionHere(options.connection);
    return withTemporal(async (client) => {
      record({ what: 'exported', as: 'trace', connection: id }, options);
      const trace = {
        connector: version(),
        node: process.version,
        ...(options.withHost && settings && { host: accountOf(settings) }),
        ...(await takeTrace(client, id)),
      };
      if (options.json) return print(options, trace, () => '');
      writeFileSync(options.out, `${JSON.stringify(trace, null, 1)}\n`);
      console.log(showTrace(options.out, trace));
    });
  });

cli
  .command('decode')
  .description('Show in clear what the Temporal UI or CLI exported, such as a history')
  .requiredOption('--file <file>', 'JSON, as temporal workflow show -o json writes it')
  .option('--payloads', "Leave payloads in Temporal's form, as a replay needs them")
  .option('--json', 'As JSON, which it is anyway')
  .action(async ({ file, payloads = false }: { file: string; payloads?: boolean }) => {
    const codec = createEncryptionCodec(settingsHere().encryption.keys);
    const decoded = await decodeFile(file, codec, { payloads });
    record({ what: 'decoded' }, {});
    console.log(JSON.stringify(decoded, null, 2));
  });

cli
  .command('codec-token')
  .description('A token for the Temporal command line, which lets it show what is stored, for 12 hours')
  .option('--json', 'As JSON')
  .addHelpText(
    'after',
    '\nExample: temporal workflow show -w hire/acme/1474 --codec-endpoint http://localhost:8080/codec --codec-auth "Bearer $(hire codec-token)"',
  )
  .action(async (options: Common) => {
    const links = linksHere();
    record({ what: 'token-made' }, options);
    const token = await links.signPass({ use: 'codec', reader: 'operator', session: userName() });
    print(options, { token }, () => token);
  });

cli
  .command('audit')
  .description('Who did what, from the audit trail of this machine; names stand in it as digests')
  .option('--verify', 'Is it as it was written? Exit 1 where it is not')
  .option('--hire <id>', 'Only of this hire, such as hire/acme/1474; also after it was erased')
  .option('--who <name>', 'Only what was done in this name: a mail address, or a user')
  .option('--file <file>', 'Of a log in which it was kept, where audit.to is stdout')
  .option('--json', 'As JSON')
  .action((options: Common & { verify?: boolean; hire?: string; who?: string; file?: string }) => {
    const trail = trailOf(options.file === undefined ? auditFolder() : { file: options.file });
    if (options.verify) {
      const { faults, torn, heads, entries } = trail;
      print(options, { ok: faults.length === 0, entries: entries.length, faults, torn, heads }, () => showVerified(trail));
      if (faults.length > 0) process.exitCode = 1;
      return;
    }
    const { hire, who } = options;
    const entries = entriesOf(trail, { hire, digest: who === undefined ? undefined : linksHere().readerOf(who) });
    print(options, entries, () => showEntries(entries));
  });

cli
  .command('preview')
  .description('What would be sent to Lucca for a hire, or asked first, and of whom; nothing is sent')
  .option('--connection <id>', 'The connection; may be left out where there is one')
  .option('--file <webhook.json>', "Of a body of Flatchr's webhook")
  .option('--email <address>', 'Of somebody in Flatchr, by the address')
  .option('--applicant <id>', "Of a hire, or of somebody who was hired in the last three months, by Flatchr's number of the application")
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string } & PreviewOptions) => {
    checkPreview(options);
    const connection = oneConnection(options.connection);
    return withTemporal(async (client) => {
      const report = await previewHire(client, TASK_QUEUE, await previewOrder(client, { ...options, connection }), PREVIEW_MS);
      print(options, report, () => showPreview(report));
      if (report.failed) process.exitCode = 1;
    });
  });

cli
  .command('erase [hire]')
  .description('Erase a hire that has ended, such as hire/acme/1474, or all of a person: for good, and also from backups of the store')
  .option('--email <address>', 'All hires of a person')
  .option('--reason <text>', 'Why, without a name')
  .option('--by <name>', 'Who says so; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((hire: string | undefined, options: Common & { email?: string; reason?: string }) => {
    const { email, reason } = options;
    if ((hire === undefined) === (email === undefined)) throw usageError('Say what to erase: a hire, or --email');
    if (!reason) throw usageError('--reason: must be given; say why, without a name');
    const order = { ...(hire === undefined ? { email: email ?? '' } : { hire }), reason, by: by(options) };
    return withTemporal(async (client) => {
      const done = await erase(client, settingsHere().encryption.keys, order, (id) =>
        record({ what: 'erased', reason, hire: id }, options),
      );
      print(options, done, () => showErasure(done));
    });
  });

const setup = cli
  .command('setup')
  .description('Set a connection up: asks, checks each key, writes connector.yaml, tells the address for Flatchr, and ends with the doctor')
  .option('--config <file>', 'File to write', 'connector.yaml')
  .option('--yes', 'Ask nothing: flags and present values must do')
  .option('--lang <language>', 'Of the questions: fr, de or en')
  .option('--lucca-url <url>', 'A stand-in for Lucca')
  .option('--flatchr-url <url>', 'A stand-in for Flatchr')
  .option('--json', 'As JSON');
for (const [question, text] of Object.entries(en.questions)) setup.option(`${flagOf(question as Question)} <value>`, text);
setup.action(async (options: Common & SetupFlags) => {
  try {
    const { language: lang } = readEnvironment();
    const say = options.json ? undefined : (text: string) => console.log(text);
    const { next, ...done } = await runSetup({ ...options, yes: options.yes ?? false, lang: options.lang ?? lang }, say);
    const doctor = await examineSetUp(options.config, done.connection);
    print(options, { ...done, doctor }, () => ['', showExamination(doctor), '', next].join('\n'));
    if (!doctor.ok) process.exitCode = 1;
  } catch (error) {
    throw error instanceof AnswerError ? new StartError(error.message) : error;
  }
});

/** Every value is text as it was typed: an id, a name or a reason may look like a number. */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

function calendarDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (!isDay) throw new InvalidArgumentError('It must be a day such as 2026-09-01.');
  return text;
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Of the package, whose file lies above this one, built or not. */
function version(): string {
  for (const path of ['../package.json', '../../package.json'])
    try {
      const { version: found } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }; // npm requires it
      return found;
    } catch {
      // one folder up
    }
  return 'unknown';
}

/** What was typed cannot be meant. */
function usageError(message: string): StartError {
  return new StartError(message, 2);
}

interface BackfillOptions {
  readonly connection?: string;
  readonly since?: string;
  readonly confirm?: number;
  readonly stop?: boolean;
  readonly csv?: boolean;
}

interface CorrectOptions {
  readonly field?: readonly string[];
  readonly useExisting?: number;
  readonly createAnyway?: boolean;
  readonly problem?: number;
}

function answerOf(options: Common & CorrectOptions): Correction {
  const given = about(options);
  if ([options.field, options.useExisting, options.createAnyway].filter((one) => one !== undefined).length > 1)
    throw usageError('--field, --use-existing and --create-anyway are answers of their own: send one, and correct fields first');
  if (options.useExisting !== undefined) return { kind: 'use-existing', ...given, employeeId: options.useExisting };
  if (options.createAnyway) return { kind: 'create-anyway', ...given };
  const fields = (options.field ?? []).map((text) => {
    const [, name, value] = /^([A-Za-z]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw usageError(`--field ${text}: must be name=value`);
    return [name, value];
  });
  if (fields.length === 0) throw usageError('Say what is right: --field name=value, --use-existing <employeeId> or --create-anyway');
  return { kind: 'fields', ...given, fields: Object.fromEntries(fields) };
}

function about(options: Common & { problem?: number }): { by: string; via: 'cli'; problem?: number } {
  return { by: by(options), via: 'cli', ...(options.problem !== undefined && { problem: options.problem }) };
}

function by(options: Common): string {
  return options.by ?? userName();
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}

async function send(id: string, correction: Correction, options: Common): Promise<void> {
  const answer = checked(correction);
  await withHires(async (hires) => {
    const taken = await hires.correct(id, answer);
    print(options, taken, () => takenText(taken));
  });
}

/** @throws {StartError} with what is wrong. */
function checked<C extends Correction>(correction: C): C {
  const [error] = correctionErrors(correction);
  if (error) throw usageError(`${error.path}: ${error.rule} (${error.remedy})`);
  return correction;
}

function takenText({ problem }: CorrectionTaken): string {
  return problem ? `Taken as the answer to problem ${problem}` : 'Taken';
}

interface PreviewOptions {
  readonly file?: string;
  readonly email?: string;
  readonly applicant?: string;
}

/** As long as its activities take at most, one after the other. */
const PREVIEW_MS = 5 * 60_000;

function checkPreview({ file, email, applicant }: PreviewOptions): void {
  if ([file, email, applicant].filter((one) => one !== undefined).length !== 1)
    throw usageError('Say whose hire: one of --file, --email, --applicant');
  if (applicant !== undefined && !APPLICANT_ID.test(applicant))
    throw usageError('--applicant: must be the number or the id of an application in Flatchr');
}

async function previewOrder(
  client: Client,
  { connection, file, email, applicant }: { connection: string } & PreviewOptions,
): Promise<PreviewOrder> {
  if (email !== undefined) return { connection, email };
  if (applicant !== undefined) {
    const known = await new HireClient(client).previewBasis(hireId({ connection, applicant }));
    return { connection, ...(known ? { basis: known } : { applicant }) };
  }
  const settings = webhookSettings(connection);
  const reading = readWebhook(bodyOf(file ?? ''), settings, knownIds(await createFlatchrSides(client).known(connection), settings));
  if (reading.kind !== 'hire') {
    const why = reading.kind === 'malformed' ? reading.errors.join('; ') : `its ${reading.reason} is not the configured one`;
    throw new StartError(`${file}: no hire of ${connection} (${why})`);
  }
  return { connection, basis: asIfHired(reading.hire, new Date().toISOString()) };
}

/** @throws {StartError} */
function bodyOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new StartError(`${file}: cannot be read; name the file with the webhook's body`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new StartError(`${file}: is no JSON; it must hold the webhook's body`);
  }
}

/** Makes a hire of a kept body. Sent in again it does nothing, as a repeat of Flatchr's. */
async function sendIn(id: string, options: Common): Promise<void> {
  await withTemporal(async (client) => {
    const { connection, body } = await createRefusedBodies(client).read(id);
    const settings = webhookSettings(connection);
    const reading = readWebhook(body, settings, knownIds(await createFlatchrSides(client).known(connection), settings));
    if (reading.kind !== 'hire') {
      const why = reading.kind === 'malformed' ? reading.errors.join('; ') : `its ${reading.reason} is still not the configured one`;
      throw new StartError(`${id} is no hire as it stands (${why}): drag the candidate in Flatchr again`);
    }
    const taken = await new HireClient(client).start(reading.hire);
    record({ what: 'sent-in', hire: taken.hire }, options);
    print(options, taken, () => `${taken.hire} ${taken.started ? 'starts' : 'is there already'}`);
  });
}

/** @throws {StartError} when the connection is not configured here. */
function webhookSettings(connection: string): WebhookSettings {
  const { configPath: path } = readEnvironment();
  if (path === undefined && connection === SANDBOX_CONNECTION.id) return { ...SANDBOX_CONNECTION, hiredColumns: [] };
  const settings = path === undefined ? undefined : loadConfig({ path, warn: () => {} }).connections.find(({ id }) => id === connection);
  if (!settings) throw new StartError(`${connection} is not configured here: CONNECTOR_CONFIG must name the configuration that has it`);
  const { companyId, hiredColumns } = settings.flatchr;
  return { id: connection, companyId, hiredColumns };
}

/** All that are configured here, or the one that is named; the sandbox's has no settings here. @throws {StartError} when there is no such one. */
function connectionsHere(id: string | undefined): readonly [ConnectionHere, ...ConnectionHere[]] {
  const { configPath: path } = readEnvironment();
  const configured = path === undefined ? undefined : loadConfig({ path, warn: () => {} }).connections;
  const all: ConnectionHere[] = configured?.map((settings) => ({ id: settings.id, settings })) ?? [SANDBOX_CONNECTION];
  const [first, ...others] = all.filter((one) => id === undefined || one.id === id);
  if (first) return [first, ...others];
  throw usageError(`--connection: must be one of ${all.map((one) => one.id).join(', ')}`);
}

interface ConnectionHere {
  readonly id: string;
  readonly settings?: Connection;
}

/** The connection that is named, or the only one. @throws {StartError} when there is none, or several. */
function connectionHere(id: string | undefined): ConnectionHere {
  const [first, ...others] = connectionsHere(id);
  if (others.length === 0) return first;
  throw usageError(`--connection: must be one of ${[first, ...others].map((one) => one.id).join(', ')}`);
}

/** Named, or the only one of the configuration. @throws when it has several. */
function oneConnection(id: string | undefined): string {
  return id ?? connectionHere(undefined).id;
}

async function withHires(work: (hires: HireClient) => Promise<void>): Promise<void> {
  await withTemporal((client) => work(new HireClient(client)));
}

/** Where `npm start` keeps what it does without a configuration. */
const OF_SANDBOX: TemporalSettings = { temporal: { namespace: 'default' }, encryption: { keys: [] } };

function settingsHere(): TemporalSettings {
  const environment = readEnvironment();
  const { configPath: path } = environment;
  return withEncryptionKeys(path ? loadConfig({ path, warn: () => {} }) : OF_SANDBOX, environment, { make: false });
}

/** Writes down what somebody does at this terminal. @throws {StartError} when it cannot be written: then it is not done. */
function record(event: Deed & Pick<AuditEvent, 'hire' | 'connection'>, options: Common): void {
  const reasons: string[] = [];
  const audit = openAudit({
    settings: auditHere(),
    environment: readEnvironment(),
    links: linksHere({ make: true }),
    role: 'cli',
    print: (line) => stderr.write(line),
    onError: (error) => reasons.push(errorCode(error)),
  });
  if (!audit.write({ ...event, by: { kind: 'cli', name: by(options) } }))
    throw new StartError(
      `The audit trail cannot be written (${reasons.join()}): make its folder writable, or choose another under audit.to`,
    );
}

/** Signs as the web process does. @throws {ConfigError} where there is no secret, and none is to be made. */
function linksHere({ make } = { make: false }): Links {
  const { configPath: path, dataDir } = readEnvironment();
  const configured = path === undefined ? undefined : loadConfig({ path, warn: () => {} }).web.secret;
  return createLinks(webSecret({ configured, dataDir, make }));
}

function auditHere(): Config['audit'] {
  const { configPath: path } = readEnvironment();
  return path === undefined ? {} : loadConfig({ path, warn: () => {} }).audit;
}

function auditFolder(): { folder: string } {
  const target = auditTarget(auditHere(), readEnvironment());
  if (target === 'stdout') throw new StartError('audit.to is stdout: name the file in which it was kept with --file');
  return target;
}

async function withTemporal(work: (client: Client) => Promise<void>): Promise<void> {
  const settings = settingsHere();
  const client = await clientOf(targetOf(settings, readEnvironment()));
  try {
    await work(client);
  } catch (error) {
    const known = [CorrectionRefusedError, HireNotFoundError, BackfillUnderWayError, EraseRefusedError];
    if (known.some((one) => error instanceof one)) startError(error);
    if (isNamespaceMissing(error))
      throw new StartError(`There is no Temporal namespace ${settings.temporal.namespace}: correct temporal.namespace in connector.yaml`);
    throw error;
  } finally {
    await client.connection.close();
  }
}

/** The SDK names it where a workflow is asked for, and wraps it where several are listed. */
function isNamespaceMissing(error: unknown): boolean {
  return error instanceof NamespaceNotFoundError || (error instanceof Error && error.cause instanceof NamespaceNotFoundError);
}

function print(options: Common, result: unknown, text: () => string): void {
  console.log(options.json ? JSON.stringify(result, null, 2) : text());
}

/** An answer that is read page by page takes as long as its reader. */
const READ_AT_LEISURE_MS = Infinity;

await exitWithSentence(async () => {
  if (process.argv.length <= 2) return cli.outputHelp();
  try {
    await cli.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error.message.replace(/^error: /, ''));
  }
}, READ_AT_LEISURE_MS);
