import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditLog } from '../../audit/audit-log.js';
import { CorrectionRefusedError, type HireClient, type Sessions } from '../../client.js';
import type { PreviewReport } from '../../contracts/preview.js';
import { MAX_LENGTH, type Field } from '../../hire/draft.js';
import { canBeginAnew, parseHireId } from '../../hire/order.js';
import { readersOf } from '../../hire/readers.js';
import { fieldOf, type Problem } from '../../hire/problem.js';
import type { HireLink, Links, ReadLink, SignedLink } from '../../links.js';
import type { HireState } from '../../workflows/hire/messages.js';
import { answerPage, PREVIEW } from './answer-page.js';
import { decisionOf, fieldsOf, inputsOf, typedOf, unanswered, type Typed, type Unsigned } from './inputs.js';
import type { Speech } from './language.js';
import { messagePage } from './layout.js';
import type { HireLists } from './hire-lists.js';
import { abandonPage, outcomePage, REOPEN } from './outcome-page.js';
import { exceeds, noStore, show, speechFor, type Body, type PageConnection } from './shared.js';
import type { PageTexts } from './texts/texts.js';

export interface HirePageOptions {
  readonly hires: Pick<HireClient, 'state' | 'correct' | 'preview' | 'mailLink' | 'heldUpBy' | 'retryActivities' | 'reopen'>;
  readonly connections: readonly PageConnection[];
  readonly links: Links;
  readonly sessions: Pick<Sessions, 'isOpen'>;
  readonly lists: Pick<HireLists, 'forget'>;
  readonly audit: AuditLog;
}

interface Route {
  Params: { token: string };
  Querystring: { lang?: unknown; abandon?: unknown };
  Body: Body | undefined;
}

/** Wrong links, and answers, from one address before it has to wait a minute. */
const WRONG_LINKS_PER_MINUTE = 20;
const ANSWERS_PER_MINUTE = 30;

/** A button's answer that is no correction. */
const FRESH = 'fresh';

/** Who reads, and what: a link that was signed here, for a person whom the configuration still names. */
interface Visit {
  readonly link: SignedLink;
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
 * 3. A link answers the problem it was signed for and no other. Who has just answered, or comes from the list, is led on to the next one,
 *    and may act while nothing waits for an answer: try again, abandon, take up again.
 * 4. Only an answer that was taken signs a link that lives longer than the one it came by. A link from the list ends with its session.
 */
export const hirePage: FastifyPluginAsync<HirePageOptions> = async (app, { hires, connections, links, sessions, lists, audit }) => {
  const limitWrongLinks = app.createRateLimit({ max: WRONG_LINKS_PER_MINUTE, timeWindow: '1 minute' });
  const limitAnswers = app.createRateLimit({ max: ANSWERS_PER_MINUTE, timeWindow: '1 minute' });
  /** The visit, or an answer that says why there is none. */
  async function visitOf(request: FastifyRequest<Route>, reply: FastifyReply): Promise<Visit | undefined> {
    const read = await links.read(request.params.token);
    const visit = visitWith(read, request);
    const { session } = visit?.link ?? {};
    if (visit && read.kind === 'good' && (session === undefined || (await sessions.isOpen(session)))) return visit;
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
    const reader = connection && readersOf(connection).find((address) => links.readerOf(address) === link.reader);
    return connection && reader !== undefined ? { link, connection, reader, speech: speechFor(connection, request) } : undefined;
  }

  app.get<Route>('/h/:token', async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (!visit) return reply;
    const { link, speech } = visit;
    const state = await hires.state(link.hire, link.run);
    if (state.problem?.number === link.problem) return show(reply, 200, answerPageOf(visit, state, state.problem));
    if (state.problem && link.follows) return go(request, reply, { ...link, problem: state.problem.number });
    const underWay = state.status === 'in-progress';
    if (underWay && link.follows && request.query.abandon !== undefined) return show(reply, 200, abandonPage(speech, state));
    const heldUpBy = underWay ? await hires.heldUpBy(link.hire, link.run) : [];
    const more = state.problem !== undefined && <FreshButton page={speech.page} />;
    return show(reply, 200, outcomePage({ speech, state, answered: link.problem, heldUpBy, mayAct: link.follows, more }));
  });

  app.post<Route>('/h/:token', async (request, reply) => {
    if (await exceeds(limitAnswers, request)) return tooMany(request, reply);
    if (request.body?.['kind'] === FRESH) return mailFresh(request, reply);
    const visit = await visitOf(request, reply);
    if (!visit) return reply;
    const { link, reader } = visit;
    const state = await hires.state(link.hire, link.run);
    const { problem } = state;
    if (!problem && link.follows) return act(visit, state, request, reply);
    if (problem?.number !== link.problem) return go(request, reply, link); // answered meanwhile: the page says so
    const typed = typedOf(request.body ?? {});
    if (request.body?.[PREVIEW] !== undefined) return showPreview(visit, state, problem, typed, reply);
    const { answer, errors } = answerOf(visit, state, problem, request.body ?? {});
    if (errors) return show(reply, 422, answerPageOf(visit, state, problem, typed, errors));
    try {
      await hires.correct(link.hire, { ...answer, by: reader, via: rightOf(link), problem: link.problem }, link.run);
    } catch (error) {
      if (!(error instanceof CorrectionRefusedError)) throw error;
      const errors = errorsOf(error, visit.speech, typed, state);
      if (errors.size > 0) return show(reply, 422, answerPageOf(visit, state, problem, typed, errors));
      return go(request, reply, link); // someone else was faster: the page says so
    }
    lists.forget(visit.connection.id);
    request.log.info({ hire: link.hire, kind: answer.kind }, 'answered on the page');
    const { until: _ended, ...answered } = link;
    return go(request, reply, { ...answered, follows: true });
  });

  /** What would be sent with the values that were typed, beside the question: nothing is answered by that. */
  async function showPreview(visit: Visit, state: HireState, problem: Problem, typed: Typed, reply: FastifyReply): Promise<FastifyReply> {
    const { link, connection } = visit;
    const fields = fieldsOf(inputsOf(problem, state.draft, connection.contractTypes), typed);
    const report = await hires.preview(link.hire, link.run, fields);
    return show(reply, 200, answerPageOf(visit, state, problem, typed, undefined, report));
  }

  /** What a reader can do while nothing waits for an answer. An action that no longer fits the hire does nothing. */
  async function act(
    { link, reader, connection, speech }: Visit,
    state: HireState,
    request: FastifyRequest<Route>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const decision = decisionOf(request.body ?? {});
    const underWay = state.status === 'in-progress';
    let { run } = link;
    const about = { hire: link.hire, connection: connection.id, by: { kind: rightOf(link), name: reader } };
    if (underWay && decision?.kind === 'retry') {
      await hires.retryActivities(link.hire);
      audit.write({ what: 'tried-again', ...about });
    }
    if (underWay && decision?.kind === 'abandon') {
      if (!isReason(decision.reason)) return show(reply, 422, abandonPage(speech, state, speech.page.errors.reason));
      await hires.correct(link.hire, { ...decision, by: reader, via: rightOf(link) }, run).catch(ignoreRefusal);
    }
    const reopens = canBeginAnew(state.status) && request.body?.['kind'] === REOPEN;
    if (reopens) {
      audit.write({ what: 'reopened', ...about });
      ({ run } = await hires.reopen(link.hire));
    }
    lists.forget(connection.id);
    request.log.info({ hire: link.hire, kind: reopens ? REOPEN : decision?.kind }, 'acted on the page');
    return go(request, reply, { ...link, run, problem: 0 });
  }

  /** For a link that cannot be used any more; its signed content tells whom to mail. */
  async function mailFresh(request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> {
    const visit = visitWith(await links.read(request.params.token), request);
    const speech = visit?.speech ?? speechFor(connections[0], request);
    if (visit) await hires.mailLink({ connection: visit.connection.id, reader: visit.link.reader, hire: visit.link.hire });
    return show(reply, visit ? 202 : 404, messagePage(speech, visit ? speech.page.freshSent : speech.page.bad));
  }

  async function tooMany(request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> {
    const speech = speechFor(connections[0], request);
    return show(reply, 429, messagePage(speech, speech.page.tooMany));
  }

  async function go(request: FastifyRequest<Route>, reply: FastifyReply, link: HireLink | SignedLink): Promise<FastifyReply> {
    const { lang } = request.query;
    const query = typeof lang === 'string' ? `?lang=${encodeURIComponent(lang)}` : '';
    return noStore(reply).redirect(`./${await links.sign(link)}${query}`, 303);
  }
};

/** A link of the list ends with a session; others were mailed. */
function rightOf({ session }: HireLink): 'session' | 'mail-link' {
  return session === undefined ? 'mail-link' : 'session';
}

function isReason(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH;
}

/** The hire has ended meanwhile: the page says so. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CorrectionRefusedError)) throw error;
}

/** What a person answered; or what is wrong with it, for each field. */
function answerOf(
  { connection, speech: { page } }: Visit,
  { draft }: HireState,
  problem: Problem,
  body: Body,
): { answer: Unsigned; errors?: undefined } | { answer?: undefined; errors: ReadonlyMap<Field | 'reason' | 'form', string> } {
  const decision = decisionOf(body);
  if (decision?.kind === 'abandon' && !isReason(decision.reason)) return { errors: new Map([['reason', page.errors.reason]]) };
  if (decision) return { answer: decision };

  const inputs = inputsOf(problem, draft, connection.contractTypes);
  const fields = fieldsOf(inputs, typedOf(body));
  const open = unanswered(inputs, fields);
  if (open.length > 0) return { errors: new Map(open.map((field) => [field, page.errors.required])) };
  if (Object.keys(fields).length === 0) return { errors: new Map([['form', page.errors.nothingChanged]]) };
  return { answer: { kind: 'fields', fields } };
}

/** Why the hire did not take it, beside the fields it names; empty when the hire has gone on. */
function errorsOf(
  { errors }: CorrectionRefusedError,
  { page, words }: Speech,
  typed: Typed,
  { employee, problem }: HireState,
): Map<Field | 'form', string> {
  return new Map(
    errors.flatMap(({ path }) => {
      const field = path.startsWith('fields.') ? (path.slice('fields.'.length) as Field) : undefined; // written by the workflow
      if (!field) return [];
      const fixed = field === 'login' && (typed.login ?? '').length <= MAX_LENGTH;
      const inLucca = employee !== undefined && !problem?.issues.some((issue) => fieldOf(issue) === field);
      return [[field, fixed ? page.errors.fixedLogin : inLucca ? page.errors.inLucca : words.texts.fields[field].form]];
    }),
  );
}

function answerPageOf(
  { connection, speech }: Visit,
  state: HireState,
  problem: Problem,
  typed?: Typed,
  errors?: ReadonlyMap<Field | 'reason' | 'form', string>,
  report?: PreviewReport,
): string {
  const inputs = inputsOf(problem, state.draft, connection.contractTypes).filter(
    // Once the employee exists, only the question can be answered here. Other values that were typed are shown with their error.
    ({ field, issue }) => issue || !state.employee || errors?.has(field),
  );
  return answerPage({ speech, state, problem, inputs, typed, errors, report });
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
