import anyAscii from 'any-ascii';
import { nameApart } from './names.js';

/** How ä, ö and ü are written: `plain` as a, o, u; `german` as ae, oe, ue. */
export type Umlauts = 'plain' | 'german';

const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'ae', Ö: 'oe', Ü: 'ue' };

/**
 * What a login can take from a name in any script, letters a-z and digits: `Łukasz` → `lukasz`, `Юлия` → `yuliya`, `O’Neill` → `oneill`.
 * Empty when no letter is left.
 */
export function usableLetters(name: string, umlauts: Umlauts = 'plain'): string {
  const letters = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, ''); // the library spells out symbols: 😀 would become "grinning"
  const spelled = umlauts === 'german' ? letters.replace(/[äöüÄÖÜ]/g, (letter) => GERMAN[letter] ?? letter) : letters;
  const ascii = anyAscii(spelled)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return /[a-z]/.test(ascii) ? ascii : '';
}

/** Whose login, and by which rules of the configuration (`login`). */
export interface LoginRules {
  readonly firstName: string;
  readonly lastName: string;
  /** In order of preference; see {@link isLoginFormat}. */
  readonly formats: readonly string[];
  /** Characters, at least 1. */
  readonly maxLength: number;
  readonly umlauts: Umlauts;
}

const FIRST_SUFFIX = 2;
/** More namesakes than this are a mistake in the formats, and every candidate costs a look-up. */
const LAST_SUFFIX = 999;

/**
 * Logins for a person, best first, each at most once, produced as they are asked for. Other names in brackets are left aside. A format with `{n}` counts 2, 3, 4… up to 999.
 * A format that names a part without usable letters yields nothing, and so does one whose literal characters leave no room.
 *
 * @throws TypeError for a format that is none; the configuration should have refused it (see {@link isLoginFormat}).
 */
export function* loginCandidates({ firstName, lastName, formats, maxLength, umlauts }: LoginRules): Generator<string, void, void> {
  const names: Names = { first: usableLetters(nameApart(firstName), umlauts), last: usableLetters(nameApart(lastName), umlauts) };
  const given = new Set<string>();
  for (const format of formats) {
    const tokens = parse(format);
    for (const suffix of format.includes('{n}') ? counting() : ['']) {
      const login = render(tokens, names, suffix, maxLength);
      if (login === undefined) break;
      if (given.has(login)) continue;
      given.add(login);
      yield login;
    }
  }
}

/** What a login format must be. `{f}` and `{l}` are first letters, `{n}` a number. */
export const LOGIN_FORMAT: readonly { readonly pattern: RegExp; readonly rule: string }[] = [
  {
    pattern: /^(?:\{(?:f|first|l|last|n)\}|[A-Za-z0-9._@-])+$/,
    rule: 'may hold {f}, {first}, {l}, {last}, {n}, letters, digits and . _ @ - only',
  },
  { pattern: /\{(?:f|first|l|last)\}/, rule: 'must hold a part of the name: {f}, {first}, {l} or {last}' },
  { pattern: /^(?:(?!\{n\}).)*(?:\{n\})?(?:(?!\{n\}).)*$/, rule: 'may hold {n} once only' },
  { pattern: /^[^._@-](?:.*[^._@-])?$/, rule: 'must begin and end with a letter, a digit or a part of the name' },
];

/** True for a login format. */
export function isLoginFormat(text: string): boolean {
  return LOGIN_FORMAT.every(({ pattern }) => pattern.test(text));
}

/** True for a login that a person typed and that can be sent as it is. E-mail addresses are logins too, in many Lucca accounts. */
export function isUsableLogin(text: string, maxLength: number): boolean {
  return text.length <= maxLength && /^[A-Za-z0-9](?:[A-Za-z0-9._@-]*[A-Za-z0-9])?$/.test(text);
}

interface Names {
  readonly first: string;
  readonly last: string;
}

/** A piece of a format: literal characters, or a placeholder's name. */
type Token = { readonly literal: string } | { readonly placeholder: string };

function parse(format: string): Token[] {
  if (!isLoginFormat(format))
    throw new TypeError(`login.formats: ${LOGIN_FORMAT.map(({ rule }) => rule).join('; ')}; correct connector.yaml`);
  return format
    .split(/(\{[a-z]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { placeholder: piece.slice(1, -1) } : { literal: piece }));
}

function* counting(): Generator<string, void, void> {
  for (let n = FIRST_SUFFIX; n <= LAST_SUFFIX; n++) yield String(n);
}

/** Where a login is too long, names give way, the last one first, each down to one letter: the rest of the format stays whole. */
function render(tokens: readonly Token[], names: Names, suffix: string, maxLength: number): string | undefined {
  const pieces = tokens.map((token) => ('literal' in token ? token.literal : valueOf(token.placeholder, names, suffix)));
  if (tokens.some((token, at) => 'placeholder' in token && token.placeholder !== 'n' && !pieces[at])) return undefined;

  let excess = pieces.join('').length - maxLength;
  for (let at = tokens.length - 1; at >= 0 && excess > 0; at--) {
    const token = tokens[at];
    const piece = pieces[at] ?? '';
    if (token === undefined || 'literal' in token || token.placeholder === 'n') continue;
    const kept = piece.slice(0, Math.max(1, piece.length - excess));
    excess -= piece.length - kept.length;
    pieces[at] = kept;
  }
  return excess > 0 ? undefined : pieces.join('');
}

function valueOf(placeholder: string, { first, last }: Names, suffix: string): string {
  switch (placeholder) {
    case 'f':
      return firstLetter(first);
    case 'first':
      return first;
    case 'l':
      return firstLetter(last);
    case 'last':
      return last;
    default:
      return suffix;
  }
}

function firstLetter(name: string): string {
  return /[a-z]/.exec(name)?.[0] ?? '';
}
