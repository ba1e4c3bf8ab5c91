import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigProblem, Path } from './config-error.js';
import { hasVariable } from './variables.js';

/**
 * The values that must not be read by others, as places in the file; `*` stands for any entry of a list.
 * Each may be given as the path of a file instead, under its name with `File` behind it.
 */
export const SECRETS: readonly (readonly string[])[] = [
  ['temporal', 'apiKey'],
  ['encryption', 'keys', '*', 'key'],
  ['web', 'secret'],
  ['smtp', 'url'],
  ['connections', '*', 'flatchr', 'apiKey'],
  ['connections', '*', 'flatchr', 'userToken'],
  ['connections', '*', 'flatchr', 'webhookSecret'],
  ['connections', '*', 'lucca', 'apiKey'],
  ['connections', '*', 'chat', 'url'],
];

/** Secrets that stand in the configuration itself. Takes the values before variables are filled in. */
export function literalSecrets(written: unknown): ConfigProblem[] {
  return SECRETS.flatMap((place) => expand(place, written))
    .filter(({ owner, key, path }) => [owner[key]].flat().some((value) => isLiteral(path, value)))
    .map(({ path, key }) => ({
      path,
      rule: 'the secret stands in the file itself',
      remedy: `write \${NAME} and set that variable, or use ${key}File`,
    }));
}

/** Puts the contents of files in the place of their `…File`, in the values themselves. */
export function readSecretFiles(values: unknown, folder: string): { problems: ConfigProblem[]; unread: Path[] } {
  const problems: ConfigProblem[] = [];
  const unread: Path[] = [];
  for (const { owner, key, path } of SECRETS.flatMap((place) => expand(place, values))) {
    const fileKey = `${key}File`;
    if (!Object.hasOwn(owner, fileKey)) continue;
    const content = Object.hasOwn(owner, key)
      ? { rule: `${key} stands beside it`, remedy: `keep one of ${key} and ${fileKey}` }
      : readSecret(owner[fileKey], folder);
    const file = owner[fileKey];
    Reflect.deleteProperty(owner, fileKey);
    if (typeof content === 'string') {
      owner[key] = content;
      if (path[0] === 'encryption') owner[fileKey] = resolve(folder, String(file)); // an erasure writes it anew
    } else {
      problems.push({ path: [...path.slice(0, -1), fileKey], ...content });
      unread.push(path);
    }
  }
  return { problems, unread };
}

function readSecret(file: unknown, folder: string): string | Omit<ConfigProblem, 'path'> {
  if (typeof file !== 'string' || file === '') return { rule: 'must be the path of a file', remedy: 'name the file that holds the secret' };
  let content: string;
  try {
    content = readFileSync(resolve(folder, file), 'utf8').trim();
  } catch (error) {
    return { rule: `the file cannot be read (${errorCode(error)})`, remedy: 'name a file that this program may read' };
  }
  return content === '' ? { rule: 'the file is empty', remedy: 'put the secret into it' } : content;
}

/** `ENOENT` and the like. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

function isLiteral([group]: Path, value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value !== 'string' || value === '' || hasVariable(value)) return false;
  return group !== 'smtp' || /\/\/[^/]*:[^/]*@/.test(value); // a mail server's address is secret only with a password in it
}

type Owner = Record<string, unknown>;

/** The places that a path with `*` stands for, as far as their owners exist. */
function expand(place: readonly string[], value: unknown, path: Path = []): { owner: Owner; key: string; path: Path }[] {
  const [part = '', ...rest] = place;
  if (part === '*') return Array.isArray(value) ? value.flatMap((item: unknown, index) => expand(rest, item, [...path, index])) : [];
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Owner; // any object has string keys
  return rest.length === 0 ? [{ owner, key: part, path: [...path, part] }] : expand(rest, owner[part], [...path, part]);
}
