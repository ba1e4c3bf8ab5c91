import type { FlatchrApplicant } from '../../flatchr/flatchr-client.js';
import type { Hire } from '../../hire/order.js';
import { fold } from '../../hire/names.js';
import { sameAddress } from '../hire/email-address.js';
import { isNamed, namesOf } from '../hire/find-applicant.js';

/**
 * Whether a row of Flatchr's search is the application of a hire that never learnt its encoded id: by vacancy, address *and* names, since
 * neither the integer nor the candidate's id is in the row.
 */
export function isSameApplication(row: FlatchrApplicant, { candidate, vacancy }: Hire): boolean {
  const ofVacancy =
    row.vacancyNumber !== undefined && vacancy.number !== undefined
      ? row.vacancyNumber === vacancy.number
      : fold(row.vacancyTitle ?? '') === fold(vacancy.title ?? '');
  if (!ofVacancy || !isNamed(row, namesOf(candidate))) return false;
  const addressed = sameAddress(row.email ?? '', candidate.email ?? '');
  const neither = !row.email || !candidate.email;
  return addressed || (neither && namesOf(candidate).every((name, at) => name !== undefined && name === namesOf(row)[at]));
}
