import type { LuccaContractTemplate } from './contract-templates.js';
import { LuccaError } from './errors.js';
import type { LuccaReader, LuccaDepartment, LuccaEstablishment, LuccaRole } from './lucca-client.js';

/** What is known of Lucca's structure. `fresh`: an entry was not among it, so it is read again, unless that was done a moment ago. */
type Kept<T> = (fresh?: 'fresh') => Promise<T>;

/** Establishments, departments and roles change rarely and are asked for by every hire: they are kept for minutes. */
export interface ReferenceData {
  readonly establishments: Kept<readonly LuccaEstablishment[]>;
  readonly departments: Kept<readonly LuccaDepartment[]>;
  readonly roles: Kept<readonly LuccaRole[]>;
  /** Undefined where this Lucca does not list them. */
  readonly contractTemplates: Kept<readonly LuccaContractTemplate[] | undefined>;
  /** Last day of the contract of someone who heads a department, `YYYY-MM-DD`, where one is known. */
  readonly headLeavesOn: (employeeId: number) => Promise<string | undefined>;
}

const KEEP_MS = 5 * 60_000;
/** Many hires may lack the same department, or meet a list that is gone: they must not ask again for each. */
const REFRESH_AFTER_MS = 10_000;

export function createReferenceData(lucca: LuccaReader, now: () => number): ReferenceData {
  const heads = new Map<number, Kept<string | undefined>>();
  return {
    establishments: keep(() => lucca.establishments(), now),
    departments: keep(() => lucca.departments(), now),
    roles: keep(() => lucca.roles(), now),
    contractTemplates: keep(() => lucca.contractTemplates(), now),
    headLeavesOn(id) {
      const known = heads.get(id) ?? keep(async () => (await lucca.usersBy('id', [id]))[0]?.contractEnd, now);
      heads.set(id, known);
      return known();
    },
  };
}

function keep<T>(read: () => Promise<T>, now: () => number): Kept<T> {
  let kept: { readonly at: number; readonly value: Promise<T>; failed?: boolean } | undefined;
  return async (fresh) => {
    if (kept && now() - kept.at < (fresh || kept.failed ? REFRESH_AFTER_MS : KEEP_MS)) return await kept.value;
    const reading: typeof kept = { at: now(), value: read() };
    kept = reading; // at once, so that hires that ask together share one request
    try {
      return await reading.value;
    } catch (error) {
      if (error instanceof LuccaError && error.kind === 'endpoint-gone') reading.failed = true;
      else if (kept === reading) kept = undefined;
      throw error;
    }
  };
}
