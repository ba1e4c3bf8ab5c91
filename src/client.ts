/** What everybody else does with hires in Temporal: start, list, ask, answer. */
export {
  ALL,
  CorrectionRefusedError,
  HireClient,
  HireNotFoundError,
  TASK_QUEUE,
  type HireFilter,
  type HireSummary,
} from './client/hire-client.js';
