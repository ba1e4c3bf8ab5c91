import { isDate } from '../hire/correction.js';
import { FIELDS, type EmployeeDraft, type Field, type Value } from '../hire/draft.js';
import { oneLine } from './one-line.js';
import { german } from './texts/de.js';
import { english } from './texts/en.js';
import { french } from './texts/fr.js';
import type { Language, Texts } from './texts/texts.js';

const TEXTS: Record<Language, Texts> = { fr: french, de: german, en: english };

/** The texts of a language, and values in its form. A value that is no date is shown as it is: a mail must not fail on it. */
export interface Words {
  readonly texts: Texts;
  /** `YYYY-MM-DD` → `lundi 4 janvier 2027`. */
  weekday(date: string): string;
  /** `YYYY-MM-DD` → `4 janvier 2027`. */
  date(date: string): string;
  /** ISO instant → its day, in the connection's time zone. */
  dayOf(instant: string): string;
  /** ISO instant → `4 janvier 2027 à 10:02`, in the connection's time zone. */
  instant(instant: string): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** A value of a draft, as a person reads it. */
  value(field: Field, value: Value<string | number>): string;
}

export function wordsOf(language: Language, timeZone: string): Words {
  const texts = TEXTS[language];
  const words: Words = {
    texts,
    weekday: (date) => (isDate(date) ? written(texts, date, { dateStyle: 'full', timeZone: 'UTC' }) : oneLine(date)),
    date: (date) => (isDate(date) ? written(texts, date, { dateStyle: 'long', timeZone: 'UTC' }) : oneLine(date)),
    dayOf: (instant) => written(texts, instant, { dateStyle: 'long', timeZone }),
    instant: (instant) => written(texts, instant, { dateStyle: 'long', timeStyle: 'short', timeZone }),
    list: (items) => new Intl.ListFormat(texts.locale).format(items),
    value: (field, { value, label }) => {
      if (label) return oneLine(label);
      if (typeof value === 'number') return texts.id(value);
      return field === 'startDate' || field === 'contractEnd' ? words.weekday(value) : oneLine(value);
    },
  };
  return words;
}

/** The values that a draft has, in the order in which people read them. */
export function valuesOf(draft: Partial<EmployeeDraft>): { readonly field: Field; readonly value: Value<string | number> }[] {
  return FIELDS.flatMap((field) => {
    const value = draft[field];
    return value ? [{ field, value }] : [];
  });
}

/** What a person has to change in Lucca, a text each. */
export function changesInLucca(changes: Partial<EmployeeDraft> = {}, words: Words): string[] {
  const { fields, toChange } = words.texts;
  return valuesOf(changes).map(({ field, value }) => toChange(fields[field].label, words.value(field, value)));
}

function written(texts: Texts, at: string, style: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return oneLine(at);
  return new Intl.DateTimeFormat(texts.locale, style)
    .formatToParts(date)
    .map(({ type, value }) => (type === 'day' ? texts.day(value) : value))
    .join('');
}
