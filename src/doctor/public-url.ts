import { codeOf, oneAttempt } from '../http/one-attempt.js';
import type { Config } from '../config/schema.js';
import { isLoopback } from '../loopback.js';
import { fail, ok, skipped, warn, type Check } from './check.js';

/** Whether admins and Flatchr reach the web process by the address that the mails tell. Read from this machine. */
export async function checkPublicUrl({ publicUrl }: Config['web'], hasReal: boolean): Promise<Check> {
  const id = 'web.public-url';
  if (publicUrl === undefined) {
    if (!hasReal) return skipped(id, 'left out: everything is a stand-in');
    return warn(
      id,
      'is left out: mails hold no link, answers come by the command line',
      'set web.publicUrl to the address that admins reach',
    );
  }
  const root = publicUrl.replace(/\/$/, '');
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'http:' && !isLoopback(hostname))
    return fail(
      id,
      `${publicUrl} is not encrypted: names and links would travel in clear`,
      'put a proxy with https in front, and write https://',
    );

  const client = oneAttempt({ timeoutMs: 10_000 });
  const get = async (path: string) =>
    await client(`${root}${path}`, { method: 'GET' }).then(
      ({ statusCode, body, headers }) => ({ status: statusCode, body, headers }),
      (error: unknown) => codeOf(error),
    );
  const live = await get('/livez');
  if (typeof live === 'string')
    return fail(
      id,
      `${publicUrl} cannot be reached from here (${live})`,
      'start the web process, and see what its name and its proxy lead to',
    );
  if (live.status >= 300 && live.status < 400)
    return fail(id, `${publicUrl} leads elsewhere (${live.status}): Flatchr may not follow`, 'write the address that it leads to');
  if (live.status !== 200)
    return fail(id, `${publicUrl}/livez answers ${live.status}`, 'let the proxy pass every path to the web process, unchanged');

  const page = await get('/hires/');
  if (typeof page === 'string' || page.status !== 200 || !page.body.includes('<form'))
    return fail(id, `${publicUrl}/hires/ is not our page`, 'let the proxy pass every path to the web process, unchanged');
  if (page.headers['content-security-policy'] === undefined)
    return warn(id, 'a proxy in front takes away headers that protect the pages', 'let it pass all headers of the web process');
  return ok(id, `${publicUrl} leads to our pages`);
}
