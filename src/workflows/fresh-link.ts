import { proxyActivities, sleep } from '@temporalio/workflow';
import type { FreshLinkOrder, LinkSteps } from '../hire/steps.js';

/** Who asked has given up by then, or asks again. */
const { sendFreshLink } = proxyActivities<LinkSteps>({
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: '1h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
  summary: 'Mail a fresh link',
});

/** Mails a fresh link to one reader. While it is open no other is mailed, so that a link cannot be used to flood an inbox. */
export async function freshLink(order: FreshLinkOrder): Promise<void> {
  await sendFreshLink(order);
  await sleep('1 minute', { summary: 'No second mail before' });
}
