import type { Config, Connection } from '../config/schema.js';
import { SEEN_COOKIE, type Seen } from '../contracts/seen.js';
import { codeOf, oneAttempt } from '../http/one-attempt.js';
import { isLoopback } from '../loopback.js';
import { fail, ok, skipped, warn, type Check } from '../contracts/check.js';

/** Addresses that Flatchr may have: one for each secret. */
interface Webhook {
  readonly connection: string;
  readonly secrets: readonly string[];
}

/** What Flatchr may call of a connection. */
export function webhookOf({ id, flatchr: { webhookSecret } }: Connection): Webhook {
  return { connection: id, secrets: webhookSecret };
}

export interface PublicUrlOptions {
  /** Read from a worker's machine, which need not reach what admins and Flatchr reach, nor start after the web process. */
  readonly fromWorker?: boolean;
  /** Of each connection whose address for Flatchr is tried. */
  readonly webhooks?: readonly Webhook[];
  /** Who signs certificates, as PEM; left out: whom Node trusts. */
  readonly authority?: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const ID = 'web.public-url';
const PASS_ALL = 'let the proxy pass every path to the web process, unchanged';

/** Whether admins and Flatchr reach the web process by the address that the mails tell, and what a proxy on the way does. */
export async function checkPublicUrl(
  { publicUrl }: Pick<Config['web'], 'publicUrl'>,
  hasReal: boolean,
  { fromWorker = false, webhooks = [], authority }: PublicUrlOptions = {},
): Promise<Check> {
  if (publicUrl === undefined) {
    if (!hasReal) return skipped(ID, 'left out: everything is a stand-in');
    return warn(
      ID,
      'is left out: mails hold no link, answers come by the command line',
      'set web.publicUrl to the address that admins reach',
    );
  }
  const url = new URL(publicUrl);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return fail(
      ID,
      `${publicUrl} is not encrypted: names and links would travel in clear`,
      'put a proxy with https in front, and write https://',
    );

  const get = reader(publicUrl.replace(/\/$/, ''), authority);
  const live = await get('/livez?seen');
  if (typeof live === 'string') return silent(publicUrl, live, fromWorker ? warn : fail);
  const wrong = leadsElsewhere(publicUrl, live);
  if (wrong) return wrong;
  const page = await get('/hires/');
  if (typeof page === 'string' || page.status !== 200 || !page.body.includes('<form'))
    return fail(ID, `${publicUrl}/hires/ is not our page`, PASS_ALL);

  for (const webhook of webhooks) {
    const lost = await webhookLost(get, webhook);
    if (lost) return lost;
  }
  const seen = seenOf(live);
  const flaws = [...(seen ? proxyFlaws(url, seen, live) : []), ...pageFlaws(page)];
  const [first] = flaws;
  if (!first) return ok(ID, `${publicUrl} leads to our pages`);
  return {
    id: ID,
    status: flaws.some(({ status }) => status === 'fail') ? 'fail' : first.status,
    summary: flaws.map(({ summary }) => summary).join('; '),
    remedy: [...new Set(flaws.map(({ remedy }) => remedy))].join('; '),
  };
}

function reader(root: string, certificateAuthority: string | undefined): (path: string) => Promise<Answer | string> {
  const client = oneAttempt({ timeoutMs: 10_000, ...(certificateAuthority !== undefined && { https: { certificateAuthority } }) });
  return async (path) =>
    await client(`${root}${path}`, { method: 'GET' }).then(
      ({ statusCode, body, headers }) => ({ status: statusCode, body, headers }),
      (error: unknown) => codeOf(error),
    );
}

/** Nothing answers, or nobody that can be trusted. */
function silent(publicUrl: string, code: string, failure: typeof fail): Check {
  if (/CERT|SIGNATURE|ALTNAME/.test(code))
    return fail(
      ID,
      `the certificate of ${publicUrl} is not good (${code}): Flatchr and browsers refuse it`,
      'let the proxy send a valid certificate of that name, with its chain; one of your own authority is known by NODE_EXTRA_CA_CERTS',
    );
  if (/^ERR_SSL|EPROTO/.test(code))
    return fail(ID, `${publicUrl} does not speak https (${code})`, 'let the proxy speak https at this port, or correct web.publicUrl');
  return failure(
    ID,
    `${publicUrl} cannot be reached from here (${code})`,
    'start the web process, and see what its name and its proxy lead to',
  );
}

/** Something answers at that address, and it is not ours, or not at first. */
function leadsElsewhere(publicUrl: string, { status, headers, body }: Answer): Check | undefined {
  if (status >= 300 && status < 400) {
    const { location } = headers;
    const to = typeof location === 'string' && URL.canParse(location, publicUrl) ? ` to ${new URL(location, publicUrl).origin}` : '';
    return fail(ID, `${publicUrl} leads elsewhere (${status}${to}): Flatchr may not follow`, 'write the address that it leads to');
  }
  if (status !== 200)
    return fail(ID, `${publicUrl}/livez answers ${status}`, `${PASS_ALL}: without a login, and see that the web process runs`);
  if (!body.startsWith('{"status":"ok"')) return fail(ID, `something else answers at ${publicUrl}: its /livez is not ours`, PASS_ALL);
  return undefined;
}

/** A GET of the webhook's address tells whether it is the right one. The secret goes to nobody but our own pages. */
async function webhookLost(get: ReturnType<typeof reader>, { connection, secrets }: Webhook): Promise<Check | undefined> {
  for (const secret of secrets) {
    const answer = await get(`/webhooks/flatchr/${connection}/${secret}`);
    if (typeof answer !== 'string' && answer.status === 200 && answer.body.startsWith('{"ignored"')) continue;
    const what = typeof answer === 'string' ? answer : String(answer.status);
    return fail(
      ID,
      `the address for Flatchr of ${connection} does not answer there as it should (${what}): hires would be lost`,
      `restart the web process, which may have an older configuration; ${PASS_ALL}`,
    );
  }
  return undefined;
}

function seenOf({ body }: Answer): Seen | undefined {
  return (JSON.parse(body) as { seen?: Seen }).seen; // written by our own health.ts
}

/** What a proxy does that the web process cannot make good. */
function proxyFlaws({ protocol, host }: URL, seen: Seen, { headers }: Answer): Check[] {
  const secure = protocol === 'https:';
  const flaws: Check[] = [];
  const cookie = [headers['set-cookie'] ?? []].flat().find((one) => one.startsWith(`${SEEN_COOKIE}=`));
  if (secure && seen.protocol !== 'https')
    flaws.push(
      fail(
        ID,
        `browsers come by https, and the web process believes ${seen.protocol}: cookies are not Secure`,
        seen.believed < seen.proxies || seen.proxies === 0
          ? 'name the proxy in web.trustProxy, and let it send X-Forwarded-Proto: https'
          : 'let the proxy send X-Forwarded-Proto: https',
      ),
    );
  else if (secure && cookie !== undefined && !/;\s*secure/i.test(cookie))
    flaws.push(fail(ID, 'the proxy takes Secure away from cookies', 'let the proxy pass Set-Cookie unchanged'));
  if (cookie === undefined)
    flaws.push(fail(ID, 'the proxy takes Set-Cookie away: nobody can sign in', 'let the proxy pass Set-Cookie unchanged'));
  if (seen.proxies > seen.believed)
    flaws.push(
      warn(
        ID,
        `of ${seen.proxies} addresses in X-Forwarded-For ${seen.believed} are believed: rate limits count a proxy, not people`,
        'name every proxy in web.trustProxy',
      ),
    );
  else if (secure && seen.proxies === 0)
    flaws.push(
      warn(ID, 'the proxy does not say for whom it speaks: rate limits count the proxy, not people', 'let the proxy send X-Forwarded-For'),
    );
  if (seen.host.replace(secure ? /:443$/ : /:80$/, '') !== host)
    flaws.push(warn(ID, `the proxy passes another host on (${seen.host})`, 'let the proxy pass Host, or X-Forwarded-Host'));
  return flaws;
}

function pageFlaws({ headers }: Answer): Check[] {
  if (headers['content-security-policy'] !== undefined) return [];
  return [warn(ID, 'a proxy in front takes away headers that protect the pages', 'let it pass all headers of the web process')];
}
