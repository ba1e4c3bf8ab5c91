/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't' };
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

function foldedName({ firstName, lastName }: PersonName): string | undefined {
  const [first, last] = [fold(firstName), fold(lastName)];
  return first && last ? `${first}\n${last}` : undefined;
}
