import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { readWebhook, type WebhookSettings } from '../flatchr/webhook.js';
import type { HireClient } from '../client.js';
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

/** Wrong secrets from one address before it has to wait a minute. Right ones are never limited: Flatchr does not send twice. */
const WRONG_SECRETS_PER_MINUTE = 20;

/**
 * `POST /webhooks/flatchr/{connection}/{secret}`.
 *
 * The acknowledgement goes out only after the workflow is durably started. All that can be read is taken; what is missing becomes a
 * problem of the hire.
 */
export const webhook: FastifyPluginAsync<WebhookOptions> = async (app, { hires, connections }) => {
  readEveryBodyAsJson(app);
  const limitWrongSecrets = app.createRateLimit({ max: WRONG_SECRETS_PER_MINUTE, timeWindow: '1 minute' });

  app.post<{ Params: { connection: string; secret: string } }>('/webhooks/flatchr/:connection/:secret', {
    // Before the body is read: a stranger's megabytes are not worth a parse.
    async onRequest(request, reply) {
      const { connection: id, secret } = request.params;
      const connection = connections.find((one) => one.id === id);
      if (connection?.webhookSecrets.some((known) => equal(known, secret))) return;
      const { isExceeded } = await limitWrongSecrets(request).then((limit) => ({ isExceeded: !limit.isAllowed && limit.isExceeded }));
      // The same answer for a wrong connection and a wrong secret: neither can be guessed alone.
      await reply.code(isExceeded ? 429 : 404).send({ error: isExceeded ? 'too many wrong addresses' : 'not found' });
    },
    async handler(request, reply) {
      const connection = connections.find((one) => one.id === request.params.connection);
      if (!connection) return reply.code(404).send({ error: 'not found' });
      const reading = readWebhook(request.body, connection);
      switch (reading.kind) {
        case 'malformed':
          request.log.warn({ connection: connection.id, errors: reading.errors }, 'webhook refused');
          return reply.code(400).send({ error: 'malformed body', errors: reading.errors });
        case 'ignored':
          return reply.code(200).send({ ignored: reading.reason });
        case 'hire':
          break;
      }
      try {
        const answer = await hires.start(reading.hire);
        request.log.info({ ...answer }, 'hire taken');
        return await reply.code(202).send(answer);
      } catch (error) {
        request.log.error({ connection: connection.id, code: codeOf(error) }, 'Temporal did not take the hire');
        return reply.code(503).header('retry-after', '10').send({ error: 'the hire was not taken; send it again' });
      }
    },
  });
};

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
