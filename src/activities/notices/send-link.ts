import { activityInfo, getClient } from '@temporalio/activity';
import { HireClient } from '../../client.js';
import { readersOf } from '../../hire/readers.js';
import type { LinkSteps } from '../../contracts/notices.js';
import type { Delivery } from '../../hire/steps.js';
import { entryUrl } from '../../links.js';
import { messageId } from '../../mail/message-id.js';
import { renderSignIn } from '../../mail/sign-in.js';
import { connectionOf } from '../deps.js';
import { mailNotice, type NoticeDeps } from './mail-notice.js';
import { sendMail } from './send-mail.js';

/** Mails a link to one of a connection's readers: to the problem that a hire waits with, or to the list of all hires. */
export function createSendLink(deps: NoticeDeps): LinkSteps['sendLink'] {
  return async ({ connection, reader, hire }) => {
    const { settings } = connectionOf(deps, connection);
    const to = readersOf(settings).find((address) => deps.pages?.links.readerOf(address) === reader);
    if (to === undefined) return { accepted: 0 };
    return hire === undefined ? await sendEntry(deps, connection, to) : await sendProblem(deps, connection, hire, to);
  };
}

async function sendProblem(deps: NoticeDeps, connection: string, hire: string, to: string): Promise<Delivery> {
  const client = getClient();
  const { runId: run } = await client.workflow.getHandle(hire).describe();
  const { problem, draft, person, vacancy } = await new HireClient(client).state(hire, run);
  if (!problem) return { accepted: 0 };
  const { workflowExecution, scheduledTimestampMs: at } = activityInfo();
  const subject = { hireId: hire, connection, person, vacancy };
  const notice = { kind: 'problem', problem, draft } as const;
  return await mailNotice(deps, { subject, notice, run, to: [to], kind: `link ${workflowExecution?.runId}`, at });
}

async function sendEntry({ connections, mailer, mailFrom, pages }: NoticeDeps, connection: string, to: string): Promise<Delivery> {
  const { settings } = connectionOf({ connections }, connection);
  const { workflowExecution, scheduledTimestampMs } = activityInfo();
  if (!pages || !workflowExecution) return { accepted: 0 };
  const { runId } = workflowExecution;
  const { accepted } = await sendMail(mailer, connection, {
    ...renderSignIn({ url: await entryUrl(pages, to, runId), language: settings.language }),
    to: [to],
    messageId: messageId({ runId, kind: 'sign-in', from: mailFrom }),
    date: new Date(scheduledTimestampMs),
  });
  return { accepted: accepted.length };
}
