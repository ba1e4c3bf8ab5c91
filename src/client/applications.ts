import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { claimId, type Claim } from '../contracts/application.js';
import { parseHireId, type Hire } from '../hire/order.js';
import type { applicant as applicantWorkflow } from '../workflows/applicant.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { lastRun, takeDrag, type Hires } from './drags.js';
import { tombstoneOf } from './tombstones.js';

/** Each is lost against the end of the namespace's retention: it cannot pass twice. */
const MAX_ATTEMPTS = 3;

/**
 * Claims an application for a hire. Repeatable. Strongly consistent: of two that claim it at once one alone has it.
 *
 * @returns the id of the hire that has it, or of the tombstone of one that was erased.
 */
export async function claimApplication({ client, taskQueue }: Hires, claim: Claim): Promise<string> {
  const { connection, applicant, hire } = claim;
  const tombstone = await tombstoneOf(client, claim);
  if (tombstone !== undefined) return tombstone;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    try {
      await client.workflow.start<typeof applicantWorkflow>('applicant', {
        workflowId: claimId(claim),
        taskQueue,
        args: [claim],
        memo: { hire },
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: `Application ${applicant} of ${connection} is carried by ${hire}`,
        typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
      });
      return hire;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    const holder = await holderOf({ client }, claim);
    if (holder !== undefined) return holder;
  }
  throw new Error(`${claimId(claim)} can neither be claimed nor read`);
}

/** Hands what a hire knows of an application to the one that carries it, as if Flatchr had told that one. */
export async function handOver(hires: Hires, hire: Hire, to: string): Promise<void> {
  const other = parseHireId(to);
  if (other) await takeDrag(hires, { ...hire, ...other });
}

/** Id of the hire that has claimed an application, or of the tombstone of one that was erased; undefined: none has. */
export async function holderOf(
  { client }: Pick<Hires, 'client'>,
  of: Pick<Claim, 'connection' | 'applicant'>,
): Promise<string | undefined> {
  const run = await lastRun(client, claimId(of));
  const { hire } = (run?.memo ?? {}) as Partial<Claim>; // written by claimApplication alone
  return hire ?? (await tombstoneOf(client, of));
}
