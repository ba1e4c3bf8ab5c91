import type { Sinks } from '@temporalio/workflow';
import type { Happening } from '../hire/story.js';

/**
 * Where a hire tells what happens to it, for the audit trail. It costs no event of the history. A worker takes it before it reports the
 * workflow's task to Temporal: a task that is worked on again, because that report was lost, tells it again with the same number.
 */
export interface AuditSinks extends Sinks {
  audit: {
    /** @param number - of the happening, within the run. */
    note(happening: Happening, number: number): void;
  };
}
