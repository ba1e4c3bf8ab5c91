import { isDate, type Fields } from '../../hire/correction.js';
import { dayOfInstant } from '../../hire/day.js';
import type { Value } from '../../hire/draft.js';
import type { Issue } from '../../hire/problem.js';
import type { HireSource } from './hire-source.js';

export interface StartDateOrder {
  readonly fields: Fields;
  readonly source: Pick<HireSource, 'startDateTag' | 'offerStartDate'>;
  /** ISO instant of the switch to hired. */
  readonly switchedAt: string;
  readonly timeZone: string;
  readonly now: number;
}

/**
 * The contract's start: the correction, else the candidate's tag, else the offer's date, else the day of the switch.
 * All but the first two are flagged, since nobody gave them for this person.
 */
export function chooseStartDate({ fields, source, switchedAt, timeZone, now }: StartDateOrder): Value | Issue {
  const read = (given: string, value: (date: string) => Value): Value | Issue => {
    const date = dayOf(given, timeZone);
    return date ? value(date) : { code: 'unusable', field: 'startDate', given: given.slice(0, 100) };
  };
  if (fields.startDate !== undefined) return read(String(fields.startDate), (value) => ({ value, origin: 'correction' }));
  if (source.startDateTag) return read(source.startDateTag, (value) => ({ value, origin: 'flatchr' }));
  if (source.offerStartDate) {
    const today = dayOfInstant(now, timeZone);
    return read(source.offerStartDate, (value) => ({
      value,
      origin: 'flatchr',
      flags: value < today ? ['date-of-offer', 'date-in-past'] : ['date-of-offer'],
    }));
  }
  return { value: dayOfInstant(Date.parse(switchedAt), timeZone), origin: 'switch-date', flags: ['date-of-switch'] };
}

/** A plain date as it is, also the French way (31/12/2026); a timestamp as its day in the zone, or its own day where it names no zone. */
function dayOf(text: string, timeZone: string): string | undefined {
  const given = text.trim();
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(given);
  const date = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : given;
  if (isDate(date)) return date;
  // Only ISO: Date.parse alone would take "12" or "next week 2027" for a date.
  if (!/^\d{4}-\d{2}-\d{2}T/.test(given)) return undefined;
  const instant = Date.parse(given);
  if (Number.isNaN(instant)) return undefined;
  const day = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(given) ? dayOfInstant(instant, timeZone) : given.slice(0, 10);
  return isDate(day) ? day : undefined;
}
