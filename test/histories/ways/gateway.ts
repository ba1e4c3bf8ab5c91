import type { WorkflowExecutionStatusName } from '@temporalio/client';
import { eventually, type Rig } from '../../support/rig.js';
import { created, person } from './hire.js';
import type { Run, Way, Ways } from './way.js';

/** A hire wakes the gateway, which closes when nothing is left to do. @returns its run that ended so. */
const until = (status: WorkflowExecutionStatusName): Way => ({
  gatewayIdleMs: 300,
  async go(rig) {
    await created(rig, await rig.hire(person('Gesa', 'Weg')));
    return await eventually(`a run that is ${status}`, () => runOf(rig, status));
  },
});

async function runOf(rig: Rig, status: WorkflowExecutionStatusName): Promise<Run | undefined> {
  for await (const run of rig.client.workflow.list({ query: `WorkflowId = '${rig.gateway.workflowId}'` }))
    if (run.status.name === status) return { id: run.workflowId, runId: run.runId };
  return undefined;
}

export const gateway: Ways = { 'next-turn': until('CONTINUED_AS_NEW'), idle: until('COMPLETED') };
