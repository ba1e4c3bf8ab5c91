import { log, metricMeter } from '@temporalio/activity';
import type { Connection } from '../../config/schema.js';
import type { BlindSpot } from '../../contracts/trouble.js';
import { dayOfInstant } from '../../hire/day.js';
import type { Directory } from '../../lucca/directory.js';
import { LuccaError } from '../../lucca/errors.js';
import type { ListFilters } from '../../lucca/pace/list-filters.js';

/** Tells the operators of what a key cannot see. */
export type Tell = (members: readonly Connection[], what: BlindSpot) => void;

export interface OpeningQuestions {
  /** The connections with the key. */
  readonly members: readonly [Connection, ...Connection[]];
  readonly directory: Directory;
  readonly filters: ListFilters;
  /** How many requests they took so far. */
  readonly requests: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly tell: Tell;
}

/**
 * What is asked once per opening of a gateway, for each key: who is there, whether filters take several values, and whether the key sees
 * former employees – where it does not, a rehire would get a second file and nobody would notice. Hires wait for none of it but the
 * directory.
 */
export async function askWhatTheKeySees({ members, directory, filters, requests, now, tell }: OpeningQuestions): Promise<void> {
  const [{ id: connection, timeZone }] = members;
  try {
    const people = [...(await directory.seen())];
    const [mail, login] = await Promise.all([filters.understood('mail'), filters.understood('login')]);
    const today = dayOfInstant(now(), timeZone);
    const former = people.filter(({ contractEnd }) => contractEnd !== undefined && contractEnd < today).length;
    const show = (name: string, value: number, what: string) =>
      metricMeter.createGauge(`hire_gateway_${name}`, 'int', undefined, what).set(value, { connection });
    show('opening_requests', requests(), 'Requests that the gateway needed for itself when it last opened');
    show('employees_seen', people.length, 'Employees that the key sees, former ones included');
    show('former_employees_seen', former, 'Former employees that the key sees: none means that a rehire is not recognised');
    log.info('gateway opened', { connection, requests: requests(), employees: people.length, former, lists: { mail, login } });
    if (directory.readable && former === 0) {
      log.warn('the Lucca key seems to see no former employees: a rehire would get a second file', { connection });
      tell(members, 'no-former-employees');
    }
  } catch (error) {
    if (!(error instanceof LuccaError)) throw error;
    log.warn('the questions of the gateway to Lucca were not answered', { connection, reason: error.message });
  }
}
