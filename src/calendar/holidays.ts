/** Whether a calendar day, `YYYY-MM-DD`, is a public holiday. */
export type IsHoliday = (day: string) => boolean;

/**
 * The public holidays of a country, and of a region where they differ: those on which most people do not work. A country that the library
 * does not know has none.
 *
 * The library is read at the first question: it brings the calendars of the whole world, and no hire that goes straight through needs one.
 *
 * @param country - ISO 3166-1, as `FR`.
 * @param region - as the library names it: `BY` for Bavaria, `57` for the Moselle, `MQ` for Martinique.
 */
export async function holidaysOf(country: string, region?: string): Promise<IsHoliday> {
  const { default: Holidays } = await import('date-holidays');
  const calendar = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const years = new Map<number, ReadonlySet<string>>();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year) ?? daysOff(calendar.getHolidays(year));
    years.set(year, known);
    return known.has(day);
  };
}

function daysOff(holidays: readonly { readonly date: string; readonly type: string }[]): ReadonlySet<string> {
  return new Set(holidays.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10))); // local time, without a zone
}
