import { getClient } from '@temporalio/activity';
import { HireClient } from '../../client.js';
import { readersOf } from '../../hire/readers.js';
import type { LinkSteps } from '../../contracts/notices.js';
import type { Delivery } from '../../hire/steps.js';
import { entryUrl } from '../../links.js';
import { renderSignIn } from '../../mail/sign-in.js';
import { connectionOf } from '../deps.js';
import { mailNotice, type NoticeDeps } from './mail-notice.js';
import { ownRun, post } from './post.js';

/** Nothing was to be mailed. */
const NOBODY: Delivery = { accepted: 0, refused: 0 };

/** Mails a link to one of a connection's readers, or to an operator: to the problem that a hire waits with, or to the list of all hires. */
export function createSendLink({ operators, ...deps }: NoticeDeps & { readonly operators: readonly string[] }): LinkSteps['sendLink'] {
  return async ({ connection, reader, hire }) => {
    const { settings } = connectionOf(deps, connection);
    const whom = hire === undefined ? [...readersOf(settings), ...operators] : readersOf(settings);
    const to = whom.find((address) => deps.pages?.links.readerOf(address) === reader);
    if (to === undefined) return NOBODY;
    return hire === undefined ? await sendEntry(deps, connection, to) : await sendProblem(deps, connection, hire, to);
  };
}

async function sendProblem(deps: NoticeDeps, connection: string, hire: string, to: string): Promise<Delivery> {
  const client = getClient();
  const { runId: run } = await client.workflow.getHandle(hire).describe();
  const { problem, draft, person, vacancy } = await new HireClient(client).state(hire, run);
  if (!problem) return NOBODY;
  const subject = { hireId: hire, connection, person, vacancy };
  const notice = { kind: 'problem', problem, draft } as const;
  return await mailNotice(deps, { subject, notice, run, to: [to], kind: `link ${ownRun()}` });
}

async function sendEntry({ mailer, pages, ...deps }: NoticeDeps, connection: string, to: string): Promise<Delivery> {
  const { language } = connectionOf(deps, connection).settings;
  if (!pages) return NOBODY;
  const mail = renderSignIn({ url: await entryUrl(pages, to, ownRun()), language });
  return await post(mailer, connection, { ...mail, to: [to], kind: 'sign-in' });
}
