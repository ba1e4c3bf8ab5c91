import type { Client } from '@temporalio/client';
import { readPayload } from '../encryption/read-payload.js';
import type { Hire } from '../hire/order.js';
import { HireApplicantAttribute } from '../workflows/search-attributes.js';
import { holderOf } from './applications.js';

/** Of a row of Flatchr's, what tells whose it is. */
interface Applicant {
  /** Encoded id. */
  readonly applicant: string;
}

/** The applications of a connection that no hire knows. */
export interface KnownApplicants<Row extends Applicant> {
  /** @returns the rows that are known to none. */
  without(rows: readonly Row[]): Promise<Row[]>;
}

/**
 * Tells which rows of Flatchr's search no hire knows, whatever became of it.
 *
 * 1. The search attribute tells most of them, a hundred at a question; it may lag.
 * 2. For the rest the claim tells, which is strongly consistent.
 * 3. A hire that never learnt its encoded id – Flatchr could not be asked, or did not show the candidate – has claimed nothing: it is
 *    recognised by what its order says.
 */
export function knownApplicants<Row extends Applicant>(
  client: Client,
  connection: string,
  isSame: (row: Row, order: Hire) => boolean,
): KnownApplicants<Row> {
  let nameless: Promise<Hire[]> | undefined;
  return {
    async without(rows) {
      const shown = await shownApplicants(client, connection, rows);
      const hidden = rows.filter(({ applicant }) => !shown.has(applicant));
      const holders = await Promise.all(hidden.map(({ applicant }) => holderOf({ client }, { connection, applicant })));
      const unclaimed = hidden.filter((_row, at) => holders[at] === undefined);
      if (unclaimed.length === 0) return [];
      nameless ??= ordersWithoutId(client, connection);
      const orders = await nameless;
      return unclaimed.filter((row) => !orders.some((order) => isSame(row, order)));
    },
  };
}

async function shownApplicants(client: Client, connection: string, rows: readonly Applicant[]): Promise<Set<string>> {
  const shown = new Set<string>();
  if (rows.length === 0) return shown;
  const ids = rows.map(({ applicant }) => `'${applicant}'`).join(', ');
  const query = `WorkflowType = 'hire' AND HireConnection = '${connection}' AND HireApplicant IN (${ids})`;
  for await (const { typedSearchAttributes } of client.workflow.list({ query, pageSize: 500 })) {
    const applicant = typedSearchAttributes.get(HireApplicantAttribute);
    if (applicant !== undefined) shown.add(applicant);
  }
  return shown;
}

/** What Flatchr said of hires that never learnt their encoded id. */
async function ordersWithoutId(client: Client, connection: string): Promise<Hire[]> {
  const query = `WorkflowType = 'hire' AND HireConnection = '${connection}' AND HireApplicant IS NULL AND HireStatus != 'repeat'`;
  const orders: Hire[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query })) orders.push(await orderOf(client, workflowId, runId));
  return orders;
}

/** With what a run began. */
async function orderOf(client: Client, workflowId: string, runId: string): Promise<Hire> {
  const { workflowService, options } = client;
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace: options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const order = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  if (!order) throw new Error(`${workflowId} began without an order`);
  return await readPayload<Hire>(client, order); // written by `begin`, or by the workflow for its next run
}
