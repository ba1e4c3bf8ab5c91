import { proxyActivities } from '@temporalio/workflow';
import type { Trace, TraceSteps } from '../contracts/trace.js';
import { wakeGateway } from './hire/activity-options.js';

/** Somebody waits for it; a list of many employees takes a request for each 1,000, within the quota. */
const SOON = { startToCloseTimeout: '10m', scheduleToCloseTimeout: '15m', heartbeatTimeout: '10s', retry: { maximumAttempts: 3 } } as const;

const { traceFlatchr } = proxyActivities<TraceSteps>({ ...SOON, summary: 'The shapes of Flatchr’s answers' });

/** The shapes of what a connection's Lucca and Flatchr answer; it changes nothing. */
export async function trace({ connection }: { readonly connection: string }): Promise<Trace> {
  const { taskQueue } = await wakeGateway({ connection });
  const { traceLucca } = proxyActivities<TraceSteps>({ ...SOON, taskQueue, summary: 'The shapes of Lucca’s answers' });
  const [lucca, flatchr] = await Promise.all([traceLucca({ connection }), traceFlatchr({ connection })]);
  return { lucca, flatchr };
}
