import { proxyActivities, sleep } from '@temporalio/workflow';
import type { LinkOrder, LinkSteps } from '../contracts/notices.js';
import { NOTICE } from './notice-options.js';

/** Who asked has given up by then, or asks again. */
const { sendLink } = proxyActivities<LinkSteps>({
  ...NOTICE,
  scheduleToCloseTimeout: '1h',
  summary: 'Mail a link',
});

/**
 * Mails a link that one reader asked for. While it is open no other is mailed, so that a page cannot be used to flood an inbox.
 *
 * @param pauseMs - how long it stays open after the mail.
 */
export async function mailLink(order: LinkOrder, pauseMs: number): Promise<void> {
  await sendLink(order);
  await sleep(pauseMs, { summary: 'No second mail before' });
}
