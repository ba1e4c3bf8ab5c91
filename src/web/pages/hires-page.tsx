import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { AuditLog } from '../../audit/audit-log.js';
import { CorrectionRefusedError, HireNotFoundError, type HireClient, type HireSummary, type Pause, type Sessions } from '../../client.js';
import type { Field } from '../../hire/draft.js';
import { LIFE_OF_SESSION_MS, type Links } from '../../links.js';
import type { Comparisons } from './comparisons.js';
import { bulkPage, bulkResultPage } from './bulk-page.js';
import { groupsOf, ruleFor, type Group } from './groups.js';
import { cookieFor } from '../cookies.js';
import { createSignIn, SESSION_COOKIE, type Reader } from '../signed-in.js';
import type { HireLists } from './hire-lists.js';
import { fieldsOf, inputsOf, typedOf, type Input } from './inputs.js';
import { messagePage } from './layout.js';
import { listPage, signInPage, type ListedHire } from './list-page.js';
import { exceeds, noStore, show, speechFor, type Body, type PageConnection } from './shared.js';
import type { View } from './texts/texts.js';

export interface HiresPageOptions {
  readonly hires: Pick<HireClient, 'state' | 'correct' | 'mailLink' | 'heldUpBy'>;
  readonly connections: readonly PageConnection[];
  /** Mail addresses; they may sign in although no mail about hires goes to them. */
  readonly operators: readonly string[];
  readonly links: Links;
  readonly sessions: Sessions;
  readonly lists: HireLists;
  readonly audit: AuditLog;
  readonly comparisons: Comparisons;
  /** The connections that are paused, of whomever. */
  readonly pauses: () => Promise<readonly Pause[]>;
}

interface Route {
  Params: { pass: string };
  Querystring: { lang?: unknown; show?: unknown; q?: unknown; page?: unknown; key?: unknown };
  Body: Body | undefined;
}

const VIEWS: readonly View[] = ['waiting', 'under-way', 'ended'];
const PER_PAGE = 50;
/** Requests for a link, or wrong ones, from one address before it has to wait a minute. */
const TRIES_PER_MINUTE = 10;
/** Answers under way at once. */
const AT_ONCE = 10;

/**
 * `/hires/`: the list of all hires, for the readers of the mails.
 *
 * 1. One signs in by a mailed link, which becomes a cookie by a POST: a mail scanner that opens the link signs nobody in.
 * 2. A link signs in once. A session ends when one signs out, and with it the links in its list, on every web process.
 * 3. Who asks for a link learns nothing: the answer is given before it is looked up whether the address is a reader's.
 * 4. The cookie is sent by forms of these pages only (`SameSite=Strict`).
 *
 * The list comes from visibility and memos: no hire is asked. For the first hires under way, Temporal tells what holds them up.
 */
export const hiresPage: FastifyPluginAsync<HiresPageOptions> = async (
  app,
  { hires, connections, operators, links, sessions, lists, comparisons, pauses, audit },
) => {
  const limitTries = app.createRateLimit({ max: TRIES_PER_MINUTE, timeWindow: '1 minute' });

  const { readerOf, passOf, signedIn } = createSignIn({ connections, operators, links, sessions });

  /** The speech of the reader's first connection. */
  const speak = (request: FastifyRequest, reader?: Reader<PageConnection>) => speechFor(reader?.connections[0] ?? connections[0], request);

  app.get('/hires', async (_request, reply) => reply.redirect('./hires/', 303));

  app.get<Route>('/hires/', async (request, reply) => {
    const reader = await signedIn(request);
    const speech = speak(request, reader);
    if (!reader) return show(reply, 200, signInPage(speech));
    const { show: chosen, q, page } = request.query;
    const view = VIEWS.find((one) => one === chosen) ?? 'waiting';
    const search = typeof q === 'string' ? q.trim().slice(0, 100) : '';
    const all = await Promise.all(
      reader.connections.map(async (connection) => ({ connection, found: await lists.get(connection.id, view) })),
    );
    const fitting = all.flatMap(({ connection, found }) =>
      found.filter((hire) => fits(hire, search)).map((hire) => ({ hire, connection })),
    );
    const upTo = PER_PAGE * Math.min(Math.max(Math.trunc(Number(page)) || 1, 1), 100);
    const listed: ListedHire[] = await Promise.all(
      fitting.slice(0, upTo).map(async ({ hire, connection }, index) => {
        const problem = hire.status === 'awaiting-correction' ? (hire.problem?.number ?? 0) : 0;
        const link = { hire: hire.id, run: hire.run, problem, reader: reader.digest, follows: true, session: reader.session };
        const heldUpBy = hire.status === 'in-progress' && index < PER_PAGE ? await hires.heldUpBy(hire.id, hire.run) : [];
        return { ...hire, heldUpBy, speech: speechFor(connection, request), url: `../h/${await links.sign(link)}` };
      }),
    );
    const groups = view === 'waiting' ? all.flatMap(({ connection, found }) => groupsOf(connection.id, found)) : [];
    const missing = await Promise.all(
      reader.connections.map(async ({ id }) => ({ connection: id, count: (await comparisons.last(id).catch(() => undefined))?.missing })),
    );
    const everyPause = await pauses().catch(() => []); // the list is of use without them
    const paused = reader.connections.flatMap((connection) =>
      everyPause.filter((pause) => pause.connection === connection.id).map((pause) => ({ pause, speech: speechFor(connection, request) })),
    );
    const found = { listed, total: fitting.length, groups, missing, paused };
    return show(reply, 200, listPage({ speech, view, search, ...found, pages: upTo / PER_PAGE }));
  });

  app.post<Route>('/hires/sign-in', async (request, reply) => {
    const speech = speak(request);
    if (await exceeds(limitTries, request)) return show(reply, 429, messagePage(speech, speech.page.tooMany));
    return show(reply, 202, messagePage(speech, speech.page.signIn.sent));
  });

  // Nobody must learn who is a reader, so the answer must not take longer for one. A reader who gets no mail asks again.
  app.addHook<Route>('onResponse', async (request, reply) => {
    const address = request.body?.['address'];
    if (request.routeOptions.url !== '/hires/sign-in' || reply.statusCode !== 202 || typeof address !== 'string') return;
    const reader = readerOf(links.readerOf(address));
    const connection = reader?.connections[0] ?? connections[0]; // an operator may have none: any worker mails
    if (!reader || !connection) return;
    await hires
      .mailLink({ connection: connection.id, reader: reader.digest })
      .catch(() => request.log.warn({ connection: connection.id }, 'a link to sign in was not mailed: Temporal did not take it'));
  });

  app.post('/hires/sign-out', async (request, reply) => {
    const pass = await passOf(request);
    if (pass) {
      await sessions.close(pass.session);
      audit.write({ what: 'signed-out', by: { kind: 'session', name: readerOf(pass.reader)?.address } });
    }
    return noStore(reply).clearCookie(SESSION_COOKIE, { path: '/' }).redirect('./', 303);
  });

  app.get<Route>('/hires/enter/:pass', async (request, reply) => {
    const reader = readerOf((await links.readPass(request.params.pass, 'enter'))?.reader);
    const speech = speak(request, reader);
    if (reader) return show(reply, 200, signInPage(speech, { enter: true }));
    const many = await exceeds(limitTries, request);
    return show(reply, many ? 429 : 410, many ? messagePage(speech, speech.page.tooMany) : signInPage(speech, { old: true }));
  });

  app.post<Route>('/hires/enter/:pass', async (request, reply) => {
    const pass = await links.readPass(request.params.pass, 'enter');
    const reader = readerOf(pass?.reader);
    const speech = speak(request, reader);
    if (!pass || !reader || !(await sessions.open(pass.session, LIFE_OF_SESSION_MS))) {
      const many = await exceeds(limitTries, request);
      return show(reply, many ? 429 : 410, many ? messagePage(speech, speech.page.tooMany) : signInPage(speech, { old: true }));
    }
    audit.write({ what: 'signed-in', by: { kind: 'mail-link', name: reader.address } });
    const session = await links.signPass({ ...pass, use: 'session' });
    return noStore(reply).setCookie(SESSION_COOKIE, session, cookieFor(request)).redirect('../', 303);
  });

  /** The group that a request is about, with the form for it. */
  async function groupOf(
    request: FastifyRequest<Route>,
    reader: Reader<PageConnection>,
  ): Promise<(Group & { input: Input; settings: PageConnection }) | undefined> {
    for (const settings of reader.connections) {
      const group = groupsOf(settings.id, await lists.get(settings.id, 'waiting')).find(({ key }) => key === request.query.key);
      const [first] = group?.hires ?? [];
      if (!group || !first) continue;
      const { problem, draft } = await hires.state(first.id, first.run);
      const input = problem && inputsOf(problem, draft, settings.contractTypes).find(({ field, issue }) => issue && field === group.field);
      if (input) return { ...group, input, settings };
    }
    return undefined;
  }

  app.get<Route>('/hires/group', async (request, reply) => {
    const reader = await signedIn(request);
    if (!reader) return noStore(reply).redirect('./', 303);
    const group = await groupOf(request, reader);
    return group ? show(reply, 200, bulkPage({ speech: speechFor(group.settings, request), group })) : noStore(reply).redirect('./', 303);
  });

  app.post<Route>('/hires/group', async (request, reply) => {
    const reader = await signedIn(request);
    const group = reader && (await groupOf(request, reader));
    if (!group) return noStore(reply).redirect('./', 303);
    const speech = speechFor(group.settings, request);
    const body = request.body ?? {};
    const typed = typedOf(body);
    const fields = fieldsOf([group.input], typed);
    const value = fields[group.field];
    const chosen = [body['hire']].flat();
    const meant = group.hires.filter(({ id }) => chosen.includes(id));
    if (value === undefined || meant.length === 0) {
      const { required, noneChosen } = speech.page.errors;
      const errors = { value: value === undefined ? required : undefined, hires: meant.length === 0 ? noneChosen : undefined };
      return show(reply, 422, bulkPage({ speech, group, sent: { typed, chosen: meant }, errors }));
    }

    const left = await answerAll(meant, group.field, value, reader.address);
    lists.forget(group.connection);
    request.log.info({ connection: group.connection, field: group.field, answered: meant.length - left.length }, 'answered together');
    return show(reply, 200, bulkResultPage({ speech, answered: meant.length - left.length, left, rule: ruleFor(group, value) }));
  });

  /** Gives many hires the same answer. @returns those that did not take it, since they wait for something else by now or have ended. */
  async function answerAll(meant: readonly HireSummary[], field: Field, value: string | number, by: string): Promise<HireSummary[]> {
    const left: HireSummary[] = [];
    const waiting = [...meant];
    const answerNext = async () => {
      for (let hire = waiting.shift(); hire; hire = waiting.shift())
        try {
          await hires.correct(
            hire.id,
            { kind: 'fields', fields: { [field]: value }, by, via: 'session', problem: hire.problem?.number },
            hire.run,
          );
        } catch (error) {
          if (!(error instanceof CorrectionRefusedError || error instanceof HireNotFoundError)) throw error;
          left.push(hire);
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, answerNext));
    return left;
  }
};

function fits({ person, vacancy = '' }: HireSummary, search: string): boolean {
  return folded(`${person} ${vacancy}`).includes(folded(search));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
