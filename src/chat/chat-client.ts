import { codeOf, oneAttempt } from '../http/one-attempt.js';
import { retryAfterMs } from '../http/retry-after.js';

/**
 * - `refused`: the chat said no to this message or to the webhook, and will say so again.
 * - `unavailable`: anything else but a success; a later attempt may succeed.
 */
export type ChatErrorKind = 'refused' | 'unavailable';

/** Its message holds the status or the transport's error code, never the address, which is a secret, or the text. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly kind: ChatErrorKind;
  /** When the chat wants to be asked again. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ChatErrorKind, reason: string | number, retryAfterMs?: number) {
    super(`the chat's webhook: ${kind} (${reason})`);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Makes one attempt to post. @throws {ChatError} */
export type ChatClient = (url: string, body: object) => Promise<void>;

export interface ChatClientOptions {
  /** The whole of one attempt. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Statuses below 500 that tell of the moment and not of the message. */
const PASSING = new Set([408, 425, 429]);

export function createChatClient({ timeoutMs, now }: ChatClientOptions): ChatClient {
  const client = oneAttempt({ timeoutMs });
  return async (url, body) => {
    const { statusCode: status, headers } = await client.post(url, { json: body }).catch((error: unknown) => {
      throw new ChatError('unavailable', codeOf(error));
    });
    if (status >= 200 && status < 300) return;
    if (status >= 400 && status < 500 && !PASSING.has(status)) throw new ChatError('refused', status);
    const asked = status === 429 || headers['retry-after'] !== undefined;
    throw new ChatError('unavailable', status, asked ? retryAfterMs(headers['retry-after'], now()) : undefined);
  };
}
