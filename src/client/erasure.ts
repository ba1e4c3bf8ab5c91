import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Client, type WorkflowExecutionInfo } from '@temporalio/client';
import type { EncryptionKey } from '../encryption/watched-key.js';
import { punctureKeys, type Punctured } from '../encryption/puncture.js';
import { scopeOf } from '../encryption/scope.js';
import { storedValues } from '../encryption/stored-values.js';
import { hireId, parseHireId, type Hire } from '../hire/order.js';
import { HireApplicantAttribute } from '../workflows/search-attributes.js';
import { lastRun } from './drags.js';
import { HireNotFoundError } from './hire-client.js';
import { putTombstone, tombstoneOf, type Tombstone } from './tombstones.js';
import { personIn, tellsOf, type Person } from './traces-of-a-person.js';

export interface ErasureDeps {
  readonly client: Client;
  readonly taskQueue: string;
  /** All that decrypt. */
  readonly keys: readonly EncryptionKey[];
  /** How long Temporal may take to delete, in milliseconds: 34 s were seen for what had just ended. */
  readonly patienceMs?: number;
}

/** What was erased. No personal data. */
export interface Erasure {
  /** Ids of the hires. */
  readonly hires: readonly string[];
  /** Ids of what stays in their place. */
  readonly tombstones: readonly string[];
  /** How many executions were deleted. */
  readonly executions: number;
  readonly keys: Punctured;
}

/** A hire can not be erased now; the message says what to do first. */
export class EraseRefusedError extends Error {
  override readonly name = 'EraseRefusedError';
}

const PATIENCE_MS = 120_000;
const POLL_MS = 500;
const AT_ONCE = 20;
/** gRPC's code of that name. */
const GRPC_NOT_FOUND = 5;
/** What a hire has started, by the beginnings of its ids. */
const ATTACHED = ['last-notice/hire', 'chat-notice/hire', 'flatchr-note/hire', 'mail-link'];
/** What may tell of a person, and is of no one hire. */
const LOOKED_THROUGH = ['refusedBody', 'preview', 'reconcile', 'backfill'];

/**
 * Erases hires that have ended, and all that Temporal stores of them.
 *
 * 1. The tombstone comes first: whatever comes of Flatchr from now on begins no hire.
 * 2. Then the keys are punctured: what Temporal keeps in free pages, indexes, journals and backups is read by nobody any more.
 * 3. Then the executions are deleted: all runs of the hires, what they have started, what was told of changes, the claims of their applications; and refused bodies,
 *    previews, comparisons and backfills that tell of the person.
 * 4. It returns only when Temporal finds none of them any more. Cut off before, it can be repeated.
 * 5. Hires of one application are erased together.
 *
 * @param tombstone - who erases them, and why; left out: none is put, and a later drag may begin the hire anew, as after the end of Temporal's own retention.
 * @throws {EraseRefusedError} when one is open, before anything is done; {HireNotFoundError}
 */
export async function eraseHires(deps: ErasureDeps, ids: readonly string[], tombstone?: Tombstone): Promise<Erasure> {
  const { client, keys } = deps;
  const { hires, names } = await ofTheirApplications(client, ids);
  const own = (await Promise.all([...names.values()].map((name) => executionsOf(client, name)))).flat();
  const told = await traces(client, own, [...names.values()]);
  const executions = [...own, ...told];
  for (const { workflowId } of told) await refuseOpen(client, workflowId, 'wait for its end');

  const placed: string[] = [];
  if (tombstone) for (const name of names.values()) placed.push(await putTombstone({ client, taskQueue: deps.taskQueue }, name, tombstone));
  const scopes = new Set([...names.keys(), ...told.map(({ workflowId }) => scopeOf(workflowId))]);
  const punctured = punctureKeys(keys, [...scopes]);
  await deleteAll(deps, executions);
  return { hires, tombstones: placed, executions: executions.length, keys: punctured };
}

/** The ids of the hires whose candidate has an e-mail address: in Flatchr, or by somebody's answer. */
export async function hiresOf(client: Client, email: string): Promise<string[]> {
  const hires = await listed(client, "WorkflowType = 'hire'");
  const meant = await batched(hires, async (one) => personIn(await valuesOf(client, one)).emails.has(email.trim().toLowerCase()));
  return [...new Set(hires.filter((_one, at) => meant[at]).map(({ workflowId }) => workflowId))];
}

/** The hires that carry the same applications, and by which ids Flatchr knows them: by their scopes. */
async function ofTheirApplications(client: Client, ids: readonly string[]) {
  const hires = new Set<string>();
  const names = new Map<string, Pick<Hire, 'connection' | 'applicant'>>();
  for (const id of ids) {
    const name = parseHireId(id);
    if (!name) throw new HireNotFoundError(`${id}: is no hire's id, such as hire/acme/1474`);
    const last = await lastRun(client, id);
    if (!last && (await tombstoneOf(client, name)) === undefined) throw new HireNotFoundError(`${id}: no such hire`);
    hires.add(id);
    names.set(id, name);
    const applicant = last?.typedSearchAttributes.get(HireApplicantAttribute);
    if (applicant === undefined) continue;
    names.set(hireId({ ...name, applicant }), { ...name, applicant });
    const query = `WorkflowType = 'hire' AND HireConnection = '${name.connection}' AND HireApplicant = '${applicant}'`;
    for await (const { workflowId } of client.workflow.list({ query })) {
      const other = parseHireId(workflowId);
      if (other) names.set(workflowId, other);
      hires.add(workflowId);
    }
  }
  for (const id of hires) await refuseOpen(client, id, `npx hire abandon ${id} --reason …, and wait for its end`);
  return { hires: [...hires], names };
}

/** What it has written is read by the key that goes. */
async function refuseOpen(client: Client, id: string, remedy: string): Promise<void> {
  const last = await lastRun(client, id);
  if (last?.status.name === 'RUNNING') throw new EraseRefusedError(`${id} is open. Remedy: ${remedy}; then erase`);
}

type Execution = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId'>;

/** All runs of all workflows of an application's scope. */
async function executionsOf(client: Client, { connection, applicant }: Pick<Hire, 'connection' | 'applicant'>): Promise<Execution[]> {
  const ids = ['hire', 'applicant', 'change/hire'].map((type) => `WorkflowId = '${type}/${connection}/${applicant}'`);
  const begun = ATTACHED.map((prefix) => `WorkflowId STARTS_WITH '${prefix}/${connection}/${applicant}/'`);
  return await listed(client, [...ids, ...begun].join(' OR '));
}

/** Executions of no one hire that tell of the persons. What was erased already by its key is no trace any more, but is deleted with them. */
async function traces(client: Client, own: readonly Execution[], names: readonly Pick<Hire, 'connection' | 'applicant'>[]) {
  const persons = await batched(own, async (one) => personIn(await valuesOf(client, one)));
  const person: Person = {
    emails: new Set(persons.flatMap(({ emails }) => [...emails])),
    names: persons.flatMap(({ names: both }) => both),
    applicants: new Set(names.map(({ applicant }) => applicant)),
  };
  const types = LOOKED_THROUGH.map((type) => `'${type}'`).join(', ');
  const connections = [...new Set(names.map(({ connection }) => `'${connection}'`))].join(', ');
  const others = await listed(client, `WorkflowType IN (${types}) AND HireConnection IN (${connections}) AND ExecutionStatus != 'Running'`);
  const told = await batched(others, async (one) => tellsOf(await valuesOf(client, one), person));
  return others.filter((_one, at) => told[at]);
}

/** All that a history says. */
async function valuesOf(client: Client, { workflowId, runId }: Execution): Promise<unknown[]> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return await storedValues(history, client.options.loadedDataConverter.payloadCodecs);
}

async function listed(client: Client, query: string): Promise<Execution[]> {
  const found: Execution[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: 500 })) found.push({ workflowId, runId });
  return found;
}

async function batched<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return done;
}

/** Deletes, and waits until nothing is found any more: that a deletion is accepted says little. */
async function deleteAll({ client, patienceMs = PATIENCE_MS }: ErasureDeps, executions: readonly Execution[]): Promise<void> {
  const { workflowService, options } = client;
  const { namespace } = options;
  const exists = async ({ workflowId, runId }: Execution) =>
    await present(workflowService.describeWorkflowExecution({ namespace, execution: { workflowId, runId } }));
  await batched(executions, (workflowExecution) => present(workflowService.deleteWorkflowExecution({ namespace, workflowExecution })));

  let left = executions;
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const there = await batched(left, exists);
    left = left.filter((_one, at) => there[at]);
    if (left.length === 0) return;
    if (waitedMs >= patienceMs)
      throw new Error(
        `Temporal still finds ${left.length} of ${executions.length} executions. Their keys are gone; erase again to wait on`,
      );
    await sleep(POLL_MS);
  }
}

/** False for what Temporal does not find. */
async function present(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code === GRPC_NOT_FOUND) return false;
    throw error;
  }
}
