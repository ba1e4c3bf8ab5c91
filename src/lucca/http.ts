import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { RequestError, TimeoutError } from 'got';
import type { Exchange } from '../http/exchange.js';
import { codeOf, oneAttempt } from '../http/one-attempt.js';
import { classify, type LuccaAnswer } from './classify.js';

export interface LuccaHttpOptions {
  /** Scheme and host, with an optional path prefix; no slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Bound of one request. Lucca itself gives up after 5 s (docs/systems/lucca.md#limits): after a longer silence the answer is lost. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface LuccaCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Runs right before the request is sent; if it throws, nothing is sent and its error passes through. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  /** Shown every answer, before it is read. */
  readonly onAnswer?: ((exchange: Exchange) => void) | undefined;
}

/** Sends one request and classifies what comes back; no retry, no redirect. */
export type LuccaHttp = (call: LuccaCall) => Promise<unknown>;

/** The same for requests that read. */
export type LuccaGet = (call: LuccaCall & { readonly method: 'GET' }) => Promise<unknown>;

/** Errors before which no byte of the request can have reached Lucca. */
const NEVER_SENT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const BEFORE_SENDING = new Set(['lookup', 'connect', 'secureConnect', 'socket']);

export function createLuccaHttp({ baseUrl, apiKey, timeoutMs, now = Date.now }: LuccaHttpOptions): LuccaHttp {
  const client = oneAttempt({ timeoutMs, headers: { authorization: `lucca application=${apiKey}`, accept: 'application/json' } });
  // Lucca may close a kept-alive connection just as a request goes out. The outcome would be unknown: writes take a fresh one.
  const fresh = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

  return async ({ method, path, query = {}, body, beforeSend, onAnswer }) => {
    const writes = method !== 'GET';
    const request = { name: `${method} ${path}`, writes };
    let answer: LuccaAnswer;
    await beforeSend?.();
    try {
      const response = await client(`${baseUrl}${path}`, {
        method,
        searchParams: query,
        ...(body && { json: body }),
        ...(writes && { agent: fresh }),
      });
      answer = { status: response.statusCode, retryAfter: response.headers['retry-after'], body: response.body };
      onAnswer?.({ method, path, query, sent: body, ...answer });
    } catch (error) {
      answer = { error: codeOf(error), sent: !neverSent(error) };
    }
    return classify(request, answer, now());
  };
}

function neverSent(error: unknown): boolean {
  if (error instanceof TimeoutError) return BEFORE_SENDING.has(error.event);
  return error instanceof RequestError && NEVER_SENT.has(error.code);
}
