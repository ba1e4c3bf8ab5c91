/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
};
const WHOLE_LETTER = new RegExp(`[${Object.keys(WHOLE_LETTERS).join('')}]`, 'g');

/**
 * A form of a name in which two spellings of the same name are equal: case, accents, spaces and hyphens do not count.
 * Word borders do: `Team 2-1` is not `Team 21`.
 *
 * For comparing only; nobody should read it, and logins come from `login.ts`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '') // not all of \p{M}: in Hindi or Thai a mark is a vowel
    .toUpperCase() // first up, because Lucca shows last names that way: ß becomes SS and ı becomes I, with no way back
    .toLowerCase()
    .replace(WHOLE_LETTER, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
}

/** A person's name in two parts, as Flatchr and Lucca both have it. */
export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
}

/** True when both names are the same but for spelling. A name without a word equals none. */
export function sameName(one: PersonName, other: PersonName): boolean {
  const name = foldedName(one);
  return name !== undefined && name === foldedName(other);
}

/** Both names folded, as one key; undefined where one has no word. */
export function foldedName({ firstName, lastName }: PersonName): string | undefined {
  const [first, last] = [fold(firstName), fold(lastName)];
  return first && last ? `${first}\n${last}` : undefined;
}

/** What stands in brackets of any kind, or in quotes; the last one may have been left open. */
const IN_BRACKETS = /\s*(?:[([{][^()[\]{}]*(?:[)\]}]|$)|["“”„][^"“”„]*(?:["“”„]|$))/g;
const BRACKETS = /[()[\]{}"“”„]/g;
/** How a birth name is announced, in brackets or without. `nee` alone is a name as well. */
const BIRTH_NAME =
  /\s*[([{]\s*(?:n[ée]e|né(?:\(e\)|e)?|n[ée]e?\s*:|geb\.|geb|geborene[rn]?|born)\s[^()[\]{}]*(?:[)\]}]|$)|\s+(?:née|né\(e\)|né|geb\.|geborene[rn]?)\s.*$/giu;
/** How a spouse's name is announced: which of the two is in use does not show. */
const SPOUSES_NAME = /\s+(?:[ée]p\.|[ée]pouse|veuve|vve)\s.*$/iu;

/** A name without the birth name beside it: `Durand (née Martin)` → `Durand`. The text as it is where nothing else would be left. */
export function birthNameApart(name: string): string {
  return without(name, BIRTH_NAME);
}

/** A name without all that stands beside it: in brackets, or announced as another name of the same person. */
export function nameApart(name: string): string {
  return without(without(birthNameApart(name), IN_BRACKETS), SPOUSES_NAME)
    .replace(BRACKETS, '')
    .trim();
}

function without(name: string, beside: RegExp): string {
  const left = name.replace(beside, ' ').replace(/ {2,}/g, ' ').trim();
  return /\p{L}/u.test(left) ? left : name;
}
