// All of the library's data: the short form knows lengths alone, and takes Guadeloupe's 0590 for a number of mainland France.
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

/**
 * One way of writing numbers (0X XX XX XX XX), several country codes: who dials 0596 in Paris reaches Martinique. The overseas departments
 * stand first, since the data leave some of their ranges to mainland France as well.
 */
const FRENCH: readonly string[] = ['GP', 'MQ', 'GF', 'RE', 'YT', 'FR'];
/** Words that say no more than that this is a number. */
const LABEL = /\b(?:t[ée]l(?:[ée]phone)?|phone|mob(?:ile)?|port(?:able)?|fixe|gsm|cell|handy|telefon)\b\.?/giu;

/**
 * A number in E.164, or undefined where it cannot be read or where more was typed than a number holds: an extension, a second number, a
 * remark. It is better sent as typed than cut.
 *
 * @param country - ISO 3166; of numbers without a country code.
 */
export function readPhone(text: string, country: string): string | undefined {
  const parsed = (FRENCH.includes(country) ? FRENCH : [country])
    .map((one) => parsePhoneNumberFromString(text, one as CountryCode)) // the schema checks the form; an unknown country only makes it unreadable
    .find((number) => number?.isValid());
  return parsed && isWhole(text, parsed) ? parsed.number : undefined;
}

/** The number's digits are all that was typed, but for the ways of dialling abroad and the zero in front of it. */
function isWhole(text: string, { nationalNumber, countryCallingCode, ext }: PhoneNumber): boolean {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  if (ext !== undefined || !digits.endsWith(nationalNumber)) return false;
  const before = digits.slice(0, digits.length - nationalNumber.length);
  return new RegExp(`^(?:(?:00|011)?${countryCallingCode})?0?$`).test(before) && !/\p{L}/u.test(text.replace(LABEL, ''));
}
