import { log, metricMeter } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { NoteSteps } from '../../contracts/notices.js';
import { FLATCHR_URL } from '../../flatchr/flatchr-client.js';
import { createNoteWriter } from '../../flatchr/notes.js';
import { Failure } from '../../hire/failures.js';
import type { HireStepDeps } from '../deps.js';

/**
 * Writes a note at an application: one request. What was not sent is told, so that it can be sent later.
 *
 * @throws a failure that is never retried, where Flatchr refuses the note or may have written it.
 */
export function createWriteNote({ connections }: Pick<HireStepDeps, 'connections'>): NoteSteps['writeNote'] {
  return async ({ connection, applicant, text }) => {
    const flatchr = connections.get(connection)?.settings.flatchr;
    if (!flatchr) return { outcome: 'not-sent', reason: `connection ${connection} is not configured on this worker` };
    const { url: baseUrl = FLATCHR_URL, companyId, writeBack, userToken } = flatchr;
    if (!writeBack) return { outcome: 'off', reason: 'flatchr.writeBack is off' }; // taken out of the configuration meanwhile
    if (userToken === undefined) return { outcome: 'not-sent', reason: "flatchr.userToken is missing: notes need a user's token" };

    const { outcome, reason } = await createNoteWriter({ baseUrl, companyId, userToken })(applicant, text);
    metricMeter.createCounter('hire_flatchr_notes', undefined, 'Attempts to write a note in Flatchr').add(1, { connection, outcome });
    if (outcome === 'refused') throw ApplicationFailure.nonRetryable(`Flatchr refuses the note (${reason})`, Failure.FlatchrNoteRefused);
    if (outcome === 'unknown')
      throw ApplicationFailure.nonRetryable(`the note may have been written (${reason})`, Failure.FlatchrNoteUnknown);
    if (outcome === 'not-sent') log.info('a note is not written yet', { connection, reason });
    return { outcome, reason: String(reason) };
  };
}
