import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';
import { hideVariables, showVariables } from './variables.js';
import type { ConfigProblem, Path } from './config-error.js';

/** Line and column, from 1. */
export interface Place {
  readonly line: number;
  readonly col: number;
}

/** A YAML file read into plain values, with the way back from a value to its place in the file. */
export interface ConfigDocument {
  /** `${…}` still stand in the values, hidden (see variables.ts). */
  readonly value: unknown;
  /** The place of the key or list entry at the path, or of the nearest one around it. */
  placeOf(path: Path): Place;
}

/** A file that is no YAML: each error with its place. */
export interface UnreadableDocument {
  readonly errors: readonly (Omit<ConfigProblem, 'path'> & { readonly place: Place })[];
}

/** Rules for the errors that a person can make in YAML. The library's own sentences quote the file, which may hold secrets. */
const YAML_RULES: Readonly<Record<string, Omit<ConfigProblem, 'path'>>> = {
  DUPLICATE_KEY: { rule: 'the same key stands twice', remedy: 'remove one of them' },
  TAB_AS_INDENT: { rule: 'a tab indents this line', remedy: 'use spaces' },
  BAD_ALIAS: { rule: 'an alias (*) without its anchor (&)', remedy: 'put the value in quotes if it starts with *' },
  MULTIPLE_DOCS: { rule: 'a second document (---)', remedy: 'put everything into one' },
};

const UNREADABLE = {
  rule: 'cannot be read as YAML from here on',
  remedy: 'check the indentation, and put values with special characters in quotes',
};

/** Reads YAML 1.2, keeping positions. Numbers that would not read back as they are written stay text: keys are opaque. */
export function readDocument(text: string): ConfigDocument | UnreadableDocument {
  const lineCounter = new LineCounter();
  const document = parseDocument(hideVariables(text), { lineCounter, prettyErrors: false, uniqueKeys: sameKey });

  const errors = document.errors.map(({ code, pos }): { code: string; offset: number } => ({ code, offset: pos[0] }));
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) === undefined) errors.push({ code: 'BAD_ALIAS', offset: alias.range?.[0] ?? 0 });
    },
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'number' && String(scalar.value) !== scalar.source) scalar.value = scalar.source;
    },
  });
  if (errors.length > 0) {
    // one wrong character makes the parser stumble over all that follows
    const stumbled = errors.find(({ code }) => YAML_RULES[code] === undefined);
    return {
      errors: errors
        .filter((error) => YAML_RULES[error.code] !== undefined || error === stumbled)
        .map(({ code, offset }) => ({ place: lineCounter.linePos(offset), ...(YAML_RULES[code] ?? UNREADABLE) })),
    };
  }
  return {
    value: document.toJS() ?? {},
    placeOf: (path) => lineCounter.linePos(offsetOf(document, path)),
  };
}

function sameKey(a: unknown, b: unknown): boolean {
  return isScalar(a) && isScalar(b) && String(a.value) === String(b.value);
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(({ key }) => isScalar(key) && showVariables(String(key.value)) === String(part));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset; // keys found above are scalars
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      const item = node.items[part] as Node | undefined; // items of a parsed list are nodes
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
