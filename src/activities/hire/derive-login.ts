import type { Value } from '../../hire/draft.js';
import { isUsableLogin, loginCandidates } from '../../hire/login.js';
import { sameName } from '../../hire/names.js';
import { foundProblem } from '../../hire/problem.js';
import type { LoginOrder, Steps } from '../../hire/steps.js';
import type { LuccaUser } from '../../lucca/lucca-client.js';
import { connectionOf, type LoginDeps } from '../deps.js';
import { holdersOf } from './holders.js';
import { ReservedLogins } from './reserved-logins.js';

/** Logins asked for in one request: nearly every hire is served by the first, and hires that arrive together share 40 in a request. */
const BATCH = 3;
/** Where so many are taken, the formats do not fit the company. */
const MAX_CANDIDATES = 100;

/**
 * A login by the configured formats, free among present, future and former employees.
 *
 * A login held by someone of the same name is kept: it probably is the same person, which `createEmployee` asks about. Trying the next
 * format instead would quietly make a second record of one person.
 */
export function createDeriveLogin(deps: LoginDeps): Steps['deriveLogin'] {
  const reserved = new ReservedLogins(deps.now);
  const shown = once(async () => {
    for (const { value, ...holder } of await deps.shownLogins()) reserved.reserve(holder, value, true);
  });
  return async (order) => {
    const { hireId, firstName, lastName } = order;
    const holder = { hireId, firstName, lastName };
    const { settings, lucca } = connectionOf(deps, order.connection);
    const keep = (login: string) => {
      if (!order.onlyLook) reserved.reserve(holder, login, settings.mode !== 'live');
    };
    const usable = (holders: readonly LuccaUser[], login: string) =>
      holders.filter((user) => user.login.toLowerCase() === login.toLowerCase()).every((user) => maybeSamePerson(user, order));

    if (order.wanted !== undefined) {
      const wanted = String(order.wanted).trim();
      if (!isUsableLogin(wanted, settings.login.maxLength)) return problem('login-unusable', wanted);
      const { found, refused } = await holdersOf('login', [wanted], lucca);
      if (refused.length > 0) return problem('login-unusable', wanted);
      if (!usable(found, wanted)) return problem('login-taken', wanted);
      keep(wanted);
      return { done: { value: wanted, origin: 'correction' } };
    }

    await shown();
    const candidates = loginCandidates({ ...settings.login, firstName: order.firstName, lastName: order.lastName });
    for (let tried = 0; tried < MAX_CANDIDATES; tried += BATCH) {
      const batch = take(candidates, BATCH);
      if (batch.length === 0) return problem(tried === 0 ? 'login-unusable' : 'login-exhausted');
      const { found, refused } = await holdersOf('login', batch, lucca);
      const taken = (candidate: string) => refused.some(({ value }) => value === candidate) || !usable(found, candidate);
      const login = batch.find((candidate) => !taken(candidate) && reserved.isFreeFor(holder, candidate));
      if (login === undefined) continue;
      keep(login);
      return { done: { value: login, origin: 'derived' } satisfies Value };
    }
    return problem('login-exhausted');
  };
}

/** Does it at the first call; what fails is done again at the next. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work().catch((error: unknown) => ((done = undefined), Promise.reject(error))));
}

function maybeSamePerson(user: LuccaUser, order: LoginOrder): boolean {
  return sameName(user, order) && !order.dismissed.includes(user.id);
}

function problem(code: 'login-unusable' | 'login-exhausted' | 'login-taken', given?: string) {
  return { problem: foundProblem('deriveLogin', [{ code, field: 'login', given }]) };
}

function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = from.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}
