import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { Config } from '../config/schema.js';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.js';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** Numbers of `temporal.api.enums.v1.IndexedValueType`. */
const INDEXED_VALUE_TYPE = { KEYWORD: 2, DATETIME: 6 } as const;
const CLI_TYPE = { KEYWORD: 'Keyword', DATETIME: 'Datetime' } as const;

/** gRPC status codes. */
const NOT_FOUND = 5;
const INVALID_ARGUMENT = 3;
const MAY_NOT = [7, 12, 16]; // permission denied, unimplemented, unauthenticated

/** A cluster's parts read their namespaces anew every few seconds. */
const KNOWN_TIMEOUT_MS = 30_000;
const KNOWN_POLL_MS = 100;

/** What the connector needs of its namespace. */
export interface NamespaceNeeds {
  readonly namespace: string;
  /** How long closed workflows are kept at least. */
  readonly retentionMs: number;
  readonly searchAttributes: readonly { readonly name: string; readonly type: keyof typeof INDEXED_VALUE_TYPE }[];
}

/** What hires need of the namespace they run in. */
export function namespaceNeeds({ temporal: { namespace, retention } }: Pick<Config, 'temporal'>): NamespaceNeeds {
  return { namespace, retentionMs: retention, searchAttributes: SEARCH_ATTRIBUTES.map(({ name, type }) => ({ name, type })) };
}

/**
 * Sets the namespace's retention and adds the search attributes that it lacks. A longer retention stays: others may rely on it.
 * Returns undefined when all is set, else one message with the commands for a person who may do what this key may not; without
 * the search attributes no hire can start.
 * @throws {Error} when there is no such namespace, or a search attribute of that name is of another type.
 */
export async function prepareNamespace(
  connection: Pick<Connection, 'workflowService' | 'operatorService'>,
  needs: NamespaceNeeds,
): Promise<string | undefined> {
  const { namespace, retentionMs } = needs;
  const commands: string[] = [];

  if (!(await ifAllowed(() => keepFor(connection, needs)))) {
    commands.push(`temporal operator namespace update --namespace ${namespace} --retention ${Math.ceil(retentionMs / 3_600_000)}h`);
  }
  if (!(await ifAllowed(() => addSearchAttributes(connection, needs)))) {
    const attributes = needs.searchAttributes.map(({ name, type }) => `--name ${name} --type ${CLI_TYPE[type]}`);
    commands.push(`temporal operator search-attribute create --namespace ${namespace} ${attributes.join(' ')}`);
  }
  if (commands.length === 0) return undefined;
  return `This connector may not set up the Temporal namespace ${namespace}. Remedy: where it is not done yet, run ${commands.map((command) => `\`${command}\``).join(' and ')}.`;
}

async function keepFor(
  { workflowService }: Pick<Connection, 'workflowService'>,
  { namespace, retentionMs }: NamespaceNeeds,
): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace }).catch((error: unknown) => {
    if (codeOf(error) !== NOT_FOUND) throw error;
    throw new Error(
      `There is no Temporal namespace ${namespace}. Remedy: correct temporal.namespace, or run \`temporal operator namespace create --namespace ${namespace}\`.`,
    );
  });
  const retention = config?.workflowExecutionRetentionTtl;
  if (retention != null && tsToMs(retention) >= retentionMs) return;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: msToTs(retentionMs) } });
}

async function addSearchAttributes(
  { operatorService, workflowService }: Pick<Connection, 'operatorService' | 'workflowService'>,
  { namespace, searchAttributes }: NamespaceNeeds,
): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const other = searchAttributes.find(
    ({ name, type }) => (customAttributes[name] ?? INDEXED_VALUE_TYPE[type]) !== INDEXED_VALUE_TYPE[type],
  );
  if (other !== undefined) {
    throw new Error(
      `The search attribute ${other.name} of the Temporal namespace ${namespace} is not of type ${CLI_TYPE[other.type]}. Remedy: use another namespace.`,
    );
  }
  const missing = searchAttributes.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPE[type]])),
  });
  await untilKnown(() =>
    workflowService.countWorkflowExecutions({ namespace, query: missing.map(({ name }) => `${name} IS NULL`).join(' AND ') }),
  );
}

/** What was added is known a moment later only; until then a hire would be refused. */
async function untilKnown(ask: () => Promise<unknown>): Promise<void> {
  for (let waitedMs = 0; waitedMs < KNOWN_TIMEOUT_MS; waitedMs += KNOWN_POLL_MS) {
    try {
      return void (await ask());
    } catch (error) {
      if (codeOf(error) !== INVALID_ARGUMENT) throw error;
    }
    await sleep(KNOWN_POLL_MS);
  }
}

/** False when the server says that this is not for us to do. */
async function ifAllowed(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (MAY_NOT.includes(codeOf(error))) return false;
    throw error;
  }
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'code' in error ? Number(error.code) : NaN;
}
