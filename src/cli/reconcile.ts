import type { Client } from '@temporalio/client';
import { createReconciliations } from '../client/reconciliations.js';
import type { LastReconciliation, Reconciliation } from '../contracts/reconciliation.js';

/** What the last good comparison of a connection came to; its details as long as Temporal keeps them. */
export interface ReconciliationReport {
  readonly connection: string;
  readonly last?: LastReconciliation | undefined;
  readonly details?: Reconciliation | undefined;
}

/** Compares each connection with its Flatchr now and waits for it, or only reads what the last comparison came to. */
export async function reconcileAll(client: Client, connections: readonly string[], only: 'last' | 'now'): Promise<ReconciliationReport[]> {
  const reconciliations = createReconciliations(client);
  return await Promise.all(
    connections.map(async (connection) => {
      if (only === 'now') {
        await reconciliations.start(connection);
        if ((await reconciliations.result(connection)) === undefined) return { connection };
      }
      const last = await reconciliations.last(connection);
      return { connection, last, details: last && (await reconciliations.details(last)) };
    }),
  );
}

export function showReconciliations(reports: readonly ReconciliationReport[]): string {
  return reports.map(showReport).join('\n\n');
}

function showReport({ connection, last, details }: ReconciliationReport): string {
  if (!last) return `${connection}: not compared with Flatchr yet; it needs flatchr.apiKey, and reconcile.mode other than off`;
  const { hired, known, inLucca, started, missing, unread, gone } = last;
  const lines = [
    `${connection}, ${last.at.slice(0, 16).replace('T', ' ')} UTC, read up to ${last.upTo}:`,
    `  ${hired} hired in Flatchr: ${known} known, ${inLucca} in Lucca already, ${started} started, ${missing} not here yet`,
  ];
  if (unread > 0) lines.push(`  ${unread} rows of Flatchr's could not be read`);
  for (const { person, vacancy, changedOn, hire } of details?.found ?? [])
    lines.push(`  ${hire ?? 'missing'}  ${[person, vacancy, changedOn ?? 'without a day'].filter(Boolean).join(', ')}`);
  for (const day of details?.cutOff ?? []) lines.push(`  Flatchr seems not to have told all of ${day}`);
  if (gone > 0) lines.push(`  Created here, and not in Lucca any more:`);
  for (const { hire, employee } of details?.goneEmployees ?? []) lines.push(`  ${hire}  employee ${employee}`);
  const { looked = 0, stopped = 0, told = 0 } = details?.changes ?? {};
  if (stopped + told > 0) lines.push(`  ${looked} hires looked at again: ${stopped} stopped, changes told of ${told}`);
  return lines.join('\n');
}
