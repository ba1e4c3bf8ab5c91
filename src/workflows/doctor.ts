import { isCancellation, log, proxyActivities } from '@temporalio/workflow';
import type { DoctorSteps } from '../contracts/doctor.js';
import { allSkipped, CHECK_IDS, fail, type Check } from '../contracts/check.js';
import { wakeGateway } from './hire/activity-options.js';

/** Somebody waits for it: what does not answer in time is part of the answer. */
const SOON = { startToCloseTimeout: '60s', scheduleToCloseTimeout: '90s', heartbeatTimeout: '10s', retry: { maximumAttempts: 2 } } as const;

const { checkConnection } = proxyActivities<DoctorSteps>({ ...SOON, summary: 'Look at Flatchr, mail server and chat' });
const { reportFindings } = proxyActivities<DoctorSteps>({ ...SOON, summary: 'Tell what fails' });

/**
 * Looks at all that a connection needs, and changes nothing but what the operators know. Its result is what `hire doctor` and
 * `/readyz?verbose` show. Started by every worker that starts, and by `hire doctor`: one run at a time.
 */
export async function doctor({ connection }: { readonly connection: string }): Promise<Check[]> {
  const [here, atLucca] = await Promise.all([checkConnection({ connection }), checkLucca(connection)]);
  const checks = [...here, ...atLucca].map((check) => ({ ...check, connection }));
  await report(connection, checks);
  return checks;
}

/** What was found is worth more than that somebody is told of it. */
async function report(connection: string, checks: readonly Check[]): Promise<void> {
  try {
    await reportFindings({ connection, checks });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('what the doctor found is told to nobody', { connection });
  }
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
