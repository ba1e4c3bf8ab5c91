import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { PreviewOrder, PreviewReport } from '../contracts/preview.js';
import type { preview } from '../workflows/preview.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';

const TOO_SLOW: PreviewReport = {
  draft: {},
  failed: { summary: 'There is no answer in time', remedy: 'try again; hire doctor says what is slow or missing' },
};

/**
 * Has workers find out what would be sent for a hire, and waits for it.
 *
 * @param patienceMs so long at most.
 */
export async function previewHire(client: Client, taskQueue: string, order: PreviewOrder, patienceMs: number): Promise<PreviewReport> {
  const { connection } = order;
  const handle = await client.withDeadline(Date.now() + patienceMs, () =>
    client.workflow.start<typeof preview>('preview', {
      workflowId: `preview/${connection}/${randomUUID()}`,
      taskQueue,
      args: [order],
      staticSummary: `What would be sent to the Lucca of ${connection} for a hire; nothing is`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
    }),
  );
  const result = handle.result();
  result.catch(() => undefined); // heard below, unless it comes too late
  return await Promise.race([result, sleep(patienceMs, TOO_SLOW, { ref: false })]);
}
