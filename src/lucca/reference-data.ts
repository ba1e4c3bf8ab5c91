import type { LuccaClient, LuccaDepartment, LuccaEstablishment, LuccaRole } from './client.js';

/** A list of Lucca's. `fresh` reads it again, unless that was done a moment ago: what is looked for was not among the known entries. */
type KeptList<T> = (fresh?: 'fresh') => Promise<readonly T[]>;

/** Establishments, departments and roles change rarely and are asked for by every hire: they are kept for minutes. */
export interface ReferenceData {
  readonly establishments: KeptList<LuccaEstablishment>;
  readonly departments: KeptList<LuccaDepartment>;
  readonly roles: KeptList<LuccaRole>;
}

const KEEP_MS = 5 * 60_000;
/** Many hires with the same unknown department must not read the list again for each. */
const REFRESH_AFTER_MS = 10_000;

export function createReferenceData(lucca: LuccaClient, now: () => number): ReferenceData {
  return {
    establishments: keep(() => lucca.establishments(), now),
    departments: keep(() => lucca.departments(), now),
    roles: keep(() => lucca.roles(), now),
  };
}

function keep<T>(read: () => Promise<readonly T[]>, now: () => number): KeptList<T> {
  let kept: { readonly at: number; readonly list: Promise<readonly T[]> } | undefined;
  return async (fresh) => {
    if (kept && now() - kept.at < (fresh ? REFRESH_AFTER_MS : KEEP_MS)) return await kept.list;
    const reading = { at: now(), list: read() };
    kept = reading; // at once, so that hires that ask together share one request
    try {
      return await reading.list;
    } catch (error) {
      if (kept === reading) kept = undefined;
      throw error;
    }
  };
}
