/**
 * Readings of single values in Flatchr's bodies and answers. Their types are documented by examples that contradict each other, so each
 * reading takes what it can and answers undefined to the rest: a value that nobody needs never decides about the whole.
 */

/** Longer texts are no names, titles or values: what is cut here could not be used anyway, and a hire's history stays small. */
const MAX_TEXT = 1000;
/** Of a value that is shown to a person because it cannot be used. */
const MAX_SHOWN = 100;
/** From here on a number counts milliseconds: as seconds it would lie beyond the year 5000. */
const MILLISECONDS_FROM = 1e11;

/** An own property of an object; undefined where there is no object, or no such property. */
export function fieldOf(value: unknown, name: string): unknown {
  // An object has such properties; their types are what this module finds out.
  return isObject(value) && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As typed, and cut. A number is taken for its digits; an empty text is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;
}

/** A text, or that of an object such as Flatchr's referential ones: `{id, text}`. Trimmed. */
export function labelOf(value: unknown): string | undefined {
  const texts = [value, ...['label', 'title', 'name', 'text'].map((name) => fieldOf(value, name))];
  return texts.map((text) => textOf(text)?.trim()).find(Boolean);
}

/** An integer or a text, or the `id` of an object: Flatchr writes some references either way. */
export function idOf(value: unknown): string | undefined {
  const id = isObject(value) ? fieldOf(value, 'id') : value;
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined; // a larger one has lost digits
  return textOf(id)?.trim() || undefined;
}

/** True for the plain form of an id, false for the encoded one. */
export function isPlainId(id: string): boolean {
  return /^\d+$/.test(id);
}

const YES = ['true', '1', 'yes', 'y', 'on', 'oui', 'vrai'];
const NO = ['false', '0', 'no', 'n', 'off', 'non', 'faux'];

/** Documented as a boolean; Flatchr's own example sends a text. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.trim().toLowerCase() ?? '';
  if (YES.includes(text)) return true;
  return NO.includes(text) ? false : undefined;
}

/** One that names no zone is Flatchr's own clock: UTC, as in all its examples. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** An ISO timestamp, or unix seconds or milliseconds → ISO instant. */
export function instantOf(value: unknown): string | undefined {
  const text = textOf(value)?.trim() ?? '';
  const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (day !== undefined) return instant(Date.parse(`${day}T${time}${zone.length === 3 ? `${zone}:00` : zone}`));
  return /^\d{9,13}(?:\.\d+)?$/.test(text) ? instant(Number(text) < MILLISECONDS_FROM ? Number(text) * 1000 : Number(text)) : undefined;
}

function instant(ms: number): string | undefined {
  const year = new Date(ms).getUTCFullYear();
  return year >= 2000 && year < 3000 ? new Date(ms).toISOString() : undefined; // Temporal takes no date beyond the year 9999
}

/**
 * A date as typed; unix seconds or milliseconds as an ISO instant. What is no date is kept as a text, so that a person is asked about it:
 * a date that was given must not be replaced by another in silence.
 */
export function dateOf(value: unknown): string | undefined {
  if (Array.isArray(value) && value.length === 1) return dateOf(value[0]);
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length > 0 ? JSON.stringify(value).slice(0, MAX_SHOWN) : undefined;
  const text = textOf(value);
  if (text === undefined || value === 0) return undefined;
  return /^\s*\d/.test(text) && !/[-/. T]/.test(text.trim()) ? (instantOf(text) ?? text) : text;
}

/** A day without a time as the search's rows tell it, `DD/MM/YY`; an instant's is its day in UTC. → `YYYY-MM-DD` */
export function dayOf(value: unknown): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})\/(\d{1,2})\/(?:20)?(\d{2})\b/.exec(textOf(value) ?? '') ?? [];
  if (year === '') return instantOf(value)?.slice(0, 10);
  // Requests write the month first: where this cannot be a month, the answer does so, too.
  const [first, second] = Number(month) > 12 ? [day, month] : [month, day];
  const iso = `20${year}-${first.padStart(2, '0')}-${second.padStart(2, '0')}`;
  return instant(Date.parse(iso))?.slice(0, 10) === iso ? iso : undefined;
}

/** The elements of a list; what is no list has none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
