import type { Notice, NoticeSubject } from '../../hire/notice.js';
import type { Problem } from '../../hire/problem.js';
import type { Delivery } from '../../hire/steps.js';
import { answerUrl } from '../../links.js';
import { MailError } from '../../mail/mailer.js';
import { renderNotice } from '../../mail/render.js';
import { connectionOf, type HireStepDeps } from '../deps.js';
import { post } from './post.js';

export type NoticeDeps = Pick<HireStepDeps, 'connections' | 'mailer' | 'pages'>;

/** A mail about a hire. */
export interface NoticeMail {
  readonly subject: NoticeSubject;
  readonly notice: Notice;
  /** Run of the hire. */
  readonly run: string;
  readonly to: readonly string[];
  /** Tells this mail from others about the same; left out: its notice does. */
  readonly kind?: string;
}

/** Mails a notice: one mail to all; where it holds a link, each reader gets one with a link of one's own. */
export async function mailNotice(
  { pages, mailer, ...deps }: NoticeDeps,
  { subject, notice, run, to, kind = notice.kind }: NoticeMail,
): Promise<Delivery> {
  const { id, language, timeZone, lucca } = connectionOf(deps, subject.connection).settings;
  const mail = async (to: readonly string[], kind: string, hireUrl?: string) => {
    const rendered = renderNotice({ subject, notice, language, timeZone, luccaAccount: lucca.host, hireUrl });
    return await post(mailer, id, { ...rendered, to, run, kind, number: problemNumber(notice) });
  };
  const problem = openProblem(notice);
  if (!pages || !problem) return await mail(to, kind);

  const link = { hire: subject.hireId, run, problem: problem.number };
  return deliveryOf(
    await Promise.allSettled(to.map(async (reader) => mail([reader], `${kind} to ${reader}`, await answerUrl(pages, link, reader)))),
  );
}

/** Number of the problem that a notice is about, or its own; 0 where there is none: tells notices of one kind apart. */
export function problemNumber(notice: Notice): number {
  if (notice.kind === 'changed') return notice.number;
  return ('problem' in notice ? notice.problem?.number : undefined) ?? 0;
}

/** What a link leads to; nobody can answer for a hire that has expired. */
function openProblem(notice: Notice): Problem | undefined {
  return 'problem' in notice && notice.kind !== 'expired' ? notice.problem : undefined;
}

/** One address that does not exist must not have the others mailed again and again. */
function deliveryOf(sent: readonly PromiseSettledResult<Delivery>[]): Delivery {
  const accepted = sent.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value.accepted : 0), 0);
  const failures = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : [])); // what is thrown here are errors
  const failure = failures.find((reason) => !isFinal(reason)) ?? (accepted === 0 ? failures[0] : undefined);
  if (failure) throw failure;
  return { accepted, refused: failures.length };
}

function isFinal(reason: Error): boolean {
  return reason instanceof MailError && reason.kind === 'rejected-recipient' && (reason.replyCode ?? 0) >= 500;
}
