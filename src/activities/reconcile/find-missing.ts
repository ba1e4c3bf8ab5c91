import { setTimeout as pause } from 'node:timers/promises';
import { knownApplicants } from '../../client/known-applicants.js';
import type { FoundMissing, ReconcileSteps } from '../../contracts/reconciliation.js';
import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../flatchr/flatchr-client.js';
import { hiredSince } from '../../flatchr/hired-since.js';
import { knownIds } from '../../flatchr/known-columns.js';
import { endOfDay } from '../../hire/day.js';
import { APPLICANT_ID, type Hire } from '../../hire/order.js';
import { connectionOf } from '../deps.js';
import type { ReconcileDeps } from './deps.js';
import { isSameApplication } from './same-application.js';

/** More are left to the next run: a result of Temporal's is bounded. */
const MOST_AT_ONCE = 1_000;
/** So many are asked about at once. */
const BATCH = 100;

/** Reads who is hired in Flatchr, and known to no hire of the connection. Keeps none of those who are known: memory is bounded by a request. */
export function createFindMissing(deps: ReconcileDeps): ReconcileSteps['findMissing'] {
  return async ({ connection, days, since }) => {
    const { settings, flatchr } = connectionOf(deps, connection);
    if (!flatchr) throw new Error(`${connection} has no key for Flatchr any more`);
    const paced = inPace(flatchr, deps.paceMs);
    const columns = { hiredColumns: settings.flatchr.hiredColumns };
    const known = knownIds(await deps.sides().known(connection), columns);
    const readAt = deps.now();
    const isKnown = knownApplicants(deps.hires().client, connection, isSameApplication);

    const missing: FlatchrApplicant[] = [];
    let found = { hired: 0, known: 0, unread: 0, cutOff: [] as string[] };
    for await (const slice of hiredSince(paced, days, { ...columns, known })) {
      const readable = slice.rows.filter(({ applicant }) => APPLICANT_ID.test(applicant));
      const rows = readable.filter(({ changedOn }) => changedOn === undefined || changedOn >= since);
      const unknown: FlatchrApplicant[] = [];
      for (let at = 0; at < rows.length; at += BATCH) unknown.push(...(await isKnown.without(rows.slice(at, at + BATCH))));
      missing.push(...unknown.filter((row) => !missing.some(({ applicant }) => applicant === row.applicant)));
      found = {
        hired: found.hired + rows.length,
        known: found.known + rows.length - unknown.length,
        unread: found.unread + slice.unread + slice.rows.length - readable.length,
        cutOff: slice.cutOff ? [...found.cutOff, slice.days.from] : found.cutOff,
      };
    }
    const vacancies = missing.length > 0 ? await vacancyIds(paced) : new Map<string, string>();
    const taken = missing.slice(0, MOST_AT_ONCE);
    const { timeZone } = settings;
    return {
      ...found,
      missing: taken.map((row) => ({ order: orderOf(row, { connection, vacancies, readAt, timeZone }), changedOn: row.changedOn })),
      more: taken.length < missing.length,
    } satisfies FoundMissing;
  };
}

/** What a row of Flatchr's tells of a hire, as its webhook would have. */
export function orderOf(
  row: FlatchrApplicant,
  about: {
    readonly connection: string;
    readonly vacancies: ReadonlyMap<string, string>;
    readonly readAt: number;
    readonly timeZone: string;
  },
): Hire {
  const { firstName, lastName, email, phone, vacancyNumber, vacancyTitle } = row;
  const changed = row.changedOn === undefined ? Infinity : endOfDay(row.changedOn, about.timeZone);
  return {
    connection: about.connection,
    applicant: row.applicant,
    origin: 'reconciliation',
    // All that happened until now is in it: a webhook of before that comes later tells nothing new. Its day is that of the change.
    switchedAt: new Date(Math.min(changed, about.readAt)).toISOString(),
    column: row.column,
    candidate: { firstName, lastName, email, phone },
    vacancy: {
      id: vacancyNumber === undefined ? undefined : about.vacancies.get(vacancyNumber),
      number: vacancyNumber,
      title: vacancyTitle,
    },
  };
}

/** Without the list a hire goes on with what the search tells of its vacancy. */
export async function vacancyIds(flatchr: Pick<FlatchrClient, 'vacancyIds'>): Promise<ReadonlyMap<string, string>> {
  try {
    return await flatchr.vacancyIds();
  } catch (error) {
    if (error instanceof FlatchrError && ['not-found', 'forbidden', 'rejected'].includes(error.kind)) return new Map();
    throw error;
  }
}

function inPace(flatchr: FlatchrClient, paceMs: number): Pick<FlatchrClient, 'hired' | 'columns' | 'vacancyIds'> {
  const after = async <T>(call: () => Promise<T>): Promise<T> => {
    if (paceMs > 0) await pause(paceMs);
    return await call();
  };
  return {
    hired: (...query) => after(() => flatchr.hired(...query)),
    columns: () => after(() => flatchr.columns()),
    vacancyIds: () => after(() => flatchr.vacancyIds()),
  };
}
