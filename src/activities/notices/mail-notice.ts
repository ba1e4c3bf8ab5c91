import type { Notice, NoticeSubject } from '../../hire/notice.js';
import type { Delivery } from '../../hire/steps.js';
import { answerUrl } from '../../links.js';
import { messageId } from '../../mail/message-id.js';
import { renderNotice } from '../../mail/render.js';
import { connectionOf, type HireStepDeps } from '../deps.js';
import { sendMail } from './send-mail.js';

export type NoticeDeps = Pick<HireStepDeps, 'connections' | 'mailer' | 'mailFrom' | 'pages'>;

/** A mail about a hire. */
export interface NoticeMail {
  readonly subject: NoticeSubject;
  readonly notice: Notice;
  /** Run of the hire. */
  readonly run: string;
  readonly to: readonly string[];
  /** Tells this mail from others about the same; left out: its notice does. */
  readonly kind?: string;
  /** Milliseconds since the epoch; the same in every repeat. */
  readonly at: number;
}

/** Sends one mail. Its Message-ID is the same in every repeat, so that a mail program can recognise it. */
export async function mailNotice(deps: NoticeDeps, { subject, notice, run, to, kind = notice.kind, at }: NoticeMail): Promise<Delivery> {
  const { settings } = connectionOf(deps, subject.connection);
  const mail = renderNotice({
    subject,
    notice,
    language: settings.language,
    timeZone: settings.timeZone,
    luccaAccount: settings.lucca.host,
    hireUrl: await linkOf(deps, subject.hireId, notice, run, to),
  });
  const { accepted, rejected } = await sendMail(deps.mailer, settings.id, {
    ...mail,
    to,
    messageId: messageId({ runId: run, kind, number: problemNumber(notice), from: deps.mailFrom }),
    date: new Date(at),
  });
  return { accepted: accepted.length, refused: rejected.length };
}

/** Number of the problem that a notice is about, 0 where it is about none: tells notices of one kind apart. */
export function problemNumber(notice: Notice): number {
  return problemOf(notice)?.number ?? 0;
}

/** True where each reader gets a mail with a link of one's own. */
export function hasLink({ kind }: Notice): boolean {
  return kind === 'problem' || kind === 'escalation' || kind === 'last-warning';
}

async function linkOf({ pages }: NoticeDeps, hire: string, notice: Notice, run: string, [reader, ...others]: readonly string[]) {
  const problem = problemOf(notice);
  if (!pages || !hasLink(notice) || !problem || reader === undefined || others.length > 0) return undefined;
  return await answerUrl(pages, { hire, run, problem: problem.number }, reader);
}

function problemOf(notice: Notice) {
  return 'problem' in notice ? notice.problem : undefined;
}
