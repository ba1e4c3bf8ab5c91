import formbody from '@fastify/formbody';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { CorrectionRefusedError, HireNotFoundError, type HireClient } from '../../client.js';
import type { Connection } from '../../config/schema.js';
import type { Field } from '../../hire/draft.js';
import { parseHireId } from '../../hire/hire.js';
import type { Problem } from '../../hire/problem.js';
import type { HireLink, Links, ReadLink } from '../../links.js';
import type { HireState } from '../../workflows/messages.js';
import { answerPage } from './answer-page.js';
import { decisionOf, fieldsOf, inputsOf, MAX_LENGTH, typedOf, unanswered, type Typed, type Unsigned } from './inputs.js';
import { speechOf, type Speech } from './language.js';
import { messagePage } from './layout.js';
import { outcomePage } from './outcome-page.js';
import { STYLE } from './style.js';
import type { PageTexts } from './texts/texts.js';

/** What the pages need of a connection. */
export type PageConnection = Pick<Connection, 'id' | 'language' | 'timeZone' | 'admins' | 'correction' | 'contractTypes'>;

export interface HirePageOptions {
  readonly hires: Pick<HireClient, 'state' | 'correct' | 'mailFreshLink'>;
  readonly connections: readonly PageConnection[];
  readonly links: Links;
}

type Body = Readonly<Record<string, unknown>>;
interface Route {
  Params: { token: string };
  Querystring: { lang?: unknown };
  Body: Body | undefined;
}

/** Wrong links, and answers, from one address before it has to wait a minute. */
const WRONG_LINKS_PER_MINUTE = 20;
const ANSWERS_PER_MINUTE = 30;

/** A button's answer that is no correction. */
const FRESH = 'fresh';

/** No script, no foreign source, no frame around it; forms go nowhere else. */
const HELMET = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ['data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
};

/** Who reads, and what: a link that was signed here, for a person whom the configuration still names. */
interface Visit {
  readonly link: HireLink;
  readonly connection: PageConnection;
  /** Mail address. */
  readonly reader: string;
  readonly speech: Speech;
}

/**
 * The page of a hire: `GET /h/{token}` shows, `POST /h/{token}` answers, or has a fresh link mailed.
 *
 * 1. The token is the reader's whole right: there is no cookie that a foreign page could ride on. A browser that says that a form was sent
 *    from elsewhere is refused all the same.
 * 2. A GET changes nothing: mail scanners open links.
 * 3. A link answers the problem it was signed for and no other. Who has just answered is led on to the next one.
 */
export const hirePage: FastifyPluginAsync<HirePageOptions> = async (app, { hires, connections, links }) => {
  await app.register(formbody, { bodyLimit: 64 * 1024 });
  const limitWrongLinks = app.createRateLimit({ max: WRONG_LINKS_PER_MINUTE, timeWindow: '1 minute' });
  const limitAnswers = app.createRateLimit({ max: ANSWERS_PER_MINUTE, timeWindow: '1 minute' });
  const exceeds = async (limit: typeof limitAnswers, request: FastifyRequest) => {
    const result = await limit(request);
    return !result.isAllowed && result.isExceeded;
  };
  const helmet = { helmet: HELMET };

  app.get('/h/pages.css', async (_request, reply) => reply.type('text/css').header('cache-control', 'max-age=3600').send(STYLE));

  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') return;
    const from = request.headers['sec-fetch-site'];
    if (from !== undefined && from !== 'same-origin') await reply.code(403).type('text/plain').send('Not from another page.');
  });

  app.setErrorHandler<Error>(async (error, request, reply) => {
    const speech = speechFor(connections[0], request);
    if (error instanceof HireNotFoundError) return show(reply, 410, messagePage(speech, speech.page.used));
    const status = 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500 ? error.statusCode : 503;
    if (status === 503) request.log.error({ err: { type: error.name } }, 'page failed'); // its message may quote what was typed
    return show(reply, status, messagePage(speech, speech.page.unavailable));
  });

  /** The visit, or an answer that says why there is none. */
  async function visitOf(request: FastifyRequest<Route>, reply: FastifyReply): Promise<Visit | undefined> {
    const read = await links.read(request.params.token);
    const visit = visitWith(read, request);
    if (visit && read.kind === 'good') return visit;
    const speech = visit?.speech ?? speechFor(connections[0], request);
    if (visit) {
      await show(reply, 410, messagePage(speech, speech.page.expired, <FreshButton page={speech.page} />));
    } else {
      const many = await exceeds(limitWrongLinks, request);
      await show(reply, many ? 429 : 404, messagePage(speech, many ? speech.page.tooMany : speech.page.bad));
    }
    return undefined;
  }

  function visitWith(read: ReadLink, request: FastifyRequest<Route>): Visit | undefined {
    if (read.kind === 'bad') return undefined;
    const { link } = read;
    const connection = connections.find(({ id }) => id === parseHireId(link.hire)?.connection);
    const addresses = connection ? [...connection.admins, ...connection.correction.escalateTo] : [];
    const reader = addresses.find((address) => links.readerOf(address) === link.reader);
    return connection && reader !== undefined ? { link, connection, reader, speech: speechFor(connection, request) } : undefined;
  }

  app.get<Route>('/h/:token', helmet, async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (!visit) return reply;
    const { link, speech } = visit;
    const state = await hires.state(link.hire, link.run);
    if (state.problem?.number === link.problem) return show(reply, 200, answerPageOf(visit, state, state.problem));
    if (state.problem && link.follows) return go(request, reply, { ...link, problem: state.problem.number });
    const stale = state.problem !== undefined;
    return show(reply, 200, outcomePage(speech, state, link.problem, stale && <FreshButton page={speech.page} />));
  });

  app.post<Route>('/h/:token', helmet, async (request, reply) => {
    if (await exceeds(limitAnswers, request)) return tooMany(request, reply);
    if (request.body?.['kind'] === FRESH) return mailFresh(request, reply);
    const visit = await visitOf(request, reply);
    if (!visit) return reply;
    const { link, reader } = visit;
    const state = await hires.state(link.hire, link.run);
    const { problem } = state;
    if (problem?.number !== link.problem) return go(request, reply, link); // answered meanwhile: the page says so
    const typed = typedOf(request.body ?? {});
    const { answer, errors } = answerOf(visit, state, problem, request.body ?? {});
    if (errors) return show(reply, 422, answerPageOf(visit, state, problem, typed, errors));
    try {
      await hires.correct(link.hire, { ...answer, by: reader, problem: link.problem }, link.run);
    } catch (error) {
      if (!(error instanceof CorrectionRefusedError)) throw error;
      const errors = errorsOf(error, visit.speech, typed);
      if (errors.size > 0) return show(reply, 422, answerPageOf(visit, state, problem, typed, errors));
      // Someone else was faster: the page says so.
    }
    request.log.info({ hire: link.hire, kind: answer.kind }, 'answered on the page');
    return go(request, reply, { ...link, follows: true });
  });

  /** For a link that cannot be used any more; what is signed tells whom to mail. */
  async function mailFresh(request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> {
    const visit = visitWith(await links.read(request.params.token), request);
    const speech = visit?.speech ?? speechFor(connections[0], request);
    if (visit) await hires.mailFreshLink(visit.link);
    return show(reply, visit ? 202 : 404, messagePage(speech, visit ? speech.page.freshSent : speech.page.bad));
  }

  async function tooMany(request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> {
    const speech = speechFor(connections[0], request);
    return show(reply, 429, messagePage(speech, speech.page.tooMany));
  }

  async function go(request: FastifyRequest<Route>, reply: FastifyReply, link: HireLink): Promise<FastifyReply> {
    const { lang } = request.query;
    const query = typeof lang === 'string' ? `?lang=${encodeURIComponent(lang)}` : '';
    return noStore(reply).redirect(`./${await links.sign(link)}${query}`, 303);
  }
};

/** What a person answered; or what is wrong with it, for each field. */
function answerOf(
  { connection, speech: { page } }: Visit,
  { draft }: HireState,
  problem: Problem,
  body: Body,
): { answer: Unsigned; errors?: undefined } | { answer?: undefined; errors: ReadonlyMap<Field | 'reason' | 'form', string> } {
  const decision = decisionOf(body);
  if (decision?.kind === 'abandon' && (decision.reason === '' || decision.reason.length > MAX_LENGTH))
    return { errors: new Map([['reason', page.errors.reason]]) };
  if (decision) return { answer: decision };

  const inputs = inputsOf(problem, draft, connection.contractTypes);
  const fields = fieldsOf(inputs, typedOf(body));
  const open = unanswered(inputs, fields);
  if (open.length > 0) return { errors: new Map(open.map((field) => [field, page.errors.required])) };
  if (Object.keys(fields).length === 0) return { errors: new Map([['form', page.errors.nothingChanged]]) };
  return { answer: { kind: 'fields', fields } };
}

/** Why the hire did not take it, beside the fields it names; empty when the hire has gone on. */
function errorsOf({ errors }: CorrectionRefusedError, { page, words }: Speech, typed: Typed): Map<Field | 'form', string> {
  return new Map(
    errors.flatMap(({ path }) => {
      const field = path.startsWith('fields.') ? (path.slice('fields.'.length) as Field) : undefined; // written by the workflow
      if (!field) return [];
      const fixed = field === 'login' && (typed.login ?? '').length <= MAX_LENGTH;
      return [[field, fixed ? page.errors.fixedLogin : words.texts.fields[field].form]];
    }),
  );
}

function answerPageOf(
  { connection, speech }: Visit,
  state: HireState,
  problem: Problem,
  typed?: Typed,
  errors?: ReadonlyMap<Field | 'reason' | 'form', string>,
): string {
  return answerPage({ speech, state, problem, inputs: inputsOf(problem, state.draft, connection.contractTypes), typed, errors });
}

function speechFor(connection: PageConnection | undefined, { query }: FastifyRequest): Speech {
  const { lang } = (query ?? {}) as { lang?: unknown };
  return speechOf(lang, connection ?? { language: 'en', timeZone: 'UTC' });
}

function show(reply: FastifyReply, status: number, html: string): FastifyReply {
  return noStore(reply).code(status).type('text/html; charset=utf-8').send(html);
}

function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

function FreshButton({ page }: { page: PageTexts }) {
  return (
    <form method="post">
      <button name="kind" value={FRESH}>
        {page.fresh}
      </button>
    </form>
  );
}
