import type { Connection } from '../../config/schema.js';
import type { Said } from '../../hire/changes.js';
import { readAddress } from './email-address.js';
import type { HireSource } from './hire-source.js';
import { readName } from './person-name.js';
import { dayOf } from './start-date.js';
import { tidy } from './tidy.js';

/** What Flatchr says itself, whatever people answered and the configuration says. What could not be read is not known. */
export function saidBy(
  source: HireSource,
  { flatchr: { workEmailTag, startDateTag }, timeZone }: Pick<Connection, 'flatchr' | 'timeZone'>,
): Said {
  const { lastName, firstName, workEmail, email, departments, offerUnread, tagsUnread } = source;
  const date = tagsUnread && startDateTag ? undefined : (source.startDateTag ?? source.offerStartDate);
  return {
    lastName: nameOf(lastName),
    firstName: nameOf(firstName),
    email: tagsUnread && workEmailTag ? undefined : readAddress(workEmail ?? email ?? '').address,
    startDate: date === undefined ? undefined : dayOf(date, timeZone),
    department: offerUnread || departments.length === 0 ? undefined : departments.toSorted().join(', '),
  };
}

function nameOf(given: string | undefined): string | undefined {
  const name = given === undefined ? '' : tidy(given);
  return name === '' ? undefined : (readName(name).name ?? name);
}
