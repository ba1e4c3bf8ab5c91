import type { WorkflowHandle } from '@temporalio/client';
import { eventually, type Rig } from '../../support/rig.js';
import { mailed, started, type Run, type Ways } from './way.js';

const begun = (rig: Rig, order: { reportWithinMs?: number; told?: boolean } = {}) =>
  started(rig, 'trouble', {
    connection: rig.connection,
    system: 'lucca',
    cause: 'unreachable',
    since: '2027-01-04T09:00:00Z',
    reportWithinMs: 60_000,
    ...order,
  });

async function ended(handle: WorkflowHandle): Promise<Run> {
  await handle.result();
  return { id: handle.workflowId };
}

/** Attempts to mail fail until the faults are cleared. */
async function failing(rig: Rig, handle: WorkflowHandle): Promise<void> {
  await eventually('an attempt to mail', async () => {
    const { raw } = await handle.describe();
    return raw.pendingActivities?.some(({ lastFailure }) => lastFailure) || undefined;
  });
}

export const trouble: Ways = {
  mended: {
    async go(rig) {
      const handle = await begun(rig);
      await mailed(rig, 1);
      await handle.signal('trouble', 'key-refused');
      await handle.signal('works');
      return await ended(handle);
    },
  },
  silence: { go: async (rig) => ended(await begun(rig, { reportWithinMs: 200 })) },
  'told-by-an-earlier-run': {
    async go(rig) {
      const handle = await begun(rig, { told: true });
      await handle.signal('works');
      return await ended(handle);
    },
  },
  'over-before-anybody-is-told': {
    async go(rig) {
      rig.sandbox.faults.add({ system: 'mail', action: { answer: { status: 451 } } });
      const handle = await begun(rig);
      await failing(rig, handle);
      await handle.signal('works');
      return await ended(handle);
    },
  },
  'comes-back': {
    async go(rig) {
      const handle = await begun(rig);
      await mailed(rig, 1);
      rig.sandbox.faults.add({ system: 'mail', action: { answer: { status: 451 } } });
      await handle.signal('works');
      await failing(rig, handle);
      await handle.signal('trouble', 'unreachable');
      rig.sandbox.faults.clear();
      await mailed(rig, 3);
      await handle.signal('works');
      const { firstExecutionRunId: runId } = handle;
      await ended(handle);
      return { id: handle.workflowId, runId };
    },
  },
};
