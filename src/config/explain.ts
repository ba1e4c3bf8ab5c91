import type { z } from 'zod';
import type { ConfigProblem, Path } from './config-error.js';
import { schemaAt, type JsonSchema } from './json-schema.js';

const NAMES: Readonly<Record<string, string>> = {
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** Says in plain words what zod found, with a remedy each. */
export function explain(issues: readonly z.core.$ZodIssue[], values: unknown, schema: JsonSchema): ConfigProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, schema));

    const meaning = schemaAt(schema, path)?.description;
    if (isMissing(values, path))
      return [{ path, rule: 'is missing', remedy: `add ${alternatives(path, schema)}${meaning === undefined ? '' : ` (${meaning})`}` }];
    const remedy = remedyOf(issue) ?? `correct it${meaning === undefined ? '' : ` (${meaning})`}`;
    return [{ path, rule: ruleOf(issue), remedy }];
  });
}

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  const ownWords = !/^(Invalid|Too) /.test(issue.message);
  if (ownWords) return issue.message;
  if (issue.code === 'invalid_type') return `must be ${NAMES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? `needs at least ${issue.minimum} entry` : `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return issue.message;
}

function remedyOf(issue: z.core.$ZodIssue): string | undefined {
  const remedy: unknown = issue.code === 'custom' ? issue.params?.remedy : undefined;
  return typeof remedy === 'string' ? remedy : undefined;
}

function isMissing(values: unknown, path: Path): boolean {
  let value = values;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string | number, unknown>)[part]; // any object or list has such keys
  }
  return value === undefined || value === null;
}

function alternatives(path: Path, schema: JsonSchema): string {
  const key = path.at(-1);
  if (typeof key === 'number') return 'what belongs here, or remove the empty entry';
  const siblings = schemaAt(schema, path.slice(0, -1))?.properties ?? {};
  return Object.hasOwn(siblings, `${key}File`) ? `${key} or ${key}File` : String(key);
}

function unknownKey(path: Path, key: string, schema: JsonSchema): ConfigProblem {
  const known = Object.keys(schemaAt(schema, path)?.properties ?? {});
  const nearest = known
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), key.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const near = nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(key.length / 3));
  return {
    path: [...path, key],
    rule: 'is no known key',
    remedy: near ? `did you mean ${nearest.name}?` : `remove it; known here: ${known.join(', ')}`,
  };
}

/** Least number of letters to insert, remove, replace, or swap with the next one. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (b[j - 1] === letter ? 0 : 1);
      const swapped = j > 1 && i > 0 && b[j - 2] === letter && b[j - 1] === a[i - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
