import type { Exchange } from '../http/exchange.js';
import type { Days } from '../hire/days.js';
import { codeOf, oneAttempt } from '../http/one-attempt.js';
import { dateOf, dayOf, fieldOf, flagOf, idOf, isObject, isPlainId, labelOf, listOf } from './values.js';

/** Flatchr itself, where no stand-in is configured. */
export const FLATCHR_URL = 'https://api.flatchr.io';

/**
 * - `unauthorized`: the key was refused (401); Flatchr's keys seem to expire after a year.
 * - `forbidden`: the key has no right to this (403).
 * - `not-found`: no such vacancy or applicant, or the endpoint is gone (404, 405, 410).
 * - `rejected`: Flatchr dislikes something in the request (400, 422); it documents neither what nor with which status.
 * - `unavailable`: no answer, or one that cannot be read.
 */
export type FlatchrErrorKind = 'unauthorized' | 'forbidden' | 'not-found' | 'rejected' | 'unavailable';

/** Its message names the request and the status, never a query, a body or a key. */
export class FlatchrError extends Error {
  override readonly name = 'FlatchrError';
  readonly kind: FlatchrErrorKind;

  constructor(kind: FlatchrErrorKind, request: string, reason: string | number) {
    super(`${request}: ${kind} ${reason}`);
    this.kind = kind;
  }
}

/** An application as Flatchr's search returns it. */
export interface FlatchrApplicant {
  /** Encoded applicant id. */
  readonly applicant: string;
  /** Plain vacancy id. */
  readonly vacancyNumber: string | undefined;
  /** Title of the vacancy. */
  readonly vacancyTitle: string | undefined;
  /** Title of the column it stands in. */
  readonly column: string | undefined;
  /** Flatchr's own flag; undefined where the answer has none, as those of 2022. */
  readonly hired: boolean | undefined;
  readonly archived: boolean;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** Day of the last change, `YYYY-MM-DD`: Flatchr tells no time. */
  readonly changedOn: string | undefined;
}

/** Hired applications as one search tells of them. */
export interface HiredPage {
  readonly rows: readonly FlatchrApplicant[];
  /** Rows that could not be read: without an id of the applicant. */
  readonly unread: number;
}

/** The job offer as REST returns it; texts as typed. */
export interface FlatchrVacancy {
  readonly title: string | undefined;
  readonly reference: string | undefined;
  readonly contractTypeId: string | undefined;
  readonly contractType: string | undefined;
  /** The offer's, as typed: a date, an ISO timestamp, or what a person is asked about. */
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  /** Titles of the tags with `folder: true`: how companies model their departments. */
  readonly folders: readonly string[];
}

/** A column of the company's boards. */
export interface FlatchrColumn {
  readonly id: string;
  readonly title: string;
  /** Flatchr's own flag; undefined where the answer has none. */
  readonly hired: boolean | undefined;
}

/**
 * What a hire needs of Flatchr. Every call is one request; titles and labels are kept for minutes.
 * @throws {FlatchrError} where there is no usable answer.
 */
export interface FlatchrClient {
  /** Applications of a person to a vacancy (encoded id), by e-mail or by names: docs/systems/flatchr.md#search. */
  search(person: { email: string } | { firstName: string; lastName: string }, vacancy: string | undefined): Promise<FlatchrApplicant[]>;
  /**
   * Applications in a hired column, by Flatchr's flag or by the column's title, that changed on these days. Flatchr documents no paging, so
   * that an answer may be cut off without saying so: {@link hiredSince} reads whole windows.
   */
  hired(column: { title: string } | 'flagged', days: Days): Promise<HiredPage>;
  /** Encoded ids of all vacancies, by the plain ones that search results carry. */
  vacancyIds(): Promise<ReadonlyMap<string, string>>;
  /** By its encoded id: docs/systems/flatchr.md#vacancies. */
  vacancy(id: string): Promise<FlatchrVacancy>;
  /** Values of a candidate's tags, by the tag's title; by the encoded id of the applicant: docs/systems/flatchr.md#candidate-tags. */
  tagsOf(applicant: string): Promise<{ readonly title: string; readonly value: string }[]>;
  /** Labels of contract types, by id: docs/systems/flatchr.md#contract-types. */
  contractTypes(): Promise<ReadonlyMap<string, string>>;
  /** docs/systems/flatchr.md#columns. */
  columns(): Promise<FlatchrColumn[]>;
  /** Titles of the tags that candidates can have. */
  candidateTags(): Promise<string[]>;
}

/** A search row as Flatchr writes it; undefined without an applicant. */
function applicantOf(row: unknown): FlatchrApplicant | undefined {
  const applicant = idOf(fieldOf(row, 'applicant'));
  if (applicant === undefined) return undefined;
  return {
    applicant,
    vacancyNumber: idOf(fieldOf(row, 'vacancy_id')),
    vacancyTitle: labelOf(fieldOf(row, 'vacancy')),
    column: labelOf(fieldOf(row, 'column')),
    hired: flagOf(fieldOf(row, 'hired')),
    archived: flagOf(fieldOf(row, 'status')) === false, // 0 archived, 1 active
    firstName: labelOf(fieldOf(row, 'firstname')),
    lastName: labelOf(fieldOf(row, 'lastname')),
    email: labelOf(fieldOf(row, 'email')),
    phone: labelOf(fieldOf(row, 'phone')),
    changedOn: dayOf(fieldOf(row, 'updated_at')),
  };
}

/** A day as the search's request wants it, `MM/DD/YY`. */
function american(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${month}/${date}/${year.slice(-2)}`;
}

/** A vacancy goes by two ids; undefined where one is missing. */
function vacancyIdsOf(row: unknown): readonly [plain: string, encoded: string] | undefined {
  const ids = [fieldOf(row, 'id'), fieldOf(row, 'vacancy_id')].flatMap((id) => idOf(id) ?? []);
  const [plain, encoded] = [ids.find(isPlainId), ids.find((id) => !isPlainId(id))];
  return plain !== undefined && encoded !== undefined ? [plain, encoded] : undefined;
}

function vacancyOf(answer: unknown): FlatchrVacancy | undefined {
  if (!isObject(answer)) return undefined;
  return {
    title: labelOf(fieldOf(answer, 'title')),
    reference: labelOf(fieldOf(answer, 'reference')),
    contractTypeId: idOf(fieldOf(answer, 'contract_type_id')),
    contractType: labelOf(fieldOf(answer, 'contract_type')),
    startDate: dateOf(fieldOf(answer, 'start_date')),
    endDate: dateOf(fieldOf(answer, 'end_date')),
    folders: listOf(fieldOf(answer, 'tags')).flatMap((tag) => (flagOf(fieldOf(tag, 'folder')) && labelOf(fieldOf(tag, 'title'))) || []),
  };
}

/** A tag goes by two ids, and a trait names it by either. */
function tagOf(row: unknown): { readonly ids: readonly string[]; readonly title: string; readonly ofVacancies: boolean } | undefined {
  const ids = [fieldOf(row, 'id'), fieldOf(row, 'tag_id')].flatMap((id) => idOf(id) ?? []);
  const title = labelOf(row);
  const ofVacancies = labelOf(fieldOf(row, 'type')) === 'vacancies';
  return ids.length > 0 && title !== undefined ? { ids, title, ofVacancies } : undefined;
}

function traitOf(row: unknown): { readonly tag: string; readonly value: string | undefined } | undefined {
  const tag = idOf(fieldOf(row, 'tag_id'));
  return tag === undefined ? undefined : { tag, value: dateOf(fieldOf(row, 'value'))?.trim() };
}

function columnOf(row: unknown): FlatchrColumn | undefined {
  const id = idOf(fieldOf(row, 'id'));
  const title = labelOf(row);
  return id !== undefined && title !== undefined ? { id, title, hired: flagOf(fieldOf(row, 'hired')) } : undefined;
}

/** The referential's field for the label is not published: the usual ones are tried. */
function contractTypeOf(row: unknown): readonly [id: string, label: string] | undefined {
  const id = idOf(fieldOf(row, 'id'));
  return id === undefined ? undefined : [id, labelOf(row) ?? id];
}

/** Where Flatchr is and with which key: docs/systems/flatchr.md#the-api-key. */
export interface FlatchrOptions {
  readonly baseUrl: string;
  readonly companyId: string;
  readonly apiKey: string;
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told of rows that could not be read, by the request's name and their number. */
  readonly onSkipped?: (request: string, rows: number) => void;
  /** Shown every answer, before it is read. */
  readonly onAnswer?: (exchange: Exchange) => void;
}

/** Titles of tags and contract types change rarely, and every hire asks for them. */
const KEEP_MS = 5 * 60_000;

/**
 * The reads of Flatchr's REST API that a hire needs: docs/systems/flatchr.md.
 *
 * A value of an unexpected type reads as absent, and a row without its id is passed over; an answer of another shape, or without any row
 * that can be read, is `unavailable`.
 */
export function createFlatchrClient(options: FlatchrOptions): FlatchrClient {
  const { baseUrl, companyId, apiKey, timeoutMs, now = Date.now, onSkipped = () => undefined, onAnswer } = options;
  const client = oneAttempt({ timeoutMs, headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' } });

  async function call<T>(
    name: string,
    read: (answer: unknown) => T | undefined,
    path: string,
    { body, query = {} }: { body?: object; query?: Record<string, string> } = {},
  ): Promise<T> {
    let status: number;
    let text: string;
    const method = body ? 'POST' : 'GET';
    try {
      const response = await client(`${baseUrl}${path}`, {
        method,
        searchParams: query,
        ...(body && { json: body }),
      });
      ({ statusCode: status, body: text } = response);
    } catch (error) {
      throw new FlatchrError('unavailable', name, codeOf(error));
    }
    onAnswer?.({ method, path, query, sent: body, status, body: text });
    if (status === 401) throw new FlatchrError('unauthorized', name, status);
    if (status === 403) throw new FlatchrError('forbidden', name, status);
    if ([404, 405, 410].includes(status)) throw new FlatchrError('not-found', name, status);
    if (status === 400 || status === 422) throw new FlatchrError('rejected', name, status);
    if (status !== 200) throw new FlatchrError('unavailable', name, status);
    const result = read(jsonOf(text));
    if (result === undefined) throw new FlatchrError('unavailable', name, 'unexpected shape');
    return result;
  }

  async function list<Row>(...query: Parameters<typeof page<Row>>): Promise<Row[]> {
    return (await page(...query)).rows;
  }

  async function page<Row>(name: string, read: (row: unknown) => Row | undefined, path: string, request: Parameters<typeof call>[3] = {}) {
    const rows = await call(name, (answer) => (Array.isArray(answer) ? listOf(answer) : undefined), path, request);
    const readable = rows.map(read).filter((row) => row !== undefined);
    if (rows.length > 0 && readable.length === 0) throw new FlatchrError('unavailable', name, 'no row that can be read');
    const unread = rows.length - readable.length;
    if (unread > 0) onSkipped(name, unread);
    return { rows: readable, unread };
  }

  const company = `/company/${encodeURIComponent(companyId)}`;
  const tagTitles = keep(async () => {
    const tags = await list('tags', tagOf, `${company}/tags`);
    return new Map(tags.flatMap(({ ids, title }) => ids.map((id) => [id, title] as const)));
  }, now);
  const contractLabels = keep(async () => new Map(await list('contracts', contractTypeOf, '/contracts', { query: { lang: 'fr' } })), now);
  return {
    async search(person, vacancyId) {
      const who = 'email' in person ? { email: person.email } : { firstname: person.firstName, lastname: person.lastName };
      const body = { ...who, ...(vacancyId && { vacancy: vacancyId }) };
      return await list('search/applicants', applicantOf, `${company}/search/applicants`, { body });
    },

    async hired(column, { from, to }) {
      const wanted = column === 'flagged' ? { hired: true } : { column: column.title };
      const body = { ...wanted, start_update: american(from), end_update: american(to) };
      return await page('search/applicants', applicantOf, `${company}/search/applicants`, { body });
    },

    async vacancyIds() {
      return new Map(await list('vacancies', vacancyIdsOf, `${company}/vacancies`));
    },

    vacancy: (vacancyId) => call('vacancy', vacancyOf, `/vacancy/${encodeURIComponent(vacancyId)}`, { query: { fields: 'address,tags' } }),

    async tagsOf(applicantId) {
      const given = await list('traits', traitOf, `${company}/applicant/${encodeURIComponent(applicantId)}/traits`);
      if (given.length === 0) return [];
      const titles = await tagTitles();
      return given.flatMap(({ tag, value }) => {
        const title = titles.get(tag);
        return title && value ? [{ title, value }] : [];
      });
    },

    contractTypes: contractLabels,
    columns: () => list('columns', columnOf, `${company}/columns`),

    async candidateTags() {
      const tags = await list('tags', tagOf, `${company}/tags`);
      return tags.filter(({ ofVacancies }) => !ofVacancies).map(({ title }) => title);
    },
  };
}

function keep<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let kept: { readonly at: number; readonly value: T } | undefined;
  return async () => {
    if (!kept || now() - kept.at > KEEP_MS) kept = { at: now(), value: await read() };
    return kept.value;
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // JSON.parse quotes the body in its message: it does not leave this function
  }
}
