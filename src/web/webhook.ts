import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { readWebhook, type WebhookSettings } from '../flatchr/webhook.js';
import type { HireClient } from '../client.js';
import type { Hire } from '../hire/hire.js';
import { readEveryBodyAsJson } from './json-body.js';

/** What the webhook needs of a connection. */
export interface WebhookConnection extends WebhookSettings {
  /** Several while one is replaced by another. */
  readonly webhookSecrets: readonly string[];
}

export interface WebhookOptions {
  readonly hires: Pick<HireClient, 'start'>;
  readonly connections: readonly WebhookConnection[];
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
 * The acknowledgement goes out only after the workflow is durably started. All that can be read is taken; what is missing becomes a
 * problem of the hire. An address that somebody only tries answers that it is the right one.
 */
export const webhook: FastifyPluginAsync<WebhookOptions> = async (app, { hires, connections }) => {
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
    const { webhookConnection: connection } = request;
    if (!connection) throw new Error('a webhook passed without its secret'); // for the compiler: see the hook
    const reading = readWebhook(request.body, connection);
    switch (reading.kind) {
      case 'malformed':
        request.log.warn({ connection: connection.id, errors: reading.errors }, 'webhook refused');
        return reply.code(400).send({ error: 'malformed body', errors: reading.errors });
      case 'ignored':
        request.log.info({ connection: connection.id, reason: reading.reason, ...reading.missed }, 'webhook ignored');
        return reply.code(200).send({ ignored: reading.reason });
      case 'hire':
        return await take(reading.hire, request, reply);
    }
  }

  async function take(hire: Hire, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const taken = await hires.start(hire);
      request.log.info({ ...taken }, 'hire taken');
      return await reply.code(202).send(taken);
    } catch (error) {
      request.log.error({ connection: hire.connection, code: codeOf(error) }, 'Temporal did not take the hire');
      return reply.code(503).header('retry-after', '10').send({ error: 'the hire was not taken; send it again' });
    }
  }

  for (const address of ADDRESSES) {
    app.post<Address>(address, { bodyLimit: MAX_BODY_BYTES }, answer);
    app.get<Address>(address, answer);
  }
};

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
