import type { FastifyPluginAsync } from 'fastify';
import type { HireClient } from '../client.js';

/** An answer about readiness is good for so long: probes must not load Temporal. A bad one is asked about again sooner. */
const KEEP_MS = { ready: 10_000, not: 2_000 };

export interface HealthOptions {
  readonly hires: Pick<HireClient, 'ready'>;
  /** Whether what Temporal stores is still where it is looked for at the next start; left out: another's care. */
  readonly stored?: (() => boolean) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `GET /livez`: the process answers. `GET /readyz`: a hire would be taken and worked on. */
export const health: FastifyPluginAsync<HealthOptions> = async (app, { hires, stored = () => true, now }) => {
  let kept: { until: number; readonly ready: Promise<boolean> } | undefined;
  const ready = () => {
    if (kept && now() <= kept.until) return kept.ready;
    const asked = { until: now() + KEEP_MS.not, ready: hires.ready().catch(() => false) };
    void asked.ready.then((good) => (asked.until += good ? KEEP_MS.ready - KEEP_MS.not : 0));
    kept = asked;
    return asked.ready;
  };

  app.get('/livez', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'silent' }, async (_request, reply) => {
    if (!stored())
      return reply.code(503).send({ status: 'not ready', reason: "Temporal's data base was deleted or replaced while in use" });
    if (await ready()) return { status: 'ok' };
    return reply.code(503).send({ status: 'not ready', reason: 'Temporal stores no hire, or no worker is running' });
  });
};
