import type { Client } from '@temporalio/client';
import type { HireMemo, ShownLogin } from '../hire/notice.js';
import type { HireStatus } from '../hire/order.js';
import { HireStatusAttribute } from '../workflows/search-attributes.js';

/** A hire, and the login that people were shown for it. */
export interface LoginOfHire extends ShownLogin {
  readonly hireId: string;
}

/** Ended without an employee: only the last run of a hire counts, and one that was created holds its login in Lucca itself. */
const ENDED: readonly HireStatus[] = ['previewed', 'abandoned', 'expired'];

/**
 * The logins that were shown to people in previews, and are to stay those of their hires: of hires that ended as previewed, wait for an
 * approval, or were taken up again since.
 *
 * @param connections ids, as the configuration has checked them.
 */
export async function shownLogins(client: Client, connections: readonly string[]): Promise<LoginOfHire[]> {
  const listOf = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
  const query = `WorkflowType = 'hire' AND HireConnection IN (${listOf(connections)}) AND (HireStatus IN (${listOf(ENDED)}) OR ExecutionStatus = 'Running')`;
  const logins = new Map<string, LoginOfHire | undefined>();
  for await (const { workflowId: hireId, status, typedSearchAttributes, memo } of client.workflow.list({ query })) {
    if (logins.has(hireId)) continue; // an older run
    const { login } = (memo ?? {}) as Partial<HireMemo>; // written by the workflow
    const counts = status.name === 'RUNNING' || typedSearchAttributes.get(HireStatusAttribute) === 'previewed';
    logins.set(hireId, counts && login ? { hireId, ...login } : undefined);
  }
  return [...logins.values()].flatMap((one) => one ?? []);
}
