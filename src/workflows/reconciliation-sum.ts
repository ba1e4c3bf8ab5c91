import { MOST_LISTED, type FoundMissing, type MissingHire, type Reconciliation } from '../contracts/reconciliation.js';
import { hireId, type Hire } from '../hire/order.js';

/** Whom a look at Flatchr found missing and nobody has in Lucca; without those whose day is not known: it may be last year's. */
export function startable({ missing }: Pick<FoundMissing, 'missing'>, there: readonly string[]): Hire[] {
  return missing.flatMap(({ order, changedOn }) => (changedOn === undefined || there.includes(order.applicant) ? [] : [order]));
}

/**
 * What a reconciliation has come to after one more look.
 *
 * @param there applicants who are in Lucca already.
 * @param started applicants whose hires were started; who was to be and was not, was claimed by another hire meanwhile, and is known.
 */
export function addUp(
  before: Reconciliation,
  { found, there, started }: { readonly found: FoundMissing; readonly there: readonly string[]; readonly started: readonly string[] },
): Reconciliation {
  const meant = before.mode === 'start' ? startable(found, there) : [];
  const late = meant.filter(({ applicant }) => !started.includes(applicant)).map(({ applicant }) => applicant);
  const listed = found.missing.flatMap(({ order, changedOn }): MissingHire[] => {
    const { applicant, candidate, vacancy } = order;
    if (there.includes(applicant) || late.includes(applicant)) return [];
    const person = [candidate.firstName, candidate.lastName].filter(Boolean).join(' ');
    return [{ applicant, person, vacancy: vacancy.title, changedOn, ...(started.includes(applicant) && { hire: hireId(order) }) }];
  });
  return {
    ...before,
    hired: before.hired + found.hired,
    known: before.known + found.known + late.length,
    inLucca: before.inLucca + there.length,
    started: before.started + started.length,
    missing: before.missing + listed.filter(({ hire }) => hire === undefined).length,
    unread: before.unread + found.unread,
    found: [...before.found, ...listed].slice(0, MOST_LISTED),
    cutOff: [...before.cutOff, ...found.cutOff],
    more: before.more || found.more,
  };
}
