import { setTimeout as sleep } from 'node:timers/promises';
import { LuccaError } from '../errors.js';
import type { LuccaReader, LuccaWriter } from '../lucca-client.js';
import { foldEmail } from '../../hire/same-email.js';
import type { FreeLogins } from './free-logins.js';
import type { ListFilters } from './list-filters.js';
import { goesBehind } from './turns.js';

/** Keeps a URL far below the 8 KB that Lucca takes, with e-mail addresses in it. */
const MAX_VALUES = 40;
/** The distance between look-ups of a kind: those of hires that arrive together gather meanwhile. A hire alone asks each kind once. */
const GATHER_MS = 50;

/**
 * Joins look-ups that are asked for at the same time into one request, where Lucca's filters take several values. While one request of a
 * kind is under way, the next ones gather. Alone, a look-up is one request, as without this.
 *
 * Where a recent answer will do, a login is not asked for again that a look-up has just shown to be free and nobody has used since.
 *
 * @param free those of the whole account.
 * @param filters whether Lucca takes several values; where it does not, they are asked for one by one.
 */
export function sharing(lucca: LuccaReader, free: FreeLogins, filters: Pick<ListFilters, 'understood'>): LuccaReader {
  const same = (one: string | number, other: string | number) => foldEmail(String(one)) === foldEmail(String(other));
  const lookUp = (property: 'login' | 'mail') => async (values: readonly (string | number)[]) => {
    if (values.length < 2 || (await filters.understood(property))) return await lucca.usersBy(property, values);
    return (await Promise.all(values.map((value) => lucca.usersBy(property, [value])))).flat();
  };
  const users = {
    login: lanes(lookUp('login'), (user, login) => same(user.login, login)),
    mail: lanes(lookUp('mail'), (user, mail) => same(user.mail, mail)),
    id: lanes(
      (ids: readonly (string | number)[]) => lucca.usersBy('id', ids), // Lucca's own pages ask for several
      (user, id) => user.id === Number(id),
    ),
  };
  return {
    ...lucca,
    async usersBy(property, values, age = 'fresh') {
      if (property !== 'login') return await users[property](values);
      if (age === 'recent' && values.every((login) => free.has(String(login)))) return [];
      const found = await users.login(values);
      const notFound = values.filter((login) => !found.some((user) => same(user.login, login)));
      free.learn(notFound.map(String));
      return found;
    },
    contractsOf: lanes(
      (ids: readonly number[]) => lucca.contractsOf(ids),
      ({ ownerId }, id) => ownerId === id,
    ),
  };
}

/** A writer whose creations take logins from those that are known to be free. */
export function takingLogins(lucca: LuccaWriter, free: FreeLogins): LuccaWriter {
  return {
    ...lucca,
    createUser(user, beforeSend) {
      free.use(user.login);
      return lucca.createUser(user, beforeSend);
    },
  };
}

interface Waiting<V, T> {
  readonly values: readonly V[];
  readonly resolve: (found: T[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Look-ups that go behind gather apart: others must not wait with them. */
function lanes<V, T>(...gathering: Parameters<typeof gather<V, T>>): ReturnType<typeof gather<V, T>> {
  const [front, behind] = [gather(...gathering), gather(...gathering)];
  return (values) => (goesBehind() ? behind : front)(values);
}

/** @param fits whether what was found belongs to a value that was asked for. */
function gather<V, T>(
  lookUp: (values: readonly V[]) => Promise<T[]>,
  fits: (found: T, value: V) => boolean,
): (values: readonly V[]) => Promise<T[]> {
  let waiting: Waiting<V, T>[] = [];
  let underWay = false;

  async function serve(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) {
      await answer(nextBatch());
      await sleep(GATHER_MS);
    }
    underWay = false;
  }

  function nextBatch(): Waiting<V, T>[] {
    let values = 0;
    const count = waiting.findIndex((one, index) => (values += one.values.length) > MAX_VALUES && index > 0);
    const batch = count === -1 ? waiting : waiting.slice(0, count);
    waiting = waiting.slice(batch.length);
    return batch;
  }

  async function answer(batch: readonly Waiting<V, T>[]): Promise<void> {
    try {
      const found = await lookUp([...new Set(batch.flatMap(({ values }) => values))]);
      for (const { values, resolve } of batch) resolve(found.filter((one) => values.some((value) => fits(one, value))));
    } catch (error) {
      // A filter that takes only one value, or one value among others that Lucca does not take, must not fail them all.
      if (batch.length > 1 && error instanceof LuccaError && error.kind === 'rejected') {
        const half = Math.ceil(batch.length / 2);
        await answer(batch.slice(0, half));
        await answer(batch.slice(half));
      } else for (const { reject } of batch) reject(error);
    }
  }

  return (values) =>
    new Promise((resolve, reject) => {
      waiting.push({ values, resolve, reject });
      if (!underWay) void serve();
    });
}
