import { Temporal } from 'temporal-polyfill';

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. @param ms since the epoch. */
export function dayOfInstant(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Days from one calendar day to another, both `YYYY-MM-DD`; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}
