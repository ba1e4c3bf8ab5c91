import { proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { NoteOrder, NoteSteps } from '../contracts/notices.js';

/** One attempt for each call: what became of a request that was begun and left no answer is not known. */
const { writeNote } = proxyActivities<NoteSteps>({
  startToCloseTimeout: '30s', // one request of at most 10 s
  retry: { maximumAttempts: 1 },
  summary: 'Note at the applicant in Flatchr',
});

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Later it is no news any more. */
const GIVEN_UP_MS = 7 * 24 * 3_600_000;

/**
 * Writes a note at an application in Flatchr. A workflow of its own: a Flatchr that is down holds up neither the mail nor the hire.
 *
 * At most once: only what certainly was not taken is sent again. A note of unknown outcome fails the workflow, and is not repeated.
 */
export async function flatchrNote(order: NoteOrder): Promise<{ readonly outcome: 'written' | 'off' | 'given-up' }> {
  const until = Date.now() + GIVEN_UP_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const { outcome, reason } = await writeNote(order);
    if (outcome !== 'not-sent') return { outcome };
    if (Date.now() + pauseMs > until) return { outcome: 'given-up' };
    setCurrentDetails(`Not written yet: ${reason}. It is tried again.`);
    await sleep(pauseMs, { summary: 'Before the next attempt' });
  }
}
