import type { Client } from '@temporalio/client';

/**
 * How many hires of these connections are under way: neither ended nor waiting for a person. A hire that was terminated keeps the status
 * that it had, so that the status alone does not tell.
 *
 * @param connections ids, as the configuration has checked them.
 */
export async function countUnderWay(client: Client, connections: readonly string[]): Promise<number> {
  const ids = connections.map((id) => `'${id}'`).join(', ');
  const { count } = await client.workflow.count(
    `WorkflowType = 'hire' AND HireConnection IN (${ids}) AND HireStatus = 'in-progress' AND ExecutionStatus = 'Running'`,
  );
  return count;
}
