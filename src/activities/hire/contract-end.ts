import type { Fields } from '../../hire/correction.js';
import type { Value } from '../../hire/draft.js';
import { fold } from '../../hire/names.js';
import type { Issue } from '../../hire/problem.js';
import type { HireSource } from './hire-source.js';
import { dayOf } from './start-date.js';

/** Contracts without a term, in the languages in which companies name them. */
const WITHOUT_TERM = /\b(?:cdi|indetermine|permanent|permanente|unbefristet|unbefristete|indefinido|indeterminato)/;

export interface ContractEndOrder {
  readonly fields: Fields;
  readonly source: Pick<HireSource, 'offerEndDate' | 'contractType'>;
  readonly startDate: Value | undefined;
  readonly timeZone: string;
}

/**
 * The last day of a fixed term: the correction, else the offer's. The offer's counts only where it can be one, after the first day and of
 * a contract that is not said to be without a term; else it is left out, since HR adds it more easily than it would find a wrong one.
 */
export function chooseContractEnd({ fields, source, startDate, timeZone }: ContractEndOrder): Value | Issue | undefined {
  const isAfterStart = (day: string) => startDate !== undefined && day > startDate.value;
  if (fields.contractEnd !== undefined) {
    const value = dayOf(String(fields.contractEnd), timeZone);
    if (value === undefined || (startDate && !isAfterStart(value)))
      return { code: 'unusable', field: 'contractEnd', given: String(fields.contractEnd) };
    return { value, origin: 'correction' };
  }
  if (source.offerEndDate === undefined || source.contractType.some((label) => WITHOUT_TERM.test(fold(label)))) return undefined;
  const value = dayOf(source.offerEndDate, timeZone);
  return value !== undefined && isAfterStart(value) ? { value, origin: 'flatchr', flags: ['end-of-offer'] } : undefined;
}
