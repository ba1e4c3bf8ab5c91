import { Temporal } from 'temporal-polyfill';

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. @param ms since the epoch. */
export function dayOfInstant(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The last millisecond of a calendar day in a time zone, since the epoch. */
export function endOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1;
}

/** Days from one calendar day to another, both `YYYY-MM-DD`; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}
