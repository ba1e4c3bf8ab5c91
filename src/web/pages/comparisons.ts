import type { Reconciliations } from '../../client.js';
import type { LastReconciliation } from '../../contracts/reconciliation.js';

/** What the pages need of reconciliations. */
export type Comparisons = Pick<Reconciliations, 'start' | 'isRunning' | 'last' | 'details'>;

/** The list is looked at often: a number some seconds old will do. */
const FRESH_MS = 10_000;

/** Where nothing is given, nothing is ever compared. */
export function createComparisons(reconciliations: Comparisons | undefined, now: () => number): Comparisons {
  if (!reconciliations)
    return { start: async () => undefined, isRunning: async () => false, last: async () => undefined, details: async () => undefined };
  const kept = new Map<string, { readonly at: number; readonly last: LastReconciliation | undefined }>();
  return {
    ...reconciliations,
    async start(connection) {
      await reconciliations.start(connection);
      kept.delete(connection);
    },
    async last(connection) {
      const known = kept.get(connection);
      if (known && now() - known.at < FRESH_MS) return known.last;
      const last = await reconciliations.last(connection);
      kept.set(connection, { at: now(), last });
      return last;
    },
  };
}
