import { proxyActivities, sleep } from '@temporalio/workflow';
import type { LinkOrder, LinkSteps } from '../contracts/notices.js';

/** Who asked has given up by then, or asks again. */
const { sendLink } = proxyActivities<LinkSteps>({
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: '1h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
  summary: 'Mail a link',
});

/** Mails a link that one reader asked for. While it is open no other is mailed, so that a page cannot be used to flood an inbox. */
export async function mailLink(order: LinkOrder): Promise<void> {
  await sendLink(order);
  await sleep('1 minute', { summary: 'No second mail before' });
}
