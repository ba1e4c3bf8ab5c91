import { retryAfterMs } from '../http/retry-after.js';
import { LuccaError } from './errors.js';

/** A request as far as its classification needs it. */
export interface LuccaRequest {
  /** Method and path without query, for messages. */
  readonly name: string;
  /** Whether carrying it out changes something in Lucca. */
  readonly writes: boolean;
}

/** What came back: an answer, or a transport error. */
export type LuccaAnswer =
  | { readonly status: number; readonly retryAfter?: string | undefined; readonly body: string }
  /** `sent` is false only when the request certainly never left (DNS, connection refused, TLS). */
  | { readonly error: string; readonly sent: boolean };

/**
 * Reads an answer from top to bottom; pure.
 *
 * @param now milliseconds since the epoch, for a Retry-After that is a date.
 * @returns the parsed JSON of a success.
 * @throws {LuccaError} of the one kind that fits.
 */
export function classify(request: LuccaRequest, answer: LuccaAnswer, now: number): unknown {
  const lost = request.writes ? 'outcome-unknown' : 'unavailable';

  if ('error' in answer) throw new LuccaError(answer.sent ? lost : 'unavailable', request.name, { reason: answer.error });

  const { status, body } = answer;
  const words = wordsOf(body);
  if (status === 401 || status === 403) throw new LuccaError('unauthorized', request.name, { status });
  if (status === 429) throw new LuccaError('rate-limited', request.name, { status, retryAfterMs: retryAfterMs(answer.retryAfter, now) });
  if (!request.writes && GONE.has(status) && !isUnknownId(body)) throw new LuccaError('endpoint-gone', request.name, { status });
  if (status === 408) throw new LuccaError(lost, request.name, { status });
  if (status >= 500)
    throw new LuccaError(lost, request.name, {
      status,
      retryAfterMs: answer.retryAfter ? retryAfterMs(answer.retryAfter, now) : undefined,
    });
  if (status >= 400) throw new LuccaError('rejected', request.name, { status, words });
  // A redirect is never followed: it could carry the key to another host.
  if (status >= 300 || status < 200) throw new LuccaError(lost, request.name, { status, reason: 'unexpected status' });

  const json = parsed(body);
  if (json === undefined) throw new LuccaError(lost, request.name, { status, reason: 'no JSON' });
  // Lucca's own SDK treats any Message as an error, even under HTTP 200. The status tells the caller to doubt the refusal.
  if (messageOf(json)) throw new LuccaError('rejected', request.name, { status, words });
  return json;
}

/** No such address, moved for good, no such method. It is the list that is gone: a filter that finds no entry answers an empty list. */
const GONE = new Set([301, 308, 404, 405, 410, 501]);

/** `{"id":5,"error":"Resource 5 not found"}`: the endpoint is there. */
function isUnknownId(body: string): boolean {
  const json = parsed(body);
  return typeof json === 'object' && json !== null && 'id' in json && 'error' in json;
}

/** The longest of Lucca's words that are shown to a person. */
const MAX_WORDS = 500;

/**
 * Lucca's words in an error body: a JSON object with Message, problem details with the fields at fault, a JSON string, plain text;
 * nothing for HTML or an empty body.
 */
export function wordsOf(body: string): string | undefined {
  const json = parsed(body);
  const text = messageOf(json) ?? (typeof json === 'string' ? json : json === undefined && !body.trimStart().startsWith('<') ? body : '');
  return text.trim().slice(0, MAX_WORDS) || undefined;
}

/** `{title, detail, errors: {field: […]}}` are problem details (RFC 9457), as ASP.NET writes them; a title alone says no more than the status. */
function messageOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const part = (name: string): unknown => Object.entries(json).find(([key]) => key.toLowerCase() === name)?.[1];
  const said = ['message', 'detail', 'error'].map(part).find((text) => typeof text === 'string' && text.trim() !== '');
  const fields = fieldErrors(part('errors'));
  const title = part('title');
  const lead = typeof said === 'string' ? said : fields.length > 0 && typeof title === 'string' ? title : undefined;
  const parts = [lead, ...fields].filter((text) => text !== undefined && text.trim() !== '');
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function fieldErrors(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([field, texts]) => {
    const said = [texts].flat().filter((text): text is string => typeof text === 'string' && text !== '');
    return said.map((text) => (Array.isArray(errors) || field === '' ? text : `${field}: ${text}`));
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // JSON.parse quotes the body in its message: it does not leave this function
  }
}
