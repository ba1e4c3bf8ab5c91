import { Temporal } from 'temporal-polyfill';

/**
 * Three libraries read the name of a connection's time zone: Intl (mails and pages), the Temporal polyfill (days of a hire) and Go's zone
 * data in the Temporal server (the schedule of the daily list). Go knows no other spelling than the data base's, and neither Go nor the
 * polyfill knows the abbreviations that Intl takes (`CST`, `IST`).
 */

/** Names that stand for a place, as the IANA data base has had them for decades; `US/Pacific` and its kind come and go with its packaging. */
const OF_A_PLACE = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\//;
const WITHOUT_PLACE: readonly string[] = ['UTC', 'GMT'];

/** True for a name that all three take. */
export function isTimeZone(name: string): boolean {
  return isKnownToAll(name) && polyfills(name) === name;
}

/** The name that was probably meant: in the data base's spelling, or the place that an old name stands for. */
export function timeZoneMeant(name: string): string | undefined {
  const spelled = polyfills(name);
  if (spelled === undefined) return undefined; // an abbreviation may mean several: IST is India's, Israel's and Ireland's
  return [spelled, new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone].find(isTimeZone);
}

function isKnownToAll(name: string): boolean {
  return OF_A_PLACE.test(name) || WITHOUT_PLACE.includes(name);
}

/** The polyfill's spelling of a name, which is the data base's; undefined: it, or Intl below it, knows no such zone. */
function polyfills(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined; // offsets such as +01:00 know no summer time
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}
