import { Temporal } from 'temporal-polyfill';
import { isDate, type Fields } from '../../hire/correction.js';
import { dayOfInstant, daysBetween } from '../../hire/day.js';
import type { Flag, Value } from '../../hire/draft.js';
import type { Issue } from '../../hire/problem.js';
import type { HireSource } from './hire-source.js';

/**
 * The furthest that a first day lies ahead without a question. A slip by one year, from any day from today on, lies further. Who is hired
 * earlier still, as some apprentices are, is asked about once.
 */
const LONGEST_AHEAD_DAYS = 364;
/** The furthest that it lies back: who was entered late has begun within the last quarter. */
const LONGEST_PAST_DAYS = 92;
/** The day of the switch stands for the first day no longer than this; an admin has 60 days to answer (`correction.expireAfter`). */
const LONGEST_SINCE_SWITCH_DAYS = 62;
/** Flatchr's clock may be ahead of ours, and its day of another zone; more is no clock. */
const SWITCH_AHEAD_DAYS = 2;
/** Flatchr is used in France: a date that was picked there is midnight in Paris, whatever the connection's zone. */
const FLATCHR_ZONE = 'Europe/Paris';

export interface StartDateOrder {
  readonly fields: Fields;
  readonly source: Pick<HireSource, 'startDateTag' | 'offerStartDate' | 'tagsUnread'>;
  /** Title of the tag that the connection keeps first days in. */
  readonly tag?: string | undefined;
  /** ISO instant of the switch to hired. */
  readonly switchedAt: string;
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The contract's start: the correction, else the candidate's tag, else the offer's date, else the day of the switch.
 * All but the first two are flagged, since nobody gave them for this person.
 *
 * A date far from today is asked about, never taken; one that a person gave as a correction is taken, and flagged loudly.
 */
export function chooseStartDate({ fields, source, tag, switchedAt, timeZone, now }: StartDateOrder): Value | Issue {
  const today = dayOfInstant(now, timeZone);
  if (fields.startDate !== undefined) {
    const value = dayOf(String(fields.startDate), timeZone);
    if (value === undefined) return unusable(String(fields.startDate), today);
    return { value, origin: 'correction', ...(!isNear(value, today) && { flags: ['date-far-off'] as const }) };
  }
  const unread: Flag[] = source.tagsUnread && tag ? ['tag-unread'] : [];
  const given = source.startDateTag ?? source.offerStartDate;
  if (given) {
    const value = dayOf(given, timeZone);
    if (value === undefined) return unusable(given, today);
    if (!isNear(value, today)) return { code: 'doubtful', field: 'startDate', given: value, suggestion: nearest(value, today) };
    const flags: Flag[] = [
      ...(source.startDateTag ? [] : (['date-of-offer', ...unread] as const)),
      ...(value < today ? (['date-in-past'] as const) : []),
    ];
    return { value, origin: 'flatchr', ...(flags.length > 0 && { flags }) };
  }
  const switched = dayOfInstant(Date.parse(switchedAt), timeZone);
  const sinceSwitch = daysBetween(switched, today);
  if (sinceSwitch > LONGEST_SINCE_SWITCH_DAYS || sinceSwitch < -SWITCH_AHEAD_DAYS) return { code: 'missing', field: 'startDate' };
  return { value: switched, origin: 'switch-date', flags: ['date-of-switch', ...unread] };
}

/**
 * A plain date as it is, also the French way (31/12/2026). Of a timestamp: a date is no instant, so midnight – as it is written, or in
 * Paris – means that calendar day in every zone; a time of day is of its day in the connection's zone, or its own day where it names none.
 */
export function dayOf(text: string, timeZone: string): string | undefined {
  const given = text.trim();
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(given);
  const date = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : given;
  if (isDate(date)) return date;
  // Only ISO: Date.parse alone would take "12" or "next week 2027" for a date.
  const stamp = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(given);
  const [, day = '', time = '', zone] = stamp ?? [];
  const instant = Date.parse(`${day}T${time}${zone ?? 'Z'}`);
  if (Number.isNaN(instant)) return undefined;
  const asWritten = zone === undefined || /^[0:.]+$/.test(time);
  const meant = asWritten ? day : dayOfInstant(instant, isMidnight(instant, FLATCHR_ZONE) ? FLATCHR_ZONE : timeZone);
  return isDate(meant) ? meant : undefined;
}

function isMidnight(instant: number, timeZone: string): boolean {
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainTime();
  return time.equals(new Temporal.PlainTime());
}

function isNear(date: string, today: string): boolean {
  const ahead = daysBetween(today, date);
  return ahead <= LONGEST_AHEAD_DAYS && ahead >= -LONGEST_PAST_DAYS;
}

function unusable(given: string, today: string): Issue {
  // The year in two digits, or 0027: which day was meant is plain, but not certain.
  const [, day = '', month = ''] = /^\s*(\d{1,2})[/.](\d{1,2})[/.]\d{2}\s*$/.exec(given) ?? [];
  const [, isoDay] = /^\s*\d{4}(-\d{2}-\d{2})(?:T.*)?\s*$/.exec(given) ?? [];
  const suggestion = nearest(isoDay ? `0000${isoDay}` : `0000-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, today);
  return { code: 'unusable', field: 'startDate', given: given.slice(0, 100), ...(suggestion && { suggestion }) };
}

/** The same day in the year in which it lies near, rather from today on; undefined: there is none, as for a 29 February. */
function nearest(date: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1].map((near) => `${near}${date.slice(4)}`).filter((day) => isDate(day) && isNear(day, today));
  return days.find((day) => day >= today) ?? days[0];
}
