import { codeOf, oneAttempt } from '../http/one-attempt.js';

/**
 * What is known of an attempt to write a note.
 * - `written`: Flatchr took it. - `not-sent`: it did not reach Flatchr, or was refused for the token or the pace: it may be sent again.
 * - `refused`: Flatchr will not take it. - `unknown`: it may have been written.
 */
export type NoteOutcome = 'written' | 'not-sent' | 'refused' | 'unknown';

export interface NoteAttempt {
  readonly outcome: NoteOutcome;
  /** Status, or the transport's error code. */
  readonly reason: string | number;
}

/**
 * Makes one attempt to write a private note at an application: docs/systems/flatchr.md#notes. Never throws for what Flatchr does.
 *
 * @param applicant - the encoded id.
 */
export type NoteWriter = (applicant: string, text: string) => Promise<NoteAttempt>;

export interface NoteOptions {
  readonly baseUrl: string;
  readonly companyId: string;
  /** A user's token: the company's key is not enough. */
  readonly userToken: string;
  readonly timeoutMs?: number;
}

/** No connection was made: nothing of the request can have reached Flatchr. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];
/** A person mends the token, and time the pace. */
const LATER = [401, 403, 429];

export function createNoteWriter({ baseUrl, companyId, userToken, timeoutMs }: NoteOptions): NoteWriter {
  const client = oneAttempt({ timeoutMs, headers: { authorization: `Bearer ${userToken}`, accept: 'application/json' } });
  return async (applicant, text) => {
    const path = `/company/${encodeURIComponent(companyId)}/applicant/${encodeURIComponent(applicant)}/comment`;
    try {
      const { statusCode: status } = await client.post(`${baseUrl}${path}`, { body: formOf({ type: 'note', private: 'true', text }) });
      return { outcome: outcomeOf(status), reason: status };
    } catch (error) {
      const code = codeOf(error);
      return { outcome: NEVER_CONNECTED.includes(code) ? 'not-sent' : 'unknown', reason: code };
    }
  };
}

function outcomeOf(status: number): NoteOutcome {
  if (status >= 200 && status < 300) return 'written';
  if (LATER.includes(status)) return 'not-sent';
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
