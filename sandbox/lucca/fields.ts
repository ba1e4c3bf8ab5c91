import { badRequest, UnreadableQueryError } from './error.js';

/** A resource as v3 shows it: nested resources are objects, with `id`, `name` and `url` first. */
export interface Resource {
  readonly [field: string]: unknown;
}

/** Requested fields, each with the fields of its own. */
export type Fields = Map<string, Fields>;

/** v3 shows no more than this unless it is asked to. */
const DEFAULT_FIELDS = 'id,name,url';

/**
 * Reads `fields=id,department[id,name],manager.name`; names are matched without regard to case.
 * @throws UnreadableQueryError when brackets do not match.
 */
export function parseFields(text: string): Fields {
  let at = 0;
  function list(into: Fields, closing: boolean): Fields {
    for (;;) {
      item(into);
      if (text[at] === ',') at++;
      else if (text[at] === (closing ? ']' : undefined)) return into;
      else throw new UnreadableQueryError();
    }
  }
  function item(into: Fields): void {
    const name = /^[^,[\].]*/.exec(text.slice(at))?.[0] ?? '';
    at += name.length;
    if (name.trim() === '') return;
    const own: Fields = into.get(name.trim().toLowerCase()) ?? new Map();
    into.set(name.trim().toLowerCase(), own);
    const opening = text[at];
    if (opening !== '.' && opening !== '[') return;
    at++;
    if (opening === '.') return item(own);
    list(own, true);
    at++;
  }
  return list(new Map(), false);
}

/**
 * Reduces a resource to the fields asked for.
 * @throws LuccaError 400 for a field it does not have.
 */
export function project(resource: Resource, fields: Fields | undefined): Resource {
  const wanted = fields === undefined || fields.size === 0 ? parseFields(DEFAULT_FIELDS) : fields;
  const known = new Map(Object.keys(resource).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    [...wanted].map(([wantedName, own]) => {
      const name = known.get(wantedName);
      if (name === undefined) throw badRequest(`Selected property ${wantedName} does not exist`);
      const value = resource[name];
      return [name, isResource(value) ? project(value, own) : value];
    }),
  );
}

function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
