import { proxyActivities } from '@temporalio/workflow';

/** Nothing five times, each time with the options of an ordinary activity. */
const { noOp } = proxyActivities<{ noOp(): Promise<void> }>({ startToCloseTimeout: '60s', heartbeatTimeout: '10s' });

/** The least that any workflow of five steps costs; takes what a hire takes, and ignores it. */
export async function noOps(_order: unknown): Promise<void> {
  for (let step = 1; step <= 5; step++) await noOp();
}
