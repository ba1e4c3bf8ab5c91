/** What everybody else does with hires in Temporal: start, list, ask, answer; and who is signed in. */
export {
  ALL,
  CorrectionRefusedError,
  HireClient,
  HireNotFoundError,
  TASK_QUEUE,
  type HireFilter,
  type HireSummary,
} from './client/hire-client.js';
export type { HoldUp } from './client/stuck-activities.js';
export { lastFindings, type Findings } from './client/doctor.js';
export { createSessions, type Sessions } from './client/sessions.js';
export { pauses, type Pause } from './client/pauses.js';
export { createFlatchrSides, type FlatchrSides } from './client/flatchr-side.js';
export { createRefusedBodies, type RefusedBodies, type RefusedSummary } from './client/refused-bodies.js';
export { createReconciliations, type Reconciliations } from './client/reconciliations.js';
export { isReconciled } from './client/reconciliation-schedules.js';
