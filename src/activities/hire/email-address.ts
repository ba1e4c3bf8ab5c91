import { MAX_LENGTH } from '../../hire/draft.js';
import { tidy } from './tidy.js';

/** Lucca's own bound (docs/systems/lucca.md#creating-an-employee). */
const MIN_LENGTH = 3;

/** What may stand in an address, quoted local parts apart; a comma would separate values in Lucca's filters, `<` and `>` it refuses. */
const LOCAL = /^[^\s@<>()[\]\\,;:"“”«»]+$/u;
/** With a dot, and letters of any script: a typo such as name@gmail would come to light only by a mail that bounces. */
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u;

/** Either the address, or why there is none: nothing was typed, or what was typed is none, with what was probably meant. */
export type AddressReading =
  | { readonly address: string; readonly given?: undefined; readonly suggestion?: undefined }
  | { readonly address?: undefined; readonly given: string; readonly suggestion?: string | undefined };

/**
 * Reads an address as a person pasted it. Its wrapping is taken off where that is certain: `mailto:`, a name before angle brackets, quotes,
 * brackets, and the mark that ended a list or a sentence. Two addresses, or spaces within, are left to a person.
 */
export function readAddress(text: string): AddressReading {
  const given = tidy(text);
  const address = unwrapped(given);
  if (isAddress(address)) return { address };
  const closed = address.replaceAll(/ *([@.]) */g, '$1');
  return { given, ...(isAddress(closed) && { suggestion: closed }) };
}

/** For comparing: two spellings of one address are equal. */
export function sameAddress(one: string, other: string): boolean {
  const plain = (text: string) => unwrapped(tidy(text)).toLowerCase();
  return plain(one) === plain(other) && plain(one) !== '';
}

function isAddress(text: string): boolean {
  const [local = '', domain = '', ...rest] = text.split('@');
  return (
    rest.length === 0 &&
    text.length >= MIN_LENGTH &&
    text.length <= MAX_LENGTH &&
    LOCAL.test(local) &&
    !/^[.'’]|\.$|\.\./.test(local) &&
    DOMAIN.test(domain)
  );
}

function unwrapped(text: string): string {
  let left = text;
  for (let before = ''; before !== left;) {
    before = left;
    left = withoutName(left)
      .replace(/^(?:mailto|e-?mail)\s*:\s*/i, '')
      .replace(/^[\s<(["“”„«'‘’;,]+/u, '')
      .replace(/[\s>)\]"“”»'‘’;,.:]+$/u, '');
  }
  // The rest of a link, such as ?subject=…; before the @ it would be a part of the address.
  return left.replace(/(@[^@?]*)\?[a-z]+=.*$/i, '$1');
}

/** `Ada Byron <ada@home.example>` → what is in the angle brackets, unless another address stands before them. */
function withoutName(text: string): string {
  const [, name = '', inside = ''] = /^([^<>]*)<([^<>]*)>[\s;,.)]*$/.exec(text) ?? [];
  const isName =
    !name.includes('@') ||
    name
      .trim()
      .replace(/^["'(]+|["')]+$/g, '')
      .toLowerCase() === inside.trim().toLowerCase();
  return inside.includes('@') && isName ? inside : text;
}
