import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { FlatchrSides, HireClient, RefusedBodies } from '../client.js';
import type { Learnt, Missed, RefusedBody } from '../contracts/flatchr-side.js';
import { knownIds, takenOf, type UNUSABLE } from '../flatchr/known-columns.js';
import { strippedBody } from '../flatchr/stripped-body.js';
import { readWebhook, type LeftColumn, type WebhookReading, type WebhookSettings } from '../flatchr/webhook.js';
import { readEveryBodyAsJson, UNREADABLE } from './json-body.js';

/** What the webhook needs of a connection. */
export interface WebhookConnection extends WebhookSettings {
  /** Several while one is replaced by another. */
  readonly webhookSecrets: readonly string[];
}

export interface WebhookOptions {
  readonly hires: Pick<HireClient, 'start' | 'left'>;
  /** What is known of each connection's Flatchr. */
  readonly flatchr: Pick<FlatchrSides, 'known' | 'taken' | 'missed'>;
  /** Keeps the bodies that become no hire. */
  readonly refused: Pick<RefusedBodies, 'keep'>;
  readonly connections: readonly WebhookConnection[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Flatchr's bodies carry a vacancy's HTML and a recruiter's signature with its pictures. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Wrong secrets from one address before it has to wait a minute. Right ones are never limited: Flatchr does not send twice. */
const WRONG_SECRETS_PER_MINUTE = 20;
/** A slash at the end is the same address. */
const ADDRESSES = ['/webhooks/flatchr/:connection/:secret', '/webhooks/flatchr/:connection/:secret/'];

declare module 'fastify' {
  interface FastifyRequest {
    /** The one whose address was called, by a right secret. */
    webhookConnection: WebhookConnection | undefined;
  }
}

/**
 * `POST /webhooks/flatchr/{connection}/{secret}`.
 *
 * 1. The acknowledgement goes out only after the workflow is durably started. All that can be read is taken; what is missing becomes a
 *    problem of the hire.
 * 2. A body that Flatchr calls a hire and the configuration does not is kept and told to the operators. So is one that cannot be used.
 * 3. A drag to another column is news for a hire that is open, or has an employee: it is taken as durably as a hire.
 * 4. An address that somebody only tries answers that it is the right one.
 */
export const webhook: FastifyPluginAsync<WebhookOptions> = async (app, { hires, flatchr, refused, connections, now = Date.now }) => {
  readEveryBodyAsJson(app);
  app.decorateRequest('webhookConnection', undefined);
  const limitWrongSecrets = app.createRateLimit({ max: WRONG_SECRETS_PER_MINUTE, timeWindow: '1 minute' });

  // Before the body is read: a stranger's megabytes are not worth a parse.
  app.addHook<Address>('onRequest', async (request, reply) => {
    const { connection: id, secret } = request.params;
    const connection = connections.find((one) => one.id === id);
    if (connection?.webhookSecrets.some((known) => equal(known, secret))) {
      request.webhookConnection = connection;
      return;
    }
    const { isExceeded } = await limitWrongSecrets(request).then((limit) => ({ isExceeded: !limit.isAllowed && limit.isExceeded }));
    // The same answer for a wrong connection and a wrong secret: neither can be guessed alone.
    await reply.code(isExceeded ? 429 : 404).send({ error: isExceeded ? 'too many wrong addresses' : 'not found' });
  });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { body, log } = request;
    const connection = connectionOf(request);
    if (body === UNREADABLE) return await refuse(request, reply, 400, 'unreadable', ['body: must be JSON']);
    try {
      const reading = await read(body, connection);
      if (reading.kind === 'malformed') return await refuse(request, reply, 400, 'malformed', reading.errors);
      if (reading.kind === 'ignored') {
        log.info({ connection: connection.id, ...reading.missed, reason: reading.reason }, 'webhook ignored');
        if (reading.missed) await miss(request, reading.missed);
        if (reading.reason !== 'empty' && reading.reason !== 'test') await learn(request, { right: [] });
        const news = reading.left && (await takeLeft(connection, reading.left));
        if (news) log.info({ ...news }, 'a candidate has left the hired column');
        return news ? await reply.code(202).send(news) : await reply.code(200).send({ ignored: reading.reason });
      }
      const taken = await hires.start(reading.hire);
      log.info({ ...taken }, 'hire taken');
      await learn(request, reading);
      return await reply.code(202).send(taken);
    } catch (error) {
      log.error({ connection: connection.id, code: codeOf(error) }, 'Temporal did not take the hire');
      return reply.code(503).header('retry-after', '10').send({ error: 'the hire was not taken; send it again' });
    }
  }

  /** A hire that is not known, or has ended without an employee, is none of this body's business. */
  async function takeLeft({ id }: WebhookConnection, { applicant, ...left }: LeftColumn) {
    const taken = await hires.left({ connection: id, applicant }, left);
    return taken.outcome === 'nothing' ? undefined : taken;
  }

  /** Reads a body whose column would not count once more, with what is known of the columns: it may have been renamed. */
  async function read(body: unknown, connection: WebhookConnection): Promise<WebhookReading> {
    const reading = readWebhook(body, connection);
    if (reading.kind !== 'ignored' || reading.reason !== 'column' || connection.hiredColumns.length === 0) return reading;
    return readWebhook(body, connection, knownIds(await flatchr.known(connection.id), connection));
  }

  /** The body is dealt with already. Trouble with what is learnt from it is no reason to have it sent again. */
  async function learn(request: FastifyRequest, news: Learnt | Extract<WebhookReading, { kind: 'hire' }>) {
    const connection = connectionOf(request);
    try {
      const learnt = 'right' in news ? news : takenOf(news.column, news.companies, connection, await flatchr.known(connection.id));
      await flatchr.taken(connection.id, { ...learnt, heardAt: new Date(now()).toISOString() });
    } catch (error) {
      request.log.warn({ connection: connection.id, code: codeOf(error) }, 'what the webhook tells of Flatchr is not kept');
    }
  }

  async function miss(request: FastifyRequest, missed: Missed): Promise<void> {
    const { reason, title, name } = missed;
    if (reason !== 'company' && reason !== 'column') return await warn(request, missed);
    await flatchr.missed(connectionOf(request).id, missed); // a hire: it is not answered before that is known
    await keep(request, reason, [`${reason}: ${title ?? name} is not configured`]);
  }

  /** Tells the operators of what is no hire, as far as anybody knows. */
  async function warn(request: FastifyRequest, missed: Missed): Promise<void> {
    const connection = connectionOf(request).id;
    await flatchr
      .missed(connection, missed)
      .catch((error: unknown) => request.log.warn({ connection, code: codeOf(error) }, 'the operators are not told of a body'));
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    reason: (typeof UNUSABLE)[number],
    errors: readonly string[],
  ) {
    const kept = await keep(request, reason, errors);
    request.log.warn({ connection: connectionOf(request).id, errors, kept }, 'webhook refused');
    await warn(request, { reason: 'body', name: reason });
    return reply.code(status).send({ error: `${reason} body`, errors, ...(kept !== undefined && { kept }) });
  }

  async function keep(request: FastifyRequest, reason: RefusedBody['reason'], why: readonly string[]): Promise<string | undefined> {
    const connection = connectionOf(request).id;
    const body = request.body === UNREADABLE ? null : strippedBody(request.body);
    try {
      return await refused.keep({ connection, reason, why, body });
    } catch (error) {
      request.log.error({ connection, code: codeOf(error) }, 'Temporal did not take the refused body');
      return undefined;
    }
  }

  const tooLarge = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error.statusCode !== 413) throw error; // the app's own answer
    void refuse(request, reply, 413, 'too-large', [`body: must not be larger than ${MAX_BODY_BYTES / 1024 / 1024} MB`]);
  };
  for (const address of ADDRESSES) {
    app.post<Address>(address, { bodyLimit: MAX_BODY_BYTES, errorHandler: tooLarge }, answer);
    app.get<Address>(address, answer);
  }
};

function connectionOf({ webhookConnection }: Pick<FastifyRequest, 'webhookConnection'>): WebhookConnection {
  if (webhookConnection) return webhookConnection;
  throw new Error('a webhook passed without its secret'); // for the compiler: the hook has answered it
}

interface Address {
  Params: { connection: string; secret: string };
}

/** In constant time, whatever the lengths. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** gRPC's number or Node's code; the message may quote the request. */
function codeOf(error: unknown): string | number | undefined {
  const code =
    error instanceof Error
      ? 'code' in error
        ? error.code
        : error.cause instanceof Error && 'code' in error.cause
          ? error.cause.code
          : undefined
      : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}
