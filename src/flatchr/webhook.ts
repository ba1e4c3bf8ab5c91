import type { Missed } from '../contracts/flatchr-side.js';
import { APPLICANT_ID, type Hire, type Left } from '../hire/order.js';
import { isHiredColumn, type Column } from './hired-column.js';
import { dateOf, fieldOf, flagOf, idOf, instantOf, isObject, isPlainId, labelOf, textOf } from './values.js';

/**
 * Flatchr's `drag_applicant` webhook (docs/systems/flatchr.md#the-webhook). It is sent once and unsigned: a body that is refused is a hire that
 * is lost.
 *
 * 1. Only the applicant's id decides whether a body can be used. Any other value that is missing or of an unexpected type reads as absent,
 *    and what the hire needs of it becomes a problem of the hire.
 * 2. What no later step needs does not pass: the recruiter, the CV, comments and HTML.
 */

/** What the reading needs of a connection's settings. */
export interface WebhookSettings {
  readonly id: string;
  readonly companyId: string;
  /** Ids of either form, or titles; empty: Flatchr's own hired column. */
  readonly hiredColumns: readonly string[];
}

/** A candidate was moved to another column than the hired one: news of a hire that is known. */
export interface LeftColumn extends Left {
  /** Flatchr's id of the application. */
  readonly applicant: string;
}

export type WebhookReading =
  | { readonly kind: 'hire'; readonly hire: Hire; readonly column: Column; readonly companies: readonly string[] }
  /** `empty` and `test` are tries of the address; the others are events that are no hire for this connection. */
  | {
      readonly kind: 'ignored';
      readonly reason: 'empty' | 'test' | 'event' | 'company' | 'column';
      readonly missed?: Missed;
      readonly left?: LeftColumn;
    }
  /** No event, or no applicant id. Paths and rules only: no value of the body. */
  | { readonly kind: 'malformed'; readonly errors: readonly string[] };

/**
 * Reads a parsed body; undefined where nothing was sent.
 * @param known - ids by which the configured columns are known besides.
 */
export function readWebhook(body: unknown, settings: WebhookSettings, known: readonly string[] = []): WebhookReading {
  if (body === undefined) return { kind: 'ignored', reason: 'empty' };
  if (!isObject(body)) return malformed('body: must be an object');
  if (Object.keys(body).length === 0) return { kind: 'ignored', reason: 'empty' };
  const event = fieldOf(body, 'event');
  if (event === undefined && flagOf(fieldOf(body, 'test'))) return { kind: 'ignored', reason: 'test' };
  if (typeof event !== 'string') return malformed('event: must be a text');
  if (event !== 'drag_applicant') return { kind: 'ignored', reason: 'event', missed: { reason: 'event', name: eventName(event) } };

  const data = fieldOf(body, 'data');
  const applicant = applicantOf(data);
  const column = columnOf(data);
  const companies = companiesOf(body);
  const ignored = (reason: 'company' | 'column', name: string | undefined): WebhookReading => ({
    kind: 'ignored',
    reason,
    ...(column.hired && name !== undefined && { missed: { reason, name, title: column.title, applicant } }),
  });
  const other = otherCompany(companies, settings.companyId);
  if (other !== undefined) return ignored('company', other);
  if (isHiredColumn(column, { configured: settings.hiredColumns, known }) === false)
    return column.hired || applicant === undefined
      ? ignored('column', column.ids[0] ?? column.title)
      : {
          kind: 'ignored',
          reason: 'column',
          left: { applicant, at: instantOf(fieldOf(fieldOf(data, 'applicant'), 'updated_at')), column: column.title },
        };
  if (applicant === undefined) return malformed('data.applicant_id: must be an id of 1 to 64 letters, digits, _ or -');

  // A column that does not tell whether it is the hired one counts: the re-read decides, and a missed hire is worse than a question.
  return { kind: 'hire', hire: hireOf(data, { connection: settings.id, applicant, column: column.title }), column, companies };
}

function hireOf(data: unknown, who: Pick<Hire, 'connection' | 'applicant' | 'column'>): Hire {
  const [applicant, candidate, vacancy] = ['applicant', 'candidate', 'vacancy'].map((name) => fieldOf(data, name));
  const vacancyIds = [fieldOf(data, 'vacancy_id'), fieldOf(applicant, 'vacancy_id'), vacancy].map(idOf).filter((id) => id !== undefined);
  return {
    ...who,
    switchedAt: instantOf(fieldOf(applicant, 'updated_at')),
    candidate: {
      lastName: textOf(fieldOf(candidate, 'lastname')),
      firstName: textOf(fieldOf(candidate, 'firstname')),
      email: textOf(fieldOf(candidate, 'email')),
      phone: textOf(fieldOf(candidate, 'phone')),
    },
    vacancy: {
      id: vacancyIds.find((id) => !isPlainId(id)),
      number: vacancyIds.find(isPlainId),
      title: textOf(fieldOf(vacancy, 'title')),
      reference: textOf(fieldOf(vacancy, 'reference')),
      contractType: idOf(fieldOf(vacancy, 'contract_type_id')) ?? labelOf(fieldOf(vacancy, 'contract_type')),
      startDate: dateOf(fieldOf(vacancy, 'start_date')),
      endDate: dateOf(fieldOf(vacancy, 'end_date')),
    },
  };
}

function applicantOf(data: unknown): string | undefined {
  return [fieldOf(data, 'applicant_id'), fieldOf(data, 'applicant')].map(idOf).find((id) => id !== undefined && APPLICANT_ID.test(id));
}

/** `data.column` is an object here, and an id alone in other events. */
function columnOf(data: unknown): Column {
  const column = fieldOf(data, 'column');
  const ids = [column, fieldOf(data, 'column_id')].map(idOf);
  return {
    ids: [...new Set(ids.filter((id) => id !== undefined))],
    title: textOf(fieldOf(column, 'title')) ?? (typeof column === 'string' ? textOf(column) : undefined),
    hired: flagOf(fieldOf(column, 'hired')),
  };
}

function companiesOf(body: object): string[] {
  const data = fieldOf(body, 'data');
  const ids = [
    fieldOf(data, 'company'),
    fieldOf(fieldOf(data, 'column'), 'company_id'),
    fieldOf(fieldOf(data, 'vacancy'), 'company_id'),
    fieldOf(body, 'company_id'),
  ].map(idOf);
  return ids.filter((id) => id !== undefined);
}

/** Flatchr writes the company in two forms; only ids of the configured form can be compared. */
function otherCompany(companies: readonly string[], companyId: string): string | undefined {
  const comparable = companies.filter((id) => isPlainId(id) === isPlainId(companyId));
  return comparable.includes(companyId) ? undefined : comparable[0];
}

/** A text of anybody's is no name. */
function eventName(event: string): string {
  return /^[a-z_]{1,40}$/.test(event) ? event : '?';
}

function malformed(error: string): WebhookReading {
  return { kind: 'malformed', errors: [error] };
}
