import { z } from 'zod';
import { APPLICANT_ID, type Hire } from '../hire/hire.js';
import { fold } from '../hire/names.js';

/**
 * Flatchr's `drag_applicant` webhook (developers.flatchr.io, Webhooks). It is sent once, unsigned, with ids as integers or strings, and
 * with nulls; so the schema takes all it can, and strips what no later step needs: the recruiter, the CV, comments and HTML.
 */

/** Longer texts are no names or titles; what is cut here could not be used anyway, and a hire's history stays small. */
const MAX_TEXT = 1000;

const text = z
  .string()
  .nullish()
  .transform((value) => value?.slice(0, MAX_TEXT) || undefined);
const id = z
  .union([z.string(), z.int()])
  .nullish()
  .transform((value) => (value == null || value === '' ? undefined : String(value).slice(0, MAX_TEXT)));
/** From here on a number counts milliseconds: as seconds it would lie beyond the year 5000. */
const MILLISECONDS_FROM = 1e11;
/** An ISO timestamp, or unix seconds as the REST API writes it. */
const instant = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const at = new Date(typeof value === 'number' ? (value < MILLISECONDS_FROM ? value * 1000 : value) : (value ?? ''));
    const year = at.getUTCFullYear();
    return year >= 2000 && year < 3000 ? at.toISOString() : undefined; // Temporal takes no date beyond the year 9999
  });
const object = <T extends z.ZodRawShape>(shape: T) =>
  z
    .object(shape)
    .nullish()
    .transform((value) => value ?? undefined);

const envelope = z.object({ event: z.string(), company_id: id, data: z.unknown() });

const drag = z.object({
  applicant_id: id,
  vacancy_id: id,
  column_id: id,
  applicant: object({ id, vacancy_id: id, updated_at: instant }),
  candidate: object({ firstname: text, lastname: text, email: text, phone: text }),
  column: object({ id, title: text, hired: z.boolean().nullish(), company_id: id }),
  vacancy: object({ id, company_id: id, title: text, reference: text, contract_type_id: id, start_date: text }),
  company: object({ id }),
});
type Drag = z.output<typeof drag>;

/** What the reading needs of a connection's settings. */
export interface WebhookSettings {
  readonly id: string;
  readonly companyId: string;
  /** Ids of either form, or titles; empty: Flatchr's own hired column. */
  readonly hiredColumns: readonly string[];
}

export type WebhookReading =
  | { readonly kind: 'hire'; readonly hire: Hire }
  /** An event that is no hire for this connection. */
  | { readonly kind: 'ignored'; readonly reason: 'event' | 'company' | 'column' }
  /** Wrong types, or no applicant id. Paths only: no value of the body. */
  | { readonly kind: 'malformed'; readonly errors: readonly string[] };

/** Reads a parsed body. */
export function readWebhook(body: unknown, settings: WebhookSettings): WebhookReading {
  const outer = envelope.safeParse(body);
  if (!outer.success) return malformed(outer.error);
  if (outer.data.event !== 'drag_applicant') return { kind: 'ignored', reason: 'event' };

  const inner = drag.safeParse(outer.data.data);
  if (!inner.success) return malformed(inner.error, 'data');
  const data = inner.data;
  if (isOfAnotherCompany([data.company?.id, data.column?.company_id, data.vacancy?.company_id, outer.data.company_id], settings.companyId))
    return { kind: 'ignored', reason: 'company' };
  if (!isHiredColumn(data, settings.hiredColumns)) return { kind: 'ignored', reason: 'column' };

  const applicant = data.applicant_id ?? data.applicant?.id;
  if (applicant === undefined || !APPLICANT_ID.test(applicant))
    return { kind: 'malformed', errors: ['data.applicant_id: must be an id of 1 to 64 letters, digits, _ or -'] };

  return {
    kind: 'hire',
    hire: {
      connection: settings.id,
      applicant,
      switchedAt: data.applicant?.updated_at,
      column: data.column?.title,
      candidate: {
        lastName: data.candidate?.lastname,
        firstName: data.candidate?.firstname,
        email: data.candidate?.email,
        phone: data.candidate?.phone,
      },
      vacancy: {
        id: data.vacancy_id ?? data.applicant?.vacancy_id,
        number: data.vacancy?.id,
        title: data.vacancy?.title,
        reference: data.vacancy?.reference,
        contractType: data.vacancy?.contract_type_id,
        startDate: data.vacancy?.start_date,
      },
    },
  };
}

/** Flatchr writes the company in two forms; only ids of the configured form can be compared. */
function isOfAnotherCompany(ids: readonly (string | undefined)[], companyId: string): boolean {
  const isNumber = (value: string) => /^\d+$/.test(value);
  const comparable = ids.filter((value) => value !== undefined && isNumber(value) === isNumber(companyId));
  return comparable.length > 0 && !comparable.includes(companyId);
}

/** A body that does not say which column is taken: the re-read decides, and a missed hire is worse than a question. */
function isHiredColumn({ column, column_id }: Drag, hiredColumns: readonly string[]): boolean {
  if (hiredColumns.length === 0) return column?.hired !== false;
  const names = [column?.id, column_id].filter((value) => value !== undefined);
  const title = column?.title;
  if (names.length === 0 && title === undefined) return true;
  return hiredColumns.some((configured) => names.includes(configured) || (title !== undefined && fold(title) === fold(configured)));
}

function malformed(error: z.ZodError, prefix = ''): WebhookReading {
  const errors = error.issues.map((issue) => `${[prefix, ...issue.path].filter((part) => part !== '').join('.') || 'body'}: ${issue.code}`);
  return { kind: 'malformed', errors };
}
