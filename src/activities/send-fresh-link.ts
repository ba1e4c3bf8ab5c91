import { activityInfo, getClient } from '@temporalio/activity';
import { HireClient } from '../client.js';
import { parseHireId } from '../hire/hire.js';
import type { LinkSteps } from '../hire/steps.js';
import { connectionOf } from './deps.js';
import { mailNotice, readersOf, type NoticeDeps } from './mail-notice.js';

/** Mails the problem that a hire waits with to one of its readers again, with a fresh link. Nothing when it waits no longer. */
export function createSendFreshLink(deps: NoticeDeps): LinkSteps['sendFreshLink'] {
  return async ({ hire, reader }) => {
    const { settings } = connectionOf(deps, parseHireId(hire)?.connection ?? '');
    const to = readersOf(settings).find((address) => deps.pages?.links.readerOf(address) === reader);
    const client = getClient();
    const { runId: run } = await client.workflow.getHandle(hire).describe();
    const { problem, draft, person, vacancy } = await new HireClient(client).state(hire, run);
    if (to === undefined || !problem) return { accepted: 0 };

    const { workflowExecution, scheduledTimestampMs: at } = activityInfo();
    const subject = { hireId: hire, connection: settings.id, person, vacancy };
    const notice = { kind: 'problem', problem, draft } as const;
    return { accepted: await mailNotice(deps, { subject, notice, run, to: [to], kind: `fresh link ${workflowExecution?.runId}`, at }) };
  };
}
