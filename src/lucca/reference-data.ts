import type { LuccaClient, LuccaDepartment, LuccaEstablishment, LuccaRole } from './client.js';

/** Establishments, departments and roles change rarely and are asked for by every hire: they are kept for minutes. */
export interface ReferenceData {
  /** @param fresh read again, unless that was done a moment ago: what is looked for was not among the known ones. */
  get<K extends keyof ReferenceLists>(kind: K, fresh?: 'fresh'): Promise<ReferenceLists[K]>;
}

export interface ReferenceLists {
  readonly establishments: readonly LuccaEstablishment[];
  readonly departments: readonly LuccaDepartment[];
  readonly roles: readonly LuccaRole[];
}

const KEEP_MS = 5 * 60_000;
/** Many hires with the same unknown department must not read the list again for each. */
const REFRESH_AFTER_MS = 10_000;

export function createReferenceData(lucca: LuccaClient, now: () => number): ReferenceData {
  const readers: { [K in keyof ReferenceLists]: () => Promise<ReferenceLists[K]> } = {
    establishments: () => lucca.establishments(),
    departments: () => lucca.departments(),
    roles: () => lucca.roles(),
  };
  const kept: { [K in keyof ReferenceLists]?: { readonly at: number; readonly list: Promise<ReferenceLists[K]> } } = {};

  return {
    async get(kind, fresh) {
      const known = kept[kind];
      if (known && now() - known.at < (fresh ? REFRESH_AFTER_MS : KEEP_MS)) return await known.list;
      const reading = { at: now(), list: readers[kind]() };
      kept[kind] = reading; // at once, so that hires that ask together share one request
      try {
        return await reading.list;
      } catch (error) {
        if (kept[kind] === reading) delete kept[kind];
        throw error;
      }
    },
  };
}
