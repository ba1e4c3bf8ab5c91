import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Names the environment variable that holds the address of a real cluster, where the scenarios run on one. */
export const CLUSTER_ADDRESS = 'TEST_TEMPORAL_CLUSTER';

/** An empty namespace of the cluster; it answers when this resolves. */
export async function newNamespace(): Promise<{ readonly address: string; readonly namespace: string }> {
  const { [CLUSTER_ADDRESS]: address } = process.env;
  assert.ok(address, 'start it by `npm run test:cluster`');
  const namespace = `t-${randomUUID().slice(0, 13)}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1d'),
  });
  for (;;)
    try {
      await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
      break;
    } catch {
      await sleep(100); // not known everywhere yet
    }
  await connection.close();
  return { address, namespace };
}
