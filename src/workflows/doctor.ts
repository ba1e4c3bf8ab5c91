import { isCancellation, proxyActivities } from '@temporalio/workflow';
import type { DoctorSteps } from '../contracts/doctor.js';
import { allSkipped, CHECK_IDS, fail, type Check } from '../doctor/check.js';
import { wakeGateway } from './hire/activity-options.js';

/** Somebody waits for it: what does not answer in time is part of the answer. */
const SOON = { startToCloseTimeout: '60s', scheduleToCloseTimeout: '90s', heartbeatTimeout: '10s', retry: { maximumAttempts: 2 } } as const;

const { checkConnection } = proxyActivities<DoctorSteps>({ ...SOON, summary: 'Look at Flatchr, mail server and chat' });

/** Looks at all that a connection needs, and changes nothing. Its result is what `hire doctor` shows. */
export async function doctor({ connection }: { readonly connection: string }): Promise<Check[]> {
  const [here, atLucca] = await Promise.all([checkConnection({ connection }), checkLucca(connection)]);
  return [...here, ...atLucca].map((check) => ({ ...check, connection }));
}

async function checkLucca(connection: string): Promise<Check[]> {
  try {
    const { taskQueue } = await wakeGateway({ connection });
    const steps = proxyActivities<DoctorSteps>({ ...SOON, taskQueue, summary: 'Look at Lucca' });
    return await steps.checkLucca({ connection });
  } catch (error) {
    if (isCancellation(error)) throw error;
    const [reachable, ...others] = CHECK_IDS.filter((id) => id.startsWith('lucca.'));
    return [
      fail(
        reachable ?? 'lucca.reachable',
        'The gateway to Lucca did not answer in time',
        'see in the Temporal UI what gateway/… waits for',
      ),
      ...allSkipped(others, 'the gateway did not answer in time'),
    ];
  }
}
