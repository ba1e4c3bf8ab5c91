import { metricMeter } from '@temporalio/activity';
import { ChatError, type ChatClient } from '../../chat/chat-client.js';
import { chatBody } from '../../chat/message.js';
import type { ChatSteps } from '../../contracts/notices.js';
import { listUrl } from '../../links.js';
import { openList } from '../../mail/sign-in.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

export type ChatDeps = Pick<HireStepDeps, 'connections' | 'pages'> & { readonly chat: ChatClient };

/** Posts a notice, with the address of the list: a link to the hire itself would be one reader's own. At least once, as the mails. */
export function createPostToChat({ chat, pages, ...deps }: ChatDeps): ChatSteps['postToChat'] {
  return async ({ connection, line }) => {
    const { settings } = connectionOf(deps, connection);
    if (!settings.chat) return { posted: false }; // taken out of the configuration meanwhile
    const link = pages && { title: openList(settings.language), url: listUrl(pages) };
    const { url, format } = settings.chat;
    const count = (outcome: string) =>
      metricMeter.createCounter('hire_chat_posts', undefined, "Attempts to post to a connection's chat").add(1, { connection, outcome });
    try {
      await chat(url, chatBody(format, { line, link }));
      count('posted');
      return { posted: true };
    } catch (error) {
      if (error instanceof ChatError) count(error.kind);
      throw error;
    }
  };
}
