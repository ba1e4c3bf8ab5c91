import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.js';
import { errorBody, setRetryAfter } from '../fault-answers.js';
import { LuccaError, UnknownIdError, UnreadableQueryError } from './error.js';
import { SlidingWindow } from './quota.js';
import type { LedgerEntry } from './state.js';

/** What stands before Lucca's routes: the ledger, the key, the quota, and the shape of refusals. */
export interface Gate {
  /** Notes that this request created a user; save the state afterwards. */
  committed(request: FastifyRequest, userId: number): void;
  readonly quota: SlidingWindow;
  readonly entries: WeakMap<FastifyRequest, LedgerEntry>;
}

export function createGate(context: SandboxContext): Gate {
  const entries = new WeakMap<FastifyRequest, LedgerEntry>();
  const quota = new SlidingWindow();
  // A restart forgets no request that still counts.
  const passed = context.store.state.lucca.ledger.filter(({ status }) => status !== 401 && status !== 429);
  quota.restore(
    context.apiKey,
    passed.map(({ at }) => at),
  );
  return {
    quota,
    entries,
    committed(request, userId) {
      const entry = entries.get(request);
      if (entry !== undefined) entry.committed = userId;
    },
  };
}

/** Register before the routes and after the faults. */
export function addGate(app: FastifyInstance, context: SandboxContext, gate: Gate): void {
  const { store, now } = context;

  // Lucca takes JSON alone; fastify answers 415 to what has no parser.
  app.removeAllContentTypeParsers();
  const readJson = app.getDefaultJsonParser('ignore', 'ignore');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    const entry = gate.entries.get(request);
    if (entry) entry.body = body;
    void readJson(request, body, done); // answers by `done`
  });

  app.addHook('onRequest', async (request, reply) => {
    const { pathname, search } = new URL(request.url, 'http://sandbox');
    const entry: LedgerEntry = {
      at: now(),
      method: request.method,
      path: pathname.slice(app.prefix.length),
      query: search.slice(1),
      status: null,
    };
    gate.entries.set(request, entry);
    store.state.lucca.ledger.push(entry);
    const key = /^lucca application=(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (key !== context.apiKey) throw new LuccaError(401, 'Your token is invalid or you did not provide any');
    const waitMs = gate.quota.take(key, store.state.settings.quota, now());
    if (waitMs > 0) {
      setRetryAfter(reply, store.state.settings.retryAfter, waitMs, now());
      throw new LuccaError(429, 'Too many requests');
    }
    store.save('lucca');
  });

  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const entry = gate.entries.get(request);
    if (entry !== undefined && !request.raw.socket.destroyed) entry.status = reply.statusCode;
    store.save('lucca');
    return payload;
  });

  app.setErrorHandler(async (error, _request, reply) => refuse(context, error, reply));
  app.setNotFoundHandler(async (_request, reply) => refuse(context, new LuccaError(404, 'Not found'), reply));
}

function refuse(context: SandboxContext, error: unknown, reply: FastifyReply): FastifyReply {
  const { errorShape, errorsAs200 } = context.store.state.settings;
  if (error instanceof UnknownIdError) return reply.code(404).send({ id: Number(error.id) || error.id, error: error.message });
  if (error instanceof UnreadableQueryError) return reply.code(400).send();
  const [status, message] = describe(error);
  const as200 = errorsAs200 && (status === 400 || status === 500);
  if (status >= 500 && !(error instanceof LuccaError)) context.logger.error({ err: error }, 'the fake Lucca failed');
  void reply.code(as200 ? 200 : status);
  return reply.send(errorBody(reply, as200 ? 'json' : errorShape, status, message));
}

/** Fastify's own refusals (415, unreadable JSON) carry `statusCode`. */
function describe(error: unknown): [status: number, message: string] {
  if (error instanceof LuccaError) return [error.status, error.message];
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status < 500 ? [status, 'The request could not be read'] : [500, ''];
}
