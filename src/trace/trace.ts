import type { TracedCall } from '../contracts/trace.js';
import type { Exchange } from '../http/exchange.js';
import { formOf, merged, shapeOf, withoutKeys } from './shape.js';

/** All words of the paths that are asked for. */
const WORDS = new Set(
  'api v3 4.0 users roles organization structure establishments departments directory work-contracts work-contract-archetypes company search applicants applicant vacancy vacancies traits tags contracts columns'.split(
    ' ',
  ),
);
/** Parameters whose values the connector chooses by itself. */
const OWN_VALUES = new Set(['fields', 'orderBy', 'sort', 'fields.root', 'formerEmployees', 'isArchived', 'lang']);
/** Enumerations that Flatchr documents, by path and field. */
const ENUMERATIONS: Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>> = {
  '/company/{id}/search/applicants': { status: [0, 1] },
  '/company/{id}/tags': { type: ['candidates', 'vacancies'] },
};

/** Names of fields that somebody may have as a name or a value all the same. */
const KNOWN_NAMES = new Set(
  'address applicant code column company contract count data email error errors field firstname folder generated header hired id items label lastname login mail message name next phone position prev principal reference slug source status tag tags text title type url value values vacancy'.split(
    ' ',
  ),
);

/**
 * Keeps the shapes of exchanges, and of them nothing else.
 *
 * 1. Of a value its type, length and form are told; of a path the words of the API, of a query what the connector chooses by itself.
 * 2. Names of fields are told, since they are what documents leave open. No name is that stands as a value in any of the answers: an object
 *    may be a map, with logins or names for its keys.
 */
export class Tracer {
  readonly #texts = new Set<string>();
  readonly #calls = new Map<string, TracedCall>();

  add(exchange: Exchange): void {
    const json = jsonOf(exchange.body);
    this.#learn(json);
    const call = traced(exchange, json);
    const { method, path, query, sent, status, body } = call;
    const key = JSON.stringify([method, path, query, sent, status, body]);
    const known = this.#calls.get(key);
    this.#calls.set(key, known ? together(known, call) : call);
  }

  get calls(): TracedCall[] {
    const isSomebodys = (name: string) => this.#texts.has(name.toLowerCase()) && !KNOWN_NAMES.has(name.toLowerCase());
    return [...this.#calls.values()].map((call) => (call.shape ? { ...call, shape: withoutKeys(call.shape, isSomebodys) } : call));
  }

  /** Whole texts and their words. */
  #learn(value: unknown): void {
    if (typeof value === 'string') for (const text of [value, ...value.split(/[^\p{L}\p{N}_]+/u)]) this.#texts.add(text.toLowerCase());
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) this.#learn(one);
  }
}

function traced({ method, path, query, sent, status, retryAfter, body }: Exchange, json: unknown): TracedCall {
  const kept = keptPath(path);
  const values = documentedValues(json, ENUMERATIONS[kept] ?? {});
  return {
    method,
    path: kept,
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, OWN_VALUES.has(name) ? value : valueForm(value)])),
    ...(sent && { sent: Object.keys(sent) }),
    status,
    times: 1,
    ...(retryAfter !== undefined && { retryAfter: formOf(retryAfter) }),
    ...(json === undefined ? { body: kindOf(body) } : { body: 'json', shape: shapeOf(json) }),
    ...(Object.keys(values).length > 0 && { values }),
  };
}

/** A path without ids, keys and names. */
export function keptPath(path: string): string {
  return path
    .split('/')
    .map((part) => (part === '' || WORDS.has(part) ? part : '{id}'))
    .join('/');
}

/** `0,1000` → `9,9999`; three logins → `3 values`. */
function valueForm(value: string): string {
  if (/^[\d,]+$/.test(value) && value.split(',').length <= 2) return formOf(value);
  const count = value.split(',').length;
  return count === 1 ? 'one value' : `${count} values`;
}

function kindOf(body: string): 'empty' | 'html' | 'text' {
  if (body.trim() === '') return 'empty';
  return body.trimStart().startsWith('<') ? 'html' : 'text';
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // JSON.parse quotes the body in its message: it does not leave this function
  }
}

function documentedValues(json: unknown, documented: Readonly<Record<string, readonly (string | number)[]>>) {
  const rows: readonly unknown[] = Array.isArray(json) ? json : [];
  return Object.fromEntries(
    Object.entries(documented).flatMap(([field, known]) => {
      const seen = known.filter((value) =>
        rows.some((row) => typeof row === 'object' && row !== null && (row as Record<string, unknown>)[field] === value),
      );
      return seen.length > 0 ? [[field, seen]] : [];
    }),
  );
}

function together(one: TracedCall, other: TracedCall): TracedCall {
  const values = { ...one.values };
  for (const [field, seen] of Object.entries(other.values ?? {})) values[field] = [...new Set([...(values[field] ?? []), ...seen])];
  return {
    ...one,
    times: one.times + other.times,
    ...(one.shape && other.shape && { shape: merged(one.shape, other.shape) }),
    ...(Object.keys(values).length > 0 && { values }),
  };
}
