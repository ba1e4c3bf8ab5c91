import { activityInfo, metricMeter } from '@temporalio/activity';
import type { Delivery } from '../../hire/steps.js';
import { MailError, type Mailer } from '../../mail/mailer.js';
import type { RenderedNotice } from '../../mail/rendered.js';

/** A mail that is ready to go. */
interface Letter extends RenderedNotice {
  readonly to: readonly string[];
  /** Tells it from the other mails of its run, with `number` where the kind can come more than once. */
  readonly kind: string;
  readonly number?: number;
  /** Left out: the run whose activity sends it. */
  readonly run?: string;
}

/**
 * Makes one attempt to send a mail, and counts what becomes of it. Message-ID and date are the same in every repeat, so that a mail
 * program can tell one.
 *
 * @throws {MailError}
 */
export async function post(
  mailer: Mailer,
  connection: string,
  { run: runId = ownRun(), kind, number, ...letter }: Letter,
): Promise<Delivery> {
  const count = (name: string, what: string, number: number, labels: Record<string, string> = {}) =>
    metricMeter.createCounter(name, undefined, what).add(number, { connection, ...labels });
  try {
    const date = new Date(activityInfo().scheduledTimestampMs);
    const { accepted, rejected } = await mailer.send({ ...letter, key: { runId, kind, number }, date });
    count('hire_mail_recipients_accepted', 'Addresses for which the mail server took a mail', accepted.length);
    count('hire_mail_recipients_refused', 'Addresses that the mail server refused while it took others', rejected.length);
    return { accepted: accepted.length, refused: rejected.length };
  } catch (error) {
    if (error instanceof MailError)
      count('hire_mail_attempts_failed', 'Attempts by which nobody got the mail, or nobody knows', 1, { kind: error.kind });
    throw error;
  }
}

/** Run of the workflow whose activity this is. */
export function ownRun(): string {
  return activityInfo().workflowExecution?.runId ?? '';
}
