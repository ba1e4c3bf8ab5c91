import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../flatchr/flatchr-client.js';
import type { Fields } from '../../hire/correction.js';
import { isEncodedId, type Hire } from '../../hire/order.js';
import { fold } from '../../hire/names.js';
import { sameAddress } from './email-address.js';
import { likelyName } from './person-name.js';

export type Found =
  | { readonly kind: 'found'; readonly applicant: FlatchrApplicant }
  /** Flatchr does not show the application (yet). */
  | { readonly kind: 'not-found' }
  /** Several people whom nothing tells apart. */
  | { readonly kind: 'ambiguous' }
  /** Somebody of another name has the address; nobody has the name. */
  | { readonly kind: 'other-person'; readonly name: string }
  /** Neither an address nor both names are known: nobody can be looked for before a person gives them. */
  | { readonly kind: 'nameless' }
  /** Flatchr refuses the search for good: nobody was found because nobody could be looked for. */
  | { readonly kind: 'search-refused' };

export interface ApplicantOrder {
  readonly hire: Hire;
  /** A person's answers: the names as they stand in Flatchr now. */
  readonly fields: Fields;
  readonly isHired: (applicant: FlatchrApplicant) => boolean;
}

/**
 * Which row of Flatchr's search is the hire. The search is the only documented read of an applicant, and knows no id: by e-mail, else by
 * names, within the vacancy.
 *
 * 1. Who is known by the encoded id is that row, and no other. Else a row counts by its names: an address alone is nobody, since a couple
 *    shares one, and an agency gives its own to all its candidates.
 * 2. A name may have been put right in Flatchr since. Who has the address alone, and half of the name, is taken for the person; else a
 *    person is asked.
 * 3. A search that is refused has found nobody: what somebody typed must not hold the hire for ever. By names it mostly is found all the same.
 */
export async function findApplicant(flatchr: FlatchrClient, { hire, fields, isHired }: ApplicantOrder): Promise<Found> {
  let refused = false;
  const search = async (person: Parameters<FlatchrClient['search']>[0]): Promise<FlatchrApplicant[]> => {
    try {
      const rows = await flatchr.search(person, hire.vacancy.id);
      return rows.filter((row) => (isEncodedId(hire.applicant) ? row.applicant === hire.applicant : isOfVacancy(row, hire)));
    } catch (error) {
      if (!(error instanceof FlatchrError && (error.kind === 'rejected' || error.kind === 'not-found'))) throw error;
      refused = true;
      return [];
    }
  };
  const named = namesOf(hire.candidate);
  const corrected = namesOf({ ...hire.candidate, ...textsOf(fields) });
  const fits = (row: FlatchrApplicant) => isEncodedId(hire.applicant) || [named, corrected].some((names) => isNamed(row, names));
  const { email, firstName, lastName } = { ...textsOf(fields), ...known(hire.candidate) };
  if (!email && !(firstName && lastName)) return { kind: 'nameless' };

  const byEmail = email ? (await search({ email: email.trim() })).filter((row) => sameAddress(row.email ?? '', email)) : [];
  const ofAddress = preferring(isHired, byEmail.filter(fits));
  if (new Set(ofAddress.map((row) => JSON.stringify(namesOf(row)))).size > 1) return { kind: 'ambiguous' };
  if (ofAddress[0]) return { kind: 'found', applicant: ofAddress[0] };

  const byName = firstName && lastName ? (await search({ firstName, lastName })).filter(fits) : [];
  const ofName = preferring(isHired, byName);
  if (ofName.length > 1 && ofName.every(isHired)) return { kind: 'ambiguous' };
  if (ofName[0]) return { kind: 'found', applicant: ofName[0] };

  const [only, ...others] = byEmail;
  if (only && others.length === 0 && isRenamed(only, hire)) return { kind: 'found', applicant: only };
  if (only) return { kind: 'other-person', name: [only.firstName, only.lastName].filter(Boolean).join(' ') };
  return { kind: refused ? 'search-refused' : 'not-found' };
}

/** Flatchr filters by the encoded id; rows tell the plain one. */
function isOfVacancy({ vacancyNumber }: FlatchrApplicant, { vacancy }: Hire): boolean {
  if (vacancyNumber === undefined) return vacancy.id !== undefined || vacancy.number === undefined;
  return vacancy.number === undefined || vacancyNumber === vacancy.number;
}

/** The hired ones, or all where none is. */
function preferring(isHired: (row: FlatchrApplicant) => boolean, rows: readonly FlatchrApplicant[]): readonly FlatchrApplicant[] {
  const hired = rows.filter(isHired);
  return hired.length > 0 ? hired : rows;
}

/** First and last name in the form in which they are compared; undefined: not known. */
type Names = readonly [first: string | undefined, last: string | undefined];

export function namesOf({
  firstName,
  lastName,
}: {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}): Names {
  const compared = (name: string | undefined) => (name && fold(likelyName(name))) || undefined;
  return [compared(firstName), compared(lastName)];
}

function textsOf({ firstName, lastName }: Fields): { firstName?: string; lastName?: string } {
  return {
    ...(firstName !== undefined && { firstName: String(firstName) }),
    ...(lastName !== undefined && { lastName: String(lastName) }),
  };
}

/** Without what is not known. */
function known({ email, firstName, lastName }: Hire['candidate']): Pick<Hire['candidate'], 'email' | 'firstName' | 'lastName'> {
  return { ...(email && { email }), ...(firstName && { firstName }), ...(lastName && { lastName }) };
}

/** What is not known does not tell against anybody. */
export function isNamed(row: FlatchrApplicant, names: Names): boolean {
  return namesOf(row).every((name, at) => name === undefined || names[at] === undefined || name === names[at]);
}

/** The same first name – a couple's differs –, or both names exchanged; and no other phone number. */
function isRenamed(row: FlatchrApplicant, { candidate }: Hire): boolean {
  const [[first, last], [rowFirst, rowLast]] = [namesOf(candidate), namesOf(row)];
  const isHalf = first !== undefined && (first === rowFirst || (first === rowLast && last === rowFirst));
  const [phone, rowPhone] = [candidate.phone, row.phone].map((number) => number?.replace(/\D/g, '').slice(-9) ?? '');
  return isHalf && (!phone || !rowPhone || phone === rowPhone);
}
