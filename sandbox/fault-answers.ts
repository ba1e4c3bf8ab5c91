import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultAction } from './faults.js';
import type { BodyShape, RetryAfter } from './settings.js';

/**
 * Carries a fault out on an HTTP request.
 * @param truth - the true answer's body, when the request has been carried out.
 * @returns the body to send; undefined when the true answer goes out, or the connection is gone.
 */
export async function applyFault(
  fault: FaultAction,
  request: FastifyRequest,
  reply: FastifyReply,
  now: () => number,
  truth = '{"header":{"generated":"2',
): Promise<string | undefined> {
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  if (fault.killPid !== undefined) kill(fault.killPid);
  const { answer } = fault;
  switch (answer) {
    case undefined:
      return undefined;
    case 'stall':
      if (!request.raw.socket.destroyed) await once(request.raw.socket, 'close');
      return undefined;
    case 'reset':
      request.raw.socket.destroy();
      return undefined;
    case 'truncated':
      return json(reply, truth.slice(0, Math.ceil(truth.length / 2)));
    case 'html':
      void reply.code(200).type('text/html; charset=utf-8');
      return '<!doctype html><title>Sign in</title><p>Please sign in.';
    case 'empty':
      void reply.code(200);
      return '';
    case 'wrong-json':
      return json(reply, '{"items":"soon","data":[7]}');
    case 'null-data':
      return json(reply, '{"header":{"generated":"2027-01-04T10:00:00"},"data":null}');
    default: {
      void reply.code(answer.status);
      setRetryAfter(reply, answer.retryAfter, answer.retryAfterMs, now());
      return errorBody(reply, answer.body, answer.status, answer.message);
    }
  }
}

/** Writes an error in one of Lucca's shapes. */
export function errorBody(reply: FastifyReply, shape: BodyShape, status: number, message: string): string {
  switch (shape) {
    case 'json':
      return json(reply, JSON.stringify({ Status: status, Message: message, StackTrace: null }), reply.statusCode);
    case 'problem': {
      const title = 'One or more validation errors occurred.';
      return json(reply, JSON.stringify({ title, status, errors: { birthDate: [message] } }), reply.statusCode);
    }
    case 'string':
      return json(reply, JSON.stringify(message), reply.statusCode);
    case 'text':
      void reply.type('text/plain; charset=utf-8');
      return message;
    case 'empty':
      return '';
  }
}

/** Sets Retry-After in the form asked for. Lucca documents that the header exists, not its form. */
export function setRetryAfter(reply: FastifyReply, form: RetryAfter, ms: number, now: number): void {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (form === 'seconds') void reply.header('retry-after', String(seconds));
  if (form === 'date') void reply.header('retry-after', new Date(now + seconds * 1_000).toUTCString());
  if (form === 'nonsense') void reply.header('retry-after', 'in a little while');
}

function json(reply: FastifyReply, body: string, status = 200): string {
  void reply.code(status).type('application/json; charset=utf-8');
  return body;
}

/** The process may be dead already: that is what was wanted. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
