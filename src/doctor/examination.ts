import type { Client } from '@temporalio/client';
import { examine } from '../client/doctor.js';
import type { NamespaceNeeds } from '../client/prepare-namespace.js';
import { ConfigError } from '../config/config-error.js';
import { isReal } from '../config/public-url.js';
import type { Config } from '../config/schema.js';
import { allSkipped, CHECK_IDS, fail, ok, warn, type Check, type CheckId } from '../contracts/check.js';
import { checkPublicUrl, webhookOf } from './public-url.js';
import { checkTemporal, temporalUnreachable } from './temporal.js';

export interface ExaminationOptions {
  /** Reads and checks the configuration. @throws {ConfigError} */
  readonly load: (warn: (message: string) => void) => Config;
  /** Only this connection. */
  readonly connection?: string | undefined;
  /** Nothing is asked but the configuration. */
  readonly offline: boolean;
  readonly connect: (config: Config) => Promise<Client>;
  readonly needs: (config: Config) => NamespaceNeeds;
  readonly taskQueue: string;
}

export interface Examination {
  /** Nothing fails. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** What only workers can look at. */
const BY_WORKERS = CHECK_IDS.filter((id) => /^(?:lucca|flatchr)\.|^smtp$|^chat$/.test(id));
const REST = CHECK_IDS.filter((id) => id !== 'config');

/** Looks at everything that a deployment needs, side by side, and changes nothing. */
export async function examineAll(options: ExaminationOptions): Promise<Examination> {
  const { load, connection, offline, connect, needs, taskQueue } = options;
  return await examineConfigured(load, connection, async (config, ids) => {
    if (offline) return allSkipped(REST, 'offline');
    const [ofTemporal, publicUrl] = await Promise.all([
      lookInTemporal({ config, ids, connect, needs, taskQueue }),
      checkPublicUrl(config.web, config.connections.some(isReal), { webhooks: config.connections.map(webhookOf) }),
    ]);
    return [...ofTemporal, publicUrl];
  });
}

/** Looks at the configuration, and where it can be used at what it leads to. What nobody looked at is there as well: skipped. */
export async function examineConfigured(
  load: ExaminationOptions['load'],
  connection: string | undefined,
  look: (config: Config, ids: readonly string[]) => Promise<readonly Check[]>,
): Promise<Examination> {
  const checks = await examineConfig(load, connection, look);
  return { ok: checks.every(({ status }) => status !== 'fail'), checks };
}

async function examineConfig(...[load, connection, look]: Parameters<typeof examineConfigured>): Promise<readonly Check[]> {
  const warnings: string[] = [];
  let config: Config;
  try {
    config = load((message) => void warnings.push(message));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const wrong = error.problems.map((problem) => fail('config', ...sentences(problem)));
    return [...wrong, ...allSkipped(REST, 'the configuration cannot be used')];
  }
  const ids = config.connections.map(({ id }) => id).filter((id) => connection === undefined || id === connection);
  if (ids.length === 0)
    return [
      fail('config', `There is no connection ${connection}`, `name one of: ${config.connections.map(({ id }) => id).join(', ')}`),
      ...allSkipped(REST, 'there is no such connection'),
    ];
  const checks = warnings.length === 0 ? [ok('config', 'It can be used')] : warnings.map((line) => warn('config', ...sentences(line)));
  const found = await look(config, ids);
  const open = REST.filter((id) => !found.some((check) => check.id === id));
  return [...checks, ...found, ...allSkipped(open, 'is looked at once the connector runs')];
}

async function lookInTemporal(at: {
  config: Config;
  ids: readonly string[];
  connect: ExaminationOptions['connect'];
  needs: ExaminationOptions['needs'];
  taskQueue: string;
}): Promise<Check[]> {
  const { config, ids, connect, needs, taskQueue } = at;
  const client = await connect(config).catch(() => undefined);
  if (!client)
    return [
      ...temporalUnreachable(config.temporal.address ?? 'the embedded server’s port'),
      ...notLooked(ids, 'Temporal cannot be reached'),
    ];
  try {
    const checks = await checkTemporal(client, needs(config), ids, taskQueue);
    const failed = checks.find(({ id, status }) => status === 'fail' && id !== 'temporal.schedules');
    if (failed) return [...checks, ...notLooked(ids, `${failed.id} fails`)];
    const found = await Promise.all(
      ids.map((id) => examine(client, id, taskQueue).catch(() => notLooked([id], 'the workers did not look in time'))),
    );
    // A worker looks at the public address from where it is; here it is looked at from where somebody asks.
    return [...checks, ...found.flat().filter(({ id }) => BY_WORKERS.includes(id))];
  } finally {
    await client.connection.close();
  }
}

function notLooked(ids: readonly string[], because: string): Check[] {
  return ids.flatMap((connection) => allSkipped(BY_WORKERS as readonly CheckId[], because).map((check) => ({ ...check, connection })));
}

/** A line of the configuration's errors: what is wrong, and the remedy. */
function sentences(line: string): [summary: string, remedy: string] {
  const [summary = line, remedy = 'see connector.example.yaml'] = line.split('. Remedy: ');
  return [summary, remedy];
}
