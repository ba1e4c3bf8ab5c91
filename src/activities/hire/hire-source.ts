import type { Connection } from '../../config/schema.js';
import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../flatchr/client.js';
import { isHiredColumn } from '../../flatchr/hired-column.js';
import type { Hire } from '../../hire/hire.js';
import { fold, sameName } from '../../hire/names.js';

/** What Flatchr says about a hire, as typed there. */
export interface HireSource {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly email?: string | undefined;
  readonly workEmail?: string | undefined;
  readonly phone?: string | undefined;
  readonly startDateTag?: string | undefined;
  readonly offerStartDate?: string | undefined;
  readonly title?: string | undefined;
  readonly reference?: string | undefined;
  readonly departments: readonly string[];
  readonly contractType: readonly string[];
}

/** The webhook alone: unsigned, and without tags. */
export function sourceFromWebhook({ candidate, vacancy }: Hire): HireSource {
  return {
    ...candidate,
    offerStartDate: vacancy.startDate,
    title: vacancy.title,
    reference: vacancy.reference,
    departments: [],
    contractType: vacancy.contractType ? [vacancy.contractType] : [],
  };
}

export type Reread =
  | { readonly kind: 'hired' | 'elsewhere'; readonly source: HireSource }
  /** Flatchr does not show the application (yet), or the vacancy is gone. */
  | { readonly kind: 'not-found' }
  /** Several people of that name applied to that vacancy, and no e-mail tells them apart. */
  | { readonly kind: 'ambiguous' };

/** Reads the hire again through Flatchr's REST API: it proves that the webhook was no forgery, and brings the tags. */
export async function rereadHire(flatchr: FlatchrClient, settings: Connection['flatchr'], hire: Hire): Promise<Reread> {
  try {
    return await read(flatchr, settings, hire);
  } catch (error) {
    if (error instanceof FlatchrError && error.kind === 'not-found') return { kind: 'not-found' };
    throw error;
  }
}

async function read(flatchr: FlatchrClient, settings: Connection['flatchr'], hire: Hire): Promise<Reread> {
  const found = await findApplicant(flatchr, settings, hire);
  if (!found || found === 'ambiguous') return { kind: found ?? 'not-found' };

  const [vacancy, tags] = await Promise.all([
    hire.vacancy.id ? flatchr.vacancy(hire.vacancy.id) : undefined,
    settings.startDateTag || settings.workEmailTag ? flatchr.tagsOf(found.applicant) : [],
  ]);
  const tag = (title: string | undefined) => tags.find((candidate) => title !== undefined && fold(candidate.title) === fold(title))?.value;
  const source: HireSource = {
    lastName: found.lastName,
    firstName: found.firstName,
    email: found.email,
    workEmail: tag(settings.workEmailTag),
    phone: found.phone,
    startDateTag: tag(settings.startDateTag),
    offerStartDate: vacancy?.startDate ?? hire.vacancy.startDate,
    title: vacancy?.title ?? hire.vacancy.title,
    reference: vacancy?.reference ?? hire.vacancy.reference,
    departments: vacancy?.folders ?? [],
    contractType: await contractTypeOf(flatchr, vacancy?.contractType, vacancy?.contractTypeId ?? hire.vacancy.contractType),
  };
  return { kind: isHired(found, settings, hire) ? 'hired' : 'elsewhere', source };
}

/**
 * The search is the only documented read of an applicant, and knows no id: by e-mail, else by names, within the vacancy.
 *
 * A search that Flatchr refuses has found nobody: what somebody typed must not hold the hire for ever. By names it mostly is found all the
 * same; else a person is asked whether it is a hire, and the e-mail is checked as any other.
 */
async function findApplicant(
  flatchr: FlatchrClient,
  settings: Connection['flatchr'],
  hire: Hire,
): Promise<FlatchrApplicant | 'ambiguous' | undefined> {
  const { email, firstName, lastName } = hire.candidate;
  const search = async (person: Parameters<FlatchrClient['search']>[0]) => {
    const found = await flatchr.search(person, hire.vacancy.id).catch(nobodyIfRejected);
    // With the encoded id Flatchr's search has filtered already.
    return found.filter(
      ({ vacancyNumber }) => hire.vacancy.id !== undefined || !hire.vacancy.number || vacancyNumber === hire.vacancy.number,
    );
  };
  const hiredFirst = (found: FlatchrApplicant[]) => found.find((one) => isHired(one, settings, hire)) ?? found[0];

  if (email) {
    const byEmail = (await search({ email: email.trim() })).filter((one) => sameAddress(one.email, email));
    if (byEmail.length > 0) return hiredFirst(byEmail);
  }
  if (!firstName || !lastName) return undefined;
  const byName = (await search({ firstName, lastName })).filter((one) =>
    sameName({ firstName: one.firstName ?? '', lastName: one.lastName ?? '' }, { firstName, lastName }),
  );
  const hired = byName.filter((one) => isHired(one, settings, hire));
  return hired.length > 1 ? 'ambiguous' : hiredFirst(byName);
}

function nobodyIfRejected(error: unknown): FlatchrApplicant[] {
  if (error instanceof FlatchrError && error.kind === 'rejected') return [];
  throw error;
}

function sameAddress(one: string | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The search names columns by title only; the webhook's title stands for columns that are configured by id, or renamed. */
function isHired(found: FlatchrApplicant, { hiredColumns }: Connection['flatchr'], hire: Hire): boolean {
  if (found.archived) return false;
  const column = { ids: [], title: found.column, hired: found.hired };
  return isHiredColumn(column, { configured: hiredColumns, known: hire.column ? [hire.column] : [] }) ?? false;
}

async function contractTypeOf(flatchr: FlatchrClient, label: string | undefined, id: string | undefined): Promise<string[]> {
  const known = label ?? (id ? (await flatchr.contractTypes()).get(id) : undefined);
  return [id, known].filter((value) => value !== undefined);
}
