import { metricMeter } from '@temporalio/activity';
import { MailError, type Mailer, type Message, type Sent } from '../../mail/mailer.js';

/** Makes one attempt to send a mail, and counts what becomes of it. @throws {MailError} */
export async function sendMail(mailer: Mailer, connection: string, message: Message): Promise<Sent> {
  const count = (name: string, what: string, number: number, labels: Record<string, string> = {}) =>
    metricMeter.createCounter(name, undefined, what).add(number, { connection, ...labels });
  try {
    const sent = await mailer.send(message);
    count('hire_mail_recipients_accepted', 'Addresses for which the mail server took a mail', sent.accepted.length);
    count('hire_mail_recipients_refused', 'Addresses that the mail server refused while it took others', sent.rejected.length);
    return sent;
  } catch (error) {
    if (error instanceof MailError)
      count('hire_mail_attempts_failed', 'Attempts by which nobody got the mail, or nobody knows', 1, { kind: error.kind });
    throw error;
  }
}
