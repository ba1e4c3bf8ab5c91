import { missedKey, type FlatchrSideSteps, type Missed } from '../../contracts/flatchr-side.js';
import { hiredSince } from '../../flatchr/hired-since.js';
import { nameOf } from '../../flatchr/hired-column.js';
import { knownIds } from '../../flatchr/known-columns.js';
import { dayOfInstant } from '../../hire/day.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

const QUIET: Missed = { reason: 'quiet', name: '' };

/** Looks in Flatchr for what no webhook tells. */
export function createLookAtFlatchr({ now, ...deps }: Pick<HireStepDeps, 'connections' | 'now'>): FlatchrSideSteps['lookAtFlatchr'] {
  return async ({ connection, columns, heardAt }) => {
    const { flatchr, settings } = connectionOf(deps, connection);
    if (!flatchr) return { missed: [], right: [] }; // nothing can be looked at
    const { hiredColumns, quietAfter } = settings.flatchr;
    const known = knownIds({ columns }, { hiredColumns });
    const missed: Missed[] = [];

    if (hiredColumns.length > 0) {
      const all = await flatchr.columns();
      const isThere = (name: string) => {
        const names = [name, ...knownIds({ columns }, { hiredColumns: [name] })];
        // The encoded form of an id stands in webhooks only: whether such a column is there cannot be told.
        return ENCODED_ID.test(name) || all.some(({ id, title }) => nameOf({ ids: [id], title }, names) !== undefined);
      };
      for (const name of hiredColumns.filter((one) => !isThere(one))) missed.push({ reason: 'gone', name });
    }

    if (now() - Date.parse(heardAt) > quietAfter) {
      const { timeZone } = settings;
      // The day after the last webhook: that very day says nothing.
      const from = dayOfInstant(Date.parse(heardAt) + DAY_MS, timeZone);
      for await (const { rows } of hiredSince(flatchr, { from, to: dayOfInstant(now(), timeZone) }, { hiredColumns, known }))
        if (rows.length > 0) {
          missed.push(QUIET);
          break;
        }
    }
    const wrong = missed.map(missedKey);
    const looked = [QUIET, ...hiredColumns.map((name) => ({ reason: 'gone', name }) as const)].map(missedKey);
    return { missed, right: looked.filter((key) => !wrong.includes(key)) };
  };
}

const DAY_MS = 86_400_000;
const ENCODED_ID = /^(?=.*\d)[A-Za-z0-9]{16}$/;
