import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import type { ReconcileDeps } from './deps.js';
import { createFindMissing } from './find-missing.js';
import { createNoteReconciliation } from './note-reconciliation.js';
import { createPlanReconciliation } from './plan-reconciliation.js';
import { createSeekChanges } from './seek-changes.js';
import { createStartMissing } from './start-missing.js';

/** What a reconciliation does without Lucca: any worker runs it. */
export function createReconcileSteps(deps: ReconcileDeps): Omit<ReconcileSteps, 'seekInLucca' | 'seekGone'> {
  return {
    planReconciliation: createPlanReconciliation(deps),
    findMissing: createFindMissing(deps),
    startMissing: createStartMissing(deps),
    seekChanges: createSeekChanges(deps),
    noteReconciliation: createNoteReconciliation(deps),
  };
}
