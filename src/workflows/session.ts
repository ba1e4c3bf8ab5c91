import { sleep } from '@temporalio/workflow';

/** Somebody is signed in while this is open: signing out terminates it, so that it holds at once and without a worker. */
export async function session({ lifeMs }: { readonly lifeMs: number }): Promise<void> {
  await sleep(lifeMs, { summary: 'Then one signs in again' });
}
