import type { ServerOptions } from 'node:http';
import cookie from '@fastify/cookie';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { NO_AUDIT, type AuditLog } from '../audit/audit-log.js';
import type { HireClient } from '../client.js';
import { codecServer, type CodecOptions } from './codec.js';
import { health, type HealthOptions } from './health.js';
import type { Links } from '../links.js';
import { pages, type PagesOptions } from './pages/pages.js';
import type { PageConnection } from './pages/shared.js';
import { webhook, type WebhookConnection, type WebhookOptions } from './webhook.js';

/** What the web process needs of a connection. */
export type WebConnection = WebhookConnection & PageConnection;

export interface WebOptions {
  readonly hires: Pick<HireClient, 'start' | 'left' | 'ready'> & PagesOptions['hires'];
  /** What is known of each connection's Flatchr, and the bodies of Flatchr's that become no hire. */
  readonly flatchr: WebhookOptions['flatchr'];
  readonly refused: WebhookOptions['refused'];
  readonly connections: readonly WebConnection[];
  /** Who is signed in to the list. */
  readonly sessions: PagesOptions['sessions'];
  /** Mail addresses of those who may read what Temporal stores; empty: the readers of all connections. */
  readonly operators?: readonly string[];
  /** Serves Temporal's UI and command line; left out: not at all. */
  readonly codec?: Pick<CodecOptions, 'codec' | 'uiUrl'>;
  /** As {@link PagesOptions.reconciliations}. */
  readonly reconciliations?: PagesOptions['reconciliations'];
  /** As {@link PagesOptions.pauses}. */
  readonly pauses?: PagesOptions['pauses'];
  /** Signs and reads the links to the pages. */
  readonly links: Links;
  /** Where it is written down who signs in, reads and acts; left out: nowhere. */
  readonly audit?: AuditLog;
  readonly logger: FastifyBaseLogger;
  /** Proxies in front that are believed: addresses, ranges, `loopback`, `linklocal`, `uniquelocal`. */
  readonly trustProxy?: readonly string[];
  /** As {@link HealthOptions.findings}. */
  readonly findings?: HealthOptions['findings'];
  /** As {@link HealthOptions.stored}. */
  readonly stored?: HealthOptions['stored'];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** How long a request may take to come in, in milliseconds. */
  readonly times?: typeof TIMES;
}

/** Of a form; the webhook has a limit of its own. */
const MAX_BODY_BYTES = 256 * 1024;
/** Longer than any secret; fastify's 100 characters are not. */
const MAX_PARAM_LENGTH = 1024;
/**
 * Nobody whom we serve sends headers or a body in a trickle that takes longer. Node takes the smaller of both times for the headers and the larger for
 * the whole request, whichever is which, and its own for headers is a minute; and it looks after its connections only so often.
 */
const TIMES = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 } satisfies ServerOptions;

/** The pages have one script of their own, no foreign source and no frame around them; their forms go nowhere else. */
const STRICT: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ['data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
};

/** The web process: Flatchr's webhook, the admins' pages, and health. It never calls Lucca. */
export async function createWeb(options: WebOptions): Promise<FastifyInstance> {
  const {
    hires,
    flatchr,
    refused,
    sessions,
    reconciliations,
    pauses,
    connections,
    operators = [],
    codec,
    links,
    audit = NO_AUDIT,
    logger,
    trustProxy = ['loopback'],
    findings,
    stored,
    now = Date.now,
    times = TIMES,
  } = options;
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: times.requestTimeout, // fastify's own default would replace that of `http`
    http: times,
    logController: new LogController({ disableRequestLogging: true }), // its lines hold the URL, which holds a secret: see the hook below
    trustProxy: [...trustProxy],
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply), // fastify's own answers quote the URL
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url = 'none', logLevel } = request.routeOptions;
    if (logLevel === 'silent') return;
    request.log.info({ method: request.method, route: url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.setErrorHandler(refuse);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  await app.register(helmet, STRICT);
  await app.register(rateLimit, { global: false });
  await app.register(cookie);
  await app.register(health, { hires, findings, stored, now });
  await app.register(webhook, { hires, flatchr, refused, connections });
  if (codec) await app.register(codecServer, { ...codec, sessions, connections, operators, links, audit });
  await app.register(pages, { hires, sessions, reconciliations, pauses, connections, operators, links, audit, now });
  return app;
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  return reply.code(status).send({ error: status >= 500 ? 'internal error' : messageOf(status) });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

/** Words of our own: an error's message may quote what was sent. */
function messageOf(status: number): string {
  if (status === 413) return 'the body is larger than can be taken here';
  return status === 400 ? 'the request or its body cannot be read' : 'the request cannot be taken';
}
