import { createHash } from 'node:crypto';
import type { Connection } from '../../config/schema.js';
import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../flatchr/flatchr-client.js';
import { isHiredColumn } from '../../flatchr/hired-column.js';
import type { Hire } from '../../hire/order.js';
import { fold } from '../../hire/names.js';
import type { OfferReading, Reading, TagsReading, ValidateOrder } from '../../hire/steps.js';
import { findApplicant, type Found } from './find-applicant.js';

type Person = Hire['candidate'];

/** What Flatchr says about a hire, as typed there. */
export interface HireSource extends Person, OfferReading, TagsReading {
  /** The vacancy could not be read: only the webhook tells of it. */
  readonly offerUnread?: boolean | undefined;
  /** The candidate's tags, in which the connection keeps values, could not be read. */
  readonly tagsUnread?: boolean | undefined;
}

/** The webhook alone: unsigned, and without tags. */
export function sourceFromWebhook({ candidate, vacancy }: Hire): HireSource {
  return { ...candidate, ...offerFromWebhook(vacancy) };
}

/** A person with what was read beside the application; what was not is the webhook's, and said to be. */
export function sourceOf(person: Person, { vacancy }: Hire, { offer, tags }: Reading, settings: Connection['flatchr']): HireSource {
  const { lastName, firstName, email, phone } = person;
  return {
    lastName,
    firstName,
    email,
    phone,
    ...(offer ?? offerFromWebhook(vacancy)),
    ...tags,
    ...(!offer && { offerUnread: true }),
    ...(!tags && needsTags(settings) && { tagsUnread: true }),
  };
}

function needsTags({ startDateTag, workEmailTag }: Connection['flatchr']): boolean {
  return (startDateTag ?? workEmailTag) !== undefined;
}

function offerFromWebhook({ title, reference, startDate, endDate, contractType }: Hire['vacancy']): OfferReading {
  return {
    title,
    reference,
    offerStartDate: startDate,
    offerEndDate: endDate,
    departments: [],
    contractType: contractType ? [contractType] : [],
  };
}

export type Reread =
  | {
      readonly kind: 'hired' | 'elsewhere';
      readonly column: string | undefined;
      readonly source: HireSource;
      readonly reading: Reading & { readonly applicant: string };
    }
  | Exclude<Found, { kind: 'found' }>;

/**
 * Reads the hire again through Flatchr's REST API: it proves that the webhook was no forgery, and brings the tags.
 *
 * Only the search decides whether it is a hire. Where the vacancy or the tags cannot be read for good, the hire goes on with what an
 * earlier reading told of them, else with what the webhook does.
 */
export async function rereadHire(
  flatchr: FlatchrClient,
  settings: Connection['flatchr'],
  { hire, fields, earlier = {} }: Pick<ValidateOrder, 'hire' | 'fields' | 'earlier'>,
): Promise<Reread> {
  const isHired = (applicant: FlatchrApplicant) => standsInHiredColumn(applicant, settings, hire);
  const found = await findApplicant(flatchr, { hire, fields, isHired });
  if (found.kind !== 'found') return found;
  const { applicant } = found;
  const [offer = earlier.offer, tags = earlier.tags] = await Promise.all([
    hire.vacancy.id ? orNothing(readOffer(flatchr, hire.vacancy.id, hire)) : undefined,
    needsTags(settings) ? orNothing(readTags(flatchr, applicant.applicant, settings)) : undefined,
  ]);
  const reading = { applicant: applicant.applicant, offer, tags };
  const { column } = applicant;
  return { kind: isHired(applicant) ? 'hired' : 'elsewhere', column, source: sourceOf(applicant, hire, reading, settings), reading };
}

async function readOffer(flatchr: FlatchrClient, id: string, { vacancy: known }: Hire): Promise<OfferReading> {
  const vacancy = await flatchr.vacancy(id);
  return {
    offerStartDate: vacancy.startDate ?? known.startDate,
    offerEndDate: vacancy.endDate ?? known.endDate,
    title: vacancy.title ?? known.title,
    reference: vacancy.reference ?? known.reference,
    departments: vacancy.folders,
    contractType: await contractTypeOf(flatchr, vacancy.contractType, vacancy.contractTypeId ?? known.contractType),
  };
}

async function readTags(flatchr: FlatchrClient, applicant: string, settings: Connection['flatchr']): Promise<TagsReading> {
  const tags = await flatchr.tagsOf(applicant);
  const tag = (title: string | undefined) => tags.find((candidate) => title !== undefined && fold(candidate.title) === fold(title))?.value;
  return { workEmail: tag(settings.workEmailTag), startDateTag: tag(settings.startDateTag) };
}

/** Tells whether two looks saw the same; holds nothing of it. */
export function digestOf(reread: Reread): string {
  return createHash('sha256').update(JSON.stringify(reread)).digest('base64url');
}

/** Undefined where Flatchr refuses the read for good: the thing is gone, or the key has no right to it. */
async function orNothing<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof FlatchrError && ['not-found', 'forbidden', 'rejected'].includes(error.kind)) return undefined;
    throw error;
  }
}

/** The search names columns by title only; the webhook's title stands for columns that are configured by id, or renamed. */
function standsInHiredColumn(found: FlatchrApplicant, { hiredColumns }: Connection['flatchr'], hire: Hire): boolean {
  if (found.archived) return false;
  const column = { ids: [], title: found.column, hired: found.hired };
  return isHiredColumn(column, { configured: hiredColumns, known: hire.column ? [hire.column] : [] }) ?? false;
}

async function contractTypeOf(flatchr: FlatchrClient, label: string | undefined, id: string | undefined): Promise<string[]> {
  const known = label ?? (id ? (await orNothing(flatchr.contractTypes()))?.get(id) : undefined);
  return [id, known].filter((value) => value !== undefined);
}
