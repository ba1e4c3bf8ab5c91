import { claimApplication } from '../../client/applications.js';
import { startFirst } from '../../client/drags.js';
import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import { hireId } from '../../hire/order.js';
import type { ReconcileDeps } from './deps.js';

/**
 * Starts hires, each after its application is claimed for it. Repeatable: one that an attempt before has claimed is started by this one, or
 * was already.
 */
export function createStartMissing({ hires }: Pick<ReconcileDeps, 'hires'>): ReconcileSteps['startMissing'] {
  return async (order) => {
    const started: string[] = [];
    for (const hire of order.hires) {
      const { connection, applicant } = hire;
      if ((await claimApplication(hires(), { connection, applicant, hire: hireId(hire) })) !== hireId(hire)) continue;
      await startFirst(hires(), hire);
      started.push(applicant);
    }
    return started;
  };
}
