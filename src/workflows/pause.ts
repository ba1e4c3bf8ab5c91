import { sleep, upsertMemo } from '@temporalio/workflow';

/**
 * Nothing is created for a connection while this is open, one for each: id `pause/{connection}`. That it is open is all that is asked of
 * it, so that it holds at once, without a worker, and outlives all of them; going on terminates it.
 *
 * @param by - who said so; also where somebody started it in the Temporal UI.
 */
export async function pause({ by }: { readonly by: string }): Promise<never> {
  upsertMemo({ by });
  for (;;) await sleep('365 days', { summary: 'Until it is resumed' });
}
