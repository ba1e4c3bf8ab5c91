import { MailError, type Mailer } from '../mail/mailer.js';
import { fail, ok, type Check } from '../contracts/check.js';

/** Whether the mail server lets us in; nothing is sent. */
export async function checkMail(mailer: Pick<Mailer, 'verify'>): Promise<Check> {
  try {
    await mailer.verify();
    return ok('smtp', 'The mail server lets us in');
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const [what = '', remedy = ''] = error.message.split('; ');
    return fail('smtp', `Mails cannot be sent: ${what}`, remedy);
  }
}
