import { proxyActivities } from '@temporalio/workflow';
import type { ChatOrder, ChatSteps } from '../contracts/notices.js';
import { NOTICE } from './notice-options.js';

/** A chat may be down for as long as a mail server. */
const { postToChat } = proxyActivities<ChatSteps>({
  ...NOTICE,
  startToCloseTimeout: '30s', // one request of at most 10 s
  summary: 'Post to the chat channel',
});

/** Posts a notice to a chat channel. A workflow of its own: a chat that is down holds up neither the mail nor the hire. */
export async function chatNotice(order: ChatOrder): Promise<void> {
  await postToChat(order);
}
