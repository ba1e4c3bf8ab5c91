import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Findings, HireClient } from '../client.js';
import { SEEN_COOKIE, type Seen } from '../contracts/seen.js';
import { cookieFor } from './cookies.js';

/** How long an answer about readiness is good: probes must not load Temporal. A bad one is asked about again sooner. */
const KEEP_MS = { ready: 10_000, not: 2_000 };

export interface HealthOptions {
  readonly hires: Pick<HireClient, 'ready'>;
  /** What the doctor found last, of each connection that was looked at; left out: nobody asks. */
  readonly findings?: (() => Promise<readonly Findings[]>) | undefined;
  /** Whether what Temporal stores is still where it is looked for at the next start; left out: another's care. */
  readonly stored?: (() => boolean) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Probe {
  Querystring: { verbose?: unknown; seen?: unknown };
}

/**
 * `GET /livez`: the process answers; with `?seen`, and tells what it saw of the request, for `hire doctor`. `GET /readyz`: a hire would be taken and worked on. `GET /readyz?verbose`: the same answer, and what
 * the doctor found last – ids alone, since anybody may ask: what was found names departments and columns.
 */
export const health: FastifyPluginAsync<HealthOptions> = async (app, { hires, findings = async () => [], stored = () => true, now }) => {
  const ready = kept(
    () => hires.ready().catch(() => false),
    (good) => (good ? KEEP_MS.ready : KEEP_MS.not),
    now,
  );
  const doctor = kept(
    () => findings().then(shown, () => undefined),
    (known) => (known ? KEEP_MS.ready : KEEP_MS.not),
    now,
  );
  const look = async (): Promise<{ status: 'ok' } | { status: 'not ready'; reason: string }> => {
    if (!stored()) return { status: 'not ready', reason: "Temporal's data base was deleted or replaced while in use" };
    return (await ready()) ? { status: 'ok' } : { status: 'not ready', reason: 'Temporal stores no hire, or no worker is running' };
  };

  app.get<Probe>('/livez', { logLevel: 'silent' }, async (request, reply) => {
    if (request.query.seen === undefined) return { status: 'ok' };
    void reply.header('cache-control', 'no-store').setCookie(SEEN_COOKIE, '1', { ...cookieFor(request), maxAge: 0 });
    return { status: 'ok', seen: seen(request) };
  });
  app.get<Probe>('/readyz', { logLevel: 'silent' }, async ({ query }, reply) => {
    const [answer, found] = await Promise.all([look(), query.verbose === undefined ? undefined : doctor()]);
    return reply.code(answer.status === 'ok' ? 200 : 503).send(query.verbose === undefined ? answer : { ...answer, doctor: found ?? null });
  });
};

/** Nothing but what who asks has sent, and how many proxies have. */
function seen({ protocol, host, ips = [], headers }: FastifyRequest): Seen {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const proxies = forwarded.split(',').filter((address) => address.trim() !== '').length;
  return { protocol, host, proxies, believed: Math.max(0, ips.length - 1) };
}

/** What the whole world may read of it. */
function shown(findings: readonly Findings[]) {
  return findings.map(({ connection, at, checks }) => {
    const withStatus = (wanted: string) => checks.filter(({ status }) => status === wanted).map(({ id }) => id);
    return { connection, at, fail: withStatus('fail'), warn: withStatus('warn') };
  });
}

/** Asks once for all who ask meanwhile, and keeps the answer for as long as it is good, in milliseconds. */
function kept<T>(ask: () => Promise<T>, goodForMs: (answer: T) => number, now: () => number): () => Promise<T> {
  let last: { until: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (last && now() <= last.until) return last.answer;
    const at = now();
    const asked = { until: at + KEEP_MS.not, answer: ask() };
    void asked.answer.then((answer) => (asked.until = at + goodForMs(answer)));
    last = asked;
    return asked.answer;
  };
}
