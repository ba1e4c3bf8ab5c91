import { proxyActivities } from '@temporalio/workflow';
import type { ChatOrder, ChatSteps } from '../contracts/notices.js';

/** A chat may be down for as long as a mail server. */
const { postToChat } = proxyActivities<ChatSteps>({
  startToCloseTimeout: '30s', // one request of at most 10 s
  scheduleToCloseTimeout: '90 days',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
  summary: 'Post to the chat channel',
});

/** Posts a notice to a chat channel. A workflow of its own: a chat that is down holds up neither the mail nor the hire. */
export async function chatNotice(order: ChatOrder): Promise<void> {
  await postToChat(order);
}
