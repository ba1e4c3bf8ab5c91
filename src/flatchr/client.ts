import { got, RequestError } from 'got';
import { z } from 'zod';

/**
 * - `unauthorized`: the key was refused; Flatchr's keys seem to expire after a year.
 * - `not-found`: no such vacancy or applicant.
 * - `rejected`: Flatchr dislikes something in the request (400, 422); it documents neither what nor with which status.
 * - `unavailable`: no answer, or one that cannot be read.
 */
export type FlatchrErrorKind = 'unauthorized' | 'not-found' | 'rejected' | 'unavailable';

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
  /** Title of the column it stands in. */
  readonly column: string | undefined;
  readonly hired: boolean;
  readonly archived: boolean;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

export interface FlatchrVacancy {
  readonly title: string | undefined;
  readonly reference: string | undefined;
  readonly contractTypeId: string | undefined;
  readonly contractType: string | undefined;
  readonly startDate: string | undefined;
  /** Titles of the tags with `folder: true`: how companies model their departments. */
  readonly folders: readonly string[];
}

export interface FlatchrClient {
  /** Applications of a person to a vacancy (encoded id), by e-mail or by names. */
  search(person: { email: string } | { firstName: string; lastName: string }, vacancy: string | undefined): Promise<FlatchrApplicant[]>;
  vacancy(id: string): Promise<FlatchrVacancy>;
  /** Values of a candidate's tags, by the tag's title. */
  tagsOf(applicant: string): Promise<{ readonly title: string; readonly value: string }[]>;
  /** Labels of contract types, by id. */
  contractTypes(): Promise<ReadonlyMap<string, string>>;
}

/** Longer texts are no names, titles or values: what is cut here could not be used anyway, and a hire's history stays small. */
const MAX_TEXT = 1000;

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim().slice(0, MAX_TEXT) || undefined);
const id = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? undefined : String(value)));

const applicant = z
  .object({
    applicant: z.string(),
    vacancy_id: id,
    column: text,
    hired: z.union([z.boolean(), z.string()]).nullish(), // documented as boolean, seen as "true"
    status: id, // 0 archived, 1 active
    firstname: text,
    lastname: text,
    email: text,
    phone: text,
  })
  .transform((found): FlatchrApplicant => ({
    applicant: found.applicant,
    vacancyNumber: found.vacancy_id,
    column: found.column,
    hired: String(found.hired) === 'true',
    archived: found.status === '0',
    firstName: found.firstname,
    lastName: found.lastname,
    email: found.email,
    phone: found.phone,
  }));

const vacancy = z
  .object({
    title: text,
    reference: text,
    contract_type_id: id,
    contract_type: text,
    start_date: text,
    tags: z.array(z.object({ title: text, folder: z.boolean().nullish() })).nullish(),
  })
  .transform((found): FlatchrVacancy => ({
    title: found.title,
    reference: found.reference,
    contractTypeId: found.contract_type_id,
    contractType: found.contract_type,
    startDate: found.start_date,
    folders: (found.tags ?? []).flatMap((tag) => (tag.folder && tag.title ? [tag.title] : [])),
  }));

const contractType = z.object({ id, label: text, title: text, name: text });

// Made once: zod compiles a schema when it is first used, which costs more than the parse.
const applicants = z.array(applicant);
const tags = z.array(z.object({ id, title: text }));
const traits = z.array(z.object({ tag_id: id, value: text }));
const contractTypes = z.array(contractType);

export interface FlatchrOptions {
  readonly baseUrl: string;
  readonly companyId: string;
  readonly apiKey: string;
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Titles of tags and contract types change rarely, and every hire asks for them. */
const KEEP_MS = 5 * 60_000;

/** The reads of Flatchr's REST API that a hire needs. Source: developers.flatchr.io. */
export function createFlatchrClient({ baseUrl, companyId, apiKey, timeoutMs = 10_000, now = Date.now }: FlatchrOptions): FlatchrClient {
  const client = got.extend({
    headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
    retry: { limit: 0 }, // Temporal owns the retries
    followRedirect: false, // a redirect could carry the key to another host
    throwHttpErrors: false,
    timeout: { request: timeoutMs },
  });

  async function call<T>(
    name: string,
    shape: z.ZodType<T>,
    path: string,
    { body, query = {} }: { body?: object; query?: Record<string, string> } = {},
  ) {
    let status: number;
    let text: string;
    try {
      const response = await client(`${baseUrl}${path}`, {
        method: body ? 'POST' : 'GET',
        searchParams: query,
        ...(body && { json: body }),
      });
      ({ statusCode: status, body: text } = response);
    } catch (error) {
      throw new FlatchrError('unavailable', name, error instanceof RequestError ? error.code : 'ERR_REQUEST'); // got's messages quote URLs
    }
    if (status === 401 || status === 403) throw new FlatchrError('unauthorized', name, status);
    if (status === 404) throw new FlatchrError('not-found', name, status);
    if (status === 400 || status === 422) throw new FlatchrError('rejected', name, status);
    if (status !== 200) throw new FlatchrError('unavailable', name, status);
    const result = shape.safeParse(jsonOf(text));
    if (!result.success)
      throw new FlatchrError('unavailable', name, `unexpected shape at ${result.error.issues[0]?.path.join('.') || 'body'}`);
    return result.data;
  }

  const company = `/company/${encodeURIComponent(companyId)}`;
  const tagTitles = keep(async () => new Map((await call('tags', tags, `${company}/tags`)).map((tag) => [tag.id, tag.title])), now);
  const contractLabels = keep(async () => {
    const types = await call('contracts', contractTypes, '/contracts', { query: { lang: 'fr' } });
    return new Map(types.flatMap((type) => (type.id ? [[type.id, labelOf(type)] as const] : [])));
  }, now);
  return {
    async search(person, vacancyId) {
      const who = 'email' in person ? { email: person.email } : { firstname: person.firstName, lastname: person.lastName };
      const body = { ...who, ...(vacancyId && { vacancy: vacancyId }) };
      return await call('search/applicants', applicants, `${company}/search/applicants`, { body });
    },

    vacancy: (vacancyId) => call('vacancy', vacancy, `/vacancy/${encodeURIComponent(vacancyId)}`, { query: { fields: 'address,tags' } }),

    async tagsOf(applicantId) {
      const given = await call('traits', traits, `${company}/applicant/${encodeURIComponent(applicantId)}/traits`);
      if (given.length === 0) return [];
      const titles = await tagTitles();
      return given.flatMap(({ tag_id, value }) => {
        const title = titles.get(tag_id);
        return title && value ? [{ title, value }] : [];
      });
    },

    contractTypes: contractLabels,
  };
}

function keep<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let kept: { readonly at: number; readonly value: T } | undefined;
  return async () => {
    if (!kept || now() - kept.at > KEEP_MS) kept = { at: now(), value: await read() };
    return kept.value;
  };
}

/** The referential's field for the label is not published: the usual ones are tried. */
function labelOf({ id: typeId, label, title, name }: z.output<typeof contractType>): string {
  return label ?? title ?? name ?? typeId ?? '';
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // JSON.parse quotes the body in its message: it does not leave this function
  }
}
