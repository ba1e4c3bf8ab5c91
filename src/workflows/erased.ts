import { setCurrentDetails, sleep, upsertMemo, workflowInfo } from '@temporalio/workflow';

/**
 * A tombstone: stays open, so that no retention removes it. Its id holds a keyed digest of a hire's id, its memo who erased the hire, why and
 * when, and that is all of it.
 */
export async function erased(): Promise<never> {
  upsertMemo({ erasedAt: workflowInfo().startTime.toISOString() });
  setCurrentDetails('A hire was erased. As long as this stays open, it never begins again.');
  for (;;) await sleep('365 days', { summary: 'For good' });
}
