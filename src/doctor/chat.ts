import type { Connection } from '../config/schema.js';
import { codeOf, oneAttempt } from '../http/one-attempt.js';
import { fail, ok, skipped, warn, type Check } from '../contracts/check.js';

/** Whether something answers at the channel's webhook. Asked without a post: what it says to one shows with the next notice. */
export async function checkChat(chat: Connection['chat']): Promise<Check> {
  const id = 'chat';
  if (!chat) return skipped(id, 'none is configured');
  const client = oneAttempt({ timeoutMs: 10_000 });
  const answer = await client.get(chat.url).then(
    ({ statusCode }) => statusCode,
    (error: unknown) => codeOf(error), // got's own words quote the address, which is a secret
  );
  if (typeof answer === 'string')
    return fail(id, `Its webhook cannot be reached (${answer})`, 'correct chat.url, and see that this machine reaches it');
  if (answer === 404 || answer === 410)
    return warn(
      id,
      `Its webhook may be withdrawn (${answer})`,
      'see whether notices arrive; where none does, make a new one and put it in the place of chat.url',
    );
  return ok(id, 'Something answers at its webhook; whether it takes posts shows with the next notice');
}
