import { decodeHTML, decodeHTMLStrict } from 'entities';
import { birthNameApart, nameApart } from '../../hire/names.js';
import type { Flag } from '../../hire/draft.js';
import { tidy } from './tidy.js';

/** A name as it can be used, with what was done to it; or the doubt, with what was probably meant. */
export type NameReading =
  | { readonly name: string; readonly flags: readonly Flag[]; readonly suggestion?: undefined }
  | { readonly name?: undefined; readonly flags?: undefined; readonly suggestion?: string | undefined };

/**
 * Reads a name as Flatchr has it. What arrived damaged is mended where only one reading is possible, and doubted otherwise; a name that is
 * undamaged is only tidied. A birth name that stands beside it is left out.
 */
export function readName(text: string): NameReading {
  const { text: mended, certain } = mend(text);
  const whole = tidy(mended);
  if (DAMAGE.test(mended) || !/\p{L}/u.test(whole)) return {};
  if (!certain) return { suggestion: nameApart(whole) };

  const name = birthNameApart(whole);
  if (nameApart(name) !== name) return { suggestion: nameApart(name) };
  return { name, flags: [...(mended !== text ? ['name-mended' as const] : []), ...(name !== whole ? ['name-shortened' as const] : [])] };
}

/** For comparing: the best reading there is. */
export function likelyName(text: string): string {
  const { text: mended } = mend(text);
  return nameApart(birthNameApart(tidy(mended)));
}

/** What no name holds: symbols – but for what is typed as an apostrophe –, what stands for a lost letter, escapes that were not undone. */
const DAMAGE = /(?![´`])\p{S}|\p{No}|[?\uFFFD\u0080-\u009F§¶¿¡«»‚„…†‡‰‹›•%\\]/u;

/** So often is one damage done to another, such as `&amp;eacute;`. */
const LAYERS = 4;

interface Mended {
  readonly text: string;
  /** No other reading is possible. */
  readonly certain: boolean;
}

function mend(text: string): Mended {
  let mended: Mended = { text, certain: true };
  for (let layer = 0; layer < LAYERS; layer++) {
    const next = redecoded(mended.text) ?? withoutEntities(mended.text) ?? withoutEscapes(mended.text);
    if (!next) break;
    mended = { text: next.text, certain: mended.certain && next.certain };
  }
  return mended;
}

/** `H&eacute;l&egrave;ne`, `H&#233;l&egrave;ne`; without its semicolon an entity might be an ampersand and a word. */
function withoutEntities(text: string): Mended | undefined {
  const strict = decodeHTMLStrict(text);
  if (strict !== text) return { text: strict, certain: true };
  const lenient = decodeHTML(text);
  return lenient === text ? undefined : { text: lenient, certain: false };
}

/** `H\u00e9l\u00e8ne` of a program, `H%C3%A9l%C3%A8ne` of an address. */
function withoutEscapes(text: string): Mended | undefined {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (unescaped !== text) return { text: unescaped, certain: true };
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined;
  try {
    return { text: decodeURIComponent(text), certain: true };
  } catch {
    return undefined;
  }
}

/** Bytes of Windows-1252 by their characters; the five that it leaves open, and all of Latin-1's, by the control characters. */
const BYTES = new Map<string, number>();
for (let byte = 0; byte < 256; byte++) BYTES.set(String.fromCharCode(byte), byte);
// Spelled out: Node's own decoder of that name reads Latin-1 in its place, in some versions.
Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ').forEach((letter, at) => BYTES.set(letter, 0x80 + at));

/** Letters and marks of the scripts that names are written in, and what stands between; not the phonetic and historical ones. */
const USUAL =
  /^(?:[A-Za-zÀ-ÖØ-öø-ſƠơƯưȘ-ț\u1E00-\u1EFF]|\p{M}|[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]|[\s\p{Nd}.,'’‘´`–&·ªº()[\]-])+$/u;
/** What undamaged names do not hold, but the second half of a letter in UTF-8 read as Latin-1 or Windows-1252 does. */
const NO_LETTER = /[^\p{L}\p{M}\p{Nd}\p{Zs}\p{Cf}\p{Pd}'’‘.,·()[\]]|[ªºµ]/u;
/** A capital in the middle of a word, followed by what may be such a half. */
const CAPITAL_WITHIN = /\p{Ll}[Â-ß][\u0080-\u00BFŠŒŽšœžŸƒ]/u;
/** At the beginning of a word it is rare, and no more than that. */
const CAPITALS_TOGETHER = /[ÂÃ][\u00A0\u00ADŠŒŽšœžŸƒ]|[ÄÅ][\u00A0\u00ADŠŒŽšœž]\p{Ll}/u;

/**
 * `HÃ©lÃ¨ne`: UTF-8 that was read as Latin-1 or Windows-1252. Certain where the whole text turns back into UTF-8 of usual letters, and is
 * none that a person would type.
 */
function redecoded(text: string): Mended | undefined {
  const bytes = Array.from(text, (letter) => BYTES.get(letter));
  if (bytes.includes(undefined)) return undefined;
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes.map(Number)));
  } catch {
    return undefined;
  }
  if (decoded === text) return undefined;
  const twice = redecoded(decoded); // read wrongly twice
  if (twice) return twice;
  if (!USUAL.test(decoded)) return undefined;
  if (NO_LETTER.test(text) || CAPITAL_WITHIN.test(text)) return { text: decoded, certain: true };
  return CAPITALS_TOGETHER.test(text) ? { text: decoded, certain: false } : undefined;
}
