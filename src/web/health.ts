import type { FastifyPluginAsync } from 'fastify';
import type { HireClient } from '../client.js';

/** An answer about readiness is good for so long: probes must not load Temporal. */
const KEEP_MS = 2_000;

export interface HealthOptions {
  readonly hires: Pick<HireClient, 'ready'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `GET /livez`: the process answers. `GET /readyz`: a hire would be taken and worked on. */
export const health: FastifyPluginAsync<HealthOptions> = async (app, { hires, now }) => {
  let kept: { readonly at: number; readonly ready: Promise<boolean> } | undefined;
  const ready = () => {
    if (!kept || now() - kept.at > KEEP_MS) kept = { at: now(), ready: hires.ready().catch(() => false) };
    return kept.ready;
  };

  app.get('/livez', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'silent' }, async (_request, reply) => {
    if (await ready()) return { status: 'ok' };
    return reply.code(503).send({ status: 'not ready', reason: 'Temporal does not answer, or no worker is running' });
  });
};
