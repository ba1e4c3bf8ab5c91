import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { pauses } from '../client/pauses.js';
import type { NamespaceNeeds } from '../client/prepare-namespace.js';
import { allSkipped, fail, ok, skipped, warn, type Check, type CheckId } from '../contracts/check.js';

const NAMESPACE: readonly CheckId[] = ['temporal.namespace', 'temporal.search-attributes', 'temporal.schedules', 'temporal.workers'];

/** What is checked where Temporal cannot be reached. */
export function temporalUnreachable(address: string): Check[] {
  return [
    fail(
      'temporal.reachable',
      `Nothing answers at ${address}`,
      'start it (`npm run serve` brings one), or correct temporal.address and temporal.apiKey',
    ),
    ...allSkipped(NAMESPACE, 'Temporal cannot be reached'),
  ];
}

/** @param connections - ids of the configured ones. */
export async function checkTemporal(
  client: Client,
  needs: NamespaceNeeds,
  connections: readonly string[],
  taskQueue: string,
): Promise<Check[]> {
  const reachable = ok('temporal.reachable', 'Temporal answers');
  const namespace = await checkNamespace(client, needs);
  if (namespace.status === 'fail') return [reachable, namespace, ...allSkipped(NAMESPACE.slice(1), 'there is no such namespace')];
  return [
    reachable,
    namespace,
    await checkSearchAttributes(client, needs),
    await checkSchedules(client, connections),
    await checkWorkers(client, connections, taskQueue),
  ];
}

async function checkNamespace({ workflowService }: Client, { namespace, retentionMs }: NamespaceNeeds): Promise<Check> {
  const id = 'temporal.namespace';
  try {
    const { config } = await workflowService.describeNamespace({ namespace });
    const days = Math.round(tsToMs(config?.workflowExecutionRetentionTtl) / 86_400_000);
    if (tsToMs(config?.workflowExecutionRetentionTtl) >= retentionMs) return ok(id, `${namespace} keeps closed hires for ${days} days`);
    return warn(
      id,
      `${namespace} keeps closed hires for ${days} days only: who was hired before that could be hired again by a late webhook`,
      `temporal operator namespace update --namespace ${namespace} --retention ${Math.ceil(retentionMs / 3_600_000)}h`,
    );
  } catch (error) {
    if (codeOf(error) === PERMISSION_DENIED) return skipped(id, 'the key may not look at it');
    return fail(id, `There is no namespace ${namespace}`, 'correct temporal.namespace, or create it');
  }
}

async function checkSearchAttributes({ connection }: Client, { namespace, searchAttributes }: NamespaceNeeds): Promise<Check> {
  const id = 'temporal.search-attributes';
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter(({ name }) => customAttributes[name] === undefined).map(({ name }) => name);
    if (missing.length === 0) return ok(id, 'All are there');
    return fail(
      id,
      `${missing.join(', ')} missing: no hire can start`,
      'start a worker whose key may add them, or add them with the Temporal CLI',
    );
  } catch {
    return skipped(id, 'the key may not list them');
  }
}

async function checkSchedules(client: Client, connections: readonly string[]): Promise<Check> {
  const id = 'temporal.schedules';
  const missing: string[] = [];
  const paused: string[] = [];
  for (const connection of connections) {
    const schedule = `daily-list/${connection}`;
    try {
      if ((await client.schedule.getHandle(schedule).describe()).state.paused) paused.push(schedule);
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      missing.push(schedule);
    }
  }
  if (missing.length > 0) return fail(id, `${missing.join(', ')} missing: nobody is reminded`, 'start a worker: it makes them');
  if (paused.length > 0)
    return warn(id, `${paused.join(', ')} paused: nobody is reminded`, `temporal schedule toggle --unpause --schedule-id ${paused[0]}`);
  return ok(id, 'Each connection has its daily list');
}

async function checkWorkers(client: Client, connections: readonly string[], taskQueue: string): Promise<Check> {
  const { workflowService, options } = client;
  const { namespace } = options;
  const id = 'temporal.workers';
  const { pollers } = await workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue } });
  const recent = pollers.filter(({ lastAccessTime }) => lastAccessTime && Date.now() - tsToMs(lastAccessTime) < RECENT_MS);
  const [paused] = (await pauses(client)).filter(({ connection }) => connections.includes(connection));
  if (recent.length > 0 && paused)
    return warn(
      id,
      `They create nothing for ${paused.connection}: ${paused.by} has paused it`,
      `npx hire resume --connection ${paused.connection}`,
    );
  if (recent.length > 0) return ok(id, `${new Set(recent.map(({ identity }) => identity)).size} at work`);
  return fail(
    id,
    'Nobody has asked for work within the last minutes: hires wait',
    'start a worker: `npm run serve`, or `node lib/src/worker.js`',
  );
}

/** A poll lasts a minute at most. */
const RECENT_MS = 120_000;
/** gRPC's code of that name. */
const PERMISSION_DENIED = 7;

function codeOf(error: unknown): number {
  return error instanceof Error && 'code' in error ? Number(error.code) : NaN;
}
