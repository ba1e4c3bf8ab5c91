import { got, RequestError, type ExtendOptions, type Got } from 'got';

interface OneAttemptOptions extends Pick<ExtendOptions, 'https'> {
  /** Milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly headers?: Record<string, string>;
}

/** A client that makes one attempt, and returns whatever is answered. Temporal owns the retries. */
export function oneAttempt({ timeoutMs = 10_000, ...options }: OneAttemptOptions): Got {
  return got.extend({
    ...options,
    retry: { limit: 0 },
    followRedirect: false, // a redirect could carry a key or names to another host
    throwHttpErrors: false,
    timeout: { request: timeoutMs },
  });
}

/** All that may be told of an attempt without an answer: got's messages quote the address with its query. */
export function codeOf(error: unknown): string {
  return error instanceof RequestError ? error.code : 'ERR_REQUEST';
}
