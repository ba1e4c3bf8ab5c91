import { userInfo } from 'node:os';
import type { Client } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { cac } from 'cac';
import { COMPANY } from '../sandbox/flatchr/state.js';
import { CorrectionRefusedError, createFlatchrSides, createRefusedBodies, HireClient, HireNotFoundError } from './client.js';
import { readEnvironment } from './config/env.js';
import { loadConfig } from './config/load.js';
import { knownIds } from './flatchr/known-columns.js';
import { readWebhook, type WebhookSettings } from './flatchr/webhook.js';
import { correctionErrors, type Correction } from './hire/correction.js';
import { FIELDS } from './hire/draft.js';
import { HIRE_STATUSES } from './hire/hire.js';
import { AnswerError, flagOf, type Question } from './setup/ask.js';
import { runSetup, type SetupFlags } from './setup/command.js';
import { en } from './setup/texts/en.js';
import { showList, showRefused, showState } from './cli/show.js';
import type { CorrectionTaken } from './workflows/hire/messages.js';
import { clientOf, exitWithSentence, StartError, targetOf } from './process.js';

/** Options of every command. */
interface Common {
  readonly json?: boolean;
  readonly by?: string;
}

const cli = cac('hire');

cli
  .command('list', 'Hires, the newest first')
  .option('--connection <id>', 'Only of this connection')
  .option('--status <status>', `Only in this status: ${HIRE_STATUSES.join(', ')}`)
  .option('--limit <n>', 'At most so many', { default: 50 })
  .option('--json', 'As JSON')
  .action((options: Common & { connection?: string; status?: string; limit: number }) =>
    withHires(async (hires) => {
      const status = HIRE_STATUSES.find((known) => known === options.status);
      if (options.status !== undefined && !status) throw new StartError(`--status: must be one of ${HIRE_STATUSES.join(', ')}`);
      const found = await hires.list({ connection: options.connection, status, limit: options.limit });
      print(options, found, () => showList(found));
    }),
  );

cli
  .command('show <hire>', 'All about one hire, such as hire/acme/1474')
  .option('--json', 'As JSON')
  .action((id: string, options: Common) =>
    withHires(async (hires) => {
      const state = await hires.state(id);
      print(options, state, () => showState(id, state));
    }),
  );

cli
  .command('correct <hire>', 'Answer the problem that a hire waits for')
  .option('--field <name=value>', `A value, repeatable: ${FIELDS.join(', ')}`)
  .option('--use-existing <employeeId>', 'The hire is this employee in Lucca')
  .option('--create-anyway', 'It is someone else: create the employee')
  .option('--problem <number>', 'Only if this is still the current problem')
  .option('--by <name>', 'Who answers; default: the user of this machine')
  .option('--json', 'As JSON')
  .example(`hire correct hire/acme/1474 --field department="Service IT" --field startDate=2027-01-04`)
  .action((id: string, options: Common & CorrectOptions) => send(id, answerOf(options), options));

cli
  .command('retry [hire]', 'Try again, after something was put right in Lucca or Flatchr')
  .option('--connection <id>', 'All hires of this connection that wait, for a correction or for a system')
  .option('--problem <number>', 'Only if this is still the current problem')
  .option('--by <name>', 'Who answers; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((id: string | undefined, options: Common & { connection?: string; problem?: number }) => {
    const { connection } = options;
    const retry = checked({ kind: 'retry', ...about(options) });
    if (id !== undefined)
      return withHires(async (hires) => {
        const result = await hires.retry(id, retry);
        print(options, result, () => ('taken' in result ? takenText(result) : `${result.activities} activities run now`));
      });
    if (connection === undefined) throw new StartError('Name a hire, or --connection');
    return withHires(async (hires) => {
      const retried = await hires.retryAll(connection, retry.by);
      print(options, { retried }, () => `${retried.length} hires try again`);
    });
  });

cli
  .command('abandon <hire>', 'This is no hire: end it')
  .option('--reason <text>', 'Why')
  .option('--by <name>', 'Who says so; default: the user of this machine')
  .option('--json', 'As JSON')
  .action((id: string, options: Common & { reason?: string }) => {
    if (!options.reason) throw new StartError('--reason: must be given; say why this is no hire');
    return send(id, { kind: 'abandon', by: by(options), reason: options.reason }, options);
  });

cli
  .command('reopen <hire>', 'Start a hire anew that ended without an employee')
  .option('--json', 'As JSON')
  .action((id: string, options: Common) =>
    withHires(async (hires) => {
      const reopened = await hires.reopen(id);
      print(options, reopened, () => (reopened.started ? `${id} starts anew` : `${id} is open, or its employee is in Lucca: left alone`));
    }),
  );

cli
  .command('refused', 'Bodies of Flatchr that became no hire, the newest first')
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

const setup = cli
  .command('setup', 'Set a connection up: asks, checks each key, writes connector.yaml, tells the address for Flatchr')
  .option('--config <file>', 'File to write', { default: 'connector.yaml' })
  .option('--yes', 'Ask nothing: flags and present values must do')
  .option('--lang <language>', 'Of the questions: fr, de or en')
  .option('--lucca-url <url>', 'A stand-in for Lucca')
  .option('--flatchr-url <url>', 'A stand-in for Flatchr')
  .option('--json', 'As JSON');
for (const [question, text] of Object.entries(en.questions)) setup.option(`${flagOf(question as Question)} <value>`, text);
setup.action(async (options: Common & SetupFlags) => {
  try {
    const { language: lang } = readEnvironment();
    const done = await runSetup({ ...options, yes: options.yes ?? false, lang: options.lang ?? lang });
    if (options.json) console.log(JSON.stringify(done, null, 2));
  } catch (error) {
    throw error instanceof AnswerError ? new StartError(error.message) : error;
  }
});

cli.help();

interface CorrectOptions {
  readonly field?: string | string[];
  readonly useExisting?: number;
  readonly createAnyway?: boolean;
  readonly problem?: number;
}

function answerOf(options: Common & CorrectOptions): Correction {
  const given = about(options);
  if ([options.field, options.useExisting, options.createAnyway].filter((one) => one !== undefined).length > 1)
    throw new StartError('--field, --use-existing and --create-anyway are answers of their own: send one, and correct fields first');
  if (options.useExisting !== undefined) return { kind: 'use-existing', ...given, employeeId: options.useExisting };
  if (options.createAnyway) return { kind: 'create-anyway', ...given };
  const fields = [options.field ?? []].flat().map((text) => {
    const [, name, value] = /^([A-Za-z]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new StartError(`--field ${text}: must be name=value`);
    return [name, value];
  });
  if (fields.length === 0) throw new StartError('Say what is right: --field name=value, --use-existing <employeeId> or --create-anyway');
  return { kind: 'fields', ...given, fields: Object.fromEntries(fields) };
}

function about(options: Common & { problem?: number }): { by: string; problem?: number } {
  return { by: by(options), ...(options.problem !== undefined && { problem: options.problem }) };
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
  if (error) throw new StartError(`${error.path}: ${error.rule} (${error.remedy})`);
  return correction;
}

function takenText({ problem }: CorrectionTaken): string {
  return problem ? `Taken as the answer to problem ${problem}` : 'Taken';
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
    print(options, taken, () => `${taken.hire} ${taken.started ? 'starts' : 'is there already'}`);
  });
}

/** @throws {StartError} when the connection is not configured here. */
function webhookSettings(connection: string): WebhookSettings {
  const { configPath: path } = readEnvironment();
  if (path === undefined && connection === 'sandbox') return { id: connection, companyId: COMPANY.encoded, hiredColumns: [] };
  const settings = path === undefined ? undefined : loadConfig({ path, warn: () => {} }).connections.find(({ id }) => id === connection);
  if (!settings) throw new StartError(`${connection} is not configured here: CONNECTOR_CONFIG must name the configuration that has it`);
  const { companyId, hiredColumns } = settings.flatchr;
  return { id: connection, companyId, hiredColumns };
}

async function withHires(work: (hires: HireClient) => Promise<void>): Promise<void> {
  await withTemporal((client) => work(new HireClient(client)));
}

async function withTemporal(work: (client: Client) => Promise<void>): Promise<void> {
  const environment = readEnvironment();
  const { configPath: path } = environment;
  const temporal = path ? loadConfig({ path, warn: () => {} }).temporal : { namespace: 'default' };
  const client = await clientOf(targetOf(temporal, environment));
  try {
    await work(client);
  } catch (error) {
    if (error instanceof CorrectionRefusedError || error instanceof HireNotFoundError) throw new StartError(error.message);
    if (isNamespaceMissing(error))
      throw new StartError(`There is no Temporal namespace ${temporal.namespace}: correct temporal.namespace in connector.yaml`);
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

await exitWithSentence(async () => {
  const { options } = cli.parse(process.argv, { run: false });
  if (options['help']) return;
  if (!cli.matchedCommand) {
    if (cli.args.length > 0) throw new StartError(`${cli.args[0]} is no command of hire`);
    return cli.outputHelp();
  }
  try {
    await cli.runMatchedCommand();
  } catch (error) {
    throw error instanceof Error && error.name === 'CACError' ? new StartError(error.message) : error;
  }
});
