import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import { isLoopback } from '../loopback.js';
import { mailErrorOf } from './mail-error.js';
import { domainOf, messageId, type MessageKey } from './message-id.js';
import { oneLine } from '../words/one-line.js';

export { MailError, type MailErrorKind } from './mail-error.js';

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; user and password percent-encoded. */
  readonly smtpUrl: string;
  /** An address, or `Name <address>`. */
  readonly from: string;
  /** Until the server greets. */
  readonly connectTimeoutMs?: number;
  /** Silence within a conversation. */
  readonly idleTimeoutMs?: number;
  /** The whole of one send, waiting for a free connection included. */
  readonly sendTimeoutMs?: number;
}

export interface Message {
  readonly to: readonly string[];
  /** What its Message-ID is made of. */
  readonly key: Omit<MessageKey, 'from'>;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Sent {
  /** Addresses that the server took. */
  readonly accepted: string[];
  /** Addresses that it refused while it took others. */
  readonly rejected: string[];
}

export interface Mailer {
  /** One attempt: a mail that may have reached the server is not sent again here. @throws MailError when nobody gets it, or nobody knows. */
  send(message: Message): Promise<Sent>;
  /** Connects and logs in, and sends nothing. @throws MailError */
  verify(): Promise<void>;
  /** Closes the pool; a mail on its way is finished first. */
  close(): void;
}

/**
 * Sends through one SMTP server over a few connections that are kept open.
 *
 * Connections are encrypted, and certificates checked. Only a server on loopback may go without, since nobody sits between.
 *
 * @throws TypeError for a URL that is none; it does not quote the URL, which holds a password.
 */
export function createMailer(options: MailerOptions): Mailer {
  const { from, sendTimeoutMs = 30_000 } = options;
  const transport = createTransport(poolOptions(options));
  const headers = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'List-Id': `<hires.${domainOf(from)}>`,
  };

  return {
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
    async send({ to, subject, key, ...message }) {
      try {
        const info = await transport.sendMail({
          ...message,
          messageId: messageId({ ...key, from }),
          from,
          to: [...to],
          subject: oneLine(subject),
          headers,
          signal: AbortSignal.timeout(sendTimeoutMs),
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { accepted: info.accepted.map(addressOf), rejected: info.rejected.map(addressOf) };
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function poolOptions({ smtpUrl, connectTimeoutMs = 10_000, idleTimeoutMs = 20_000 }: MailerOptions): SMTPPoolOptions & { pool: true } {
  const url = urlOf(smtpUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const loopback = isLoopback(host);
  return {
    pool: true,
    maxConnections: 2,
    maxRequeues: 1, // of a mail of which nothing was sent: servers drop connections that idle
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !loopback,
    // A relay on loopback usually has a certificate for another name, signed by itself.
    tls: { rejectUnauthorized: !loopback },
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: connectTimeoutMs, // from the name's look-up to the greeting
    socketTimeout: idleTimeoutMs,
  };
}

function urlOf(smtpUrl: string): URL {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || url.search)
    throw new TypeError('smtp.url: must be an address without options; write it like smtp://user:password@host:587');
  return url;
}

function addressOf(entry: string | { readonly address: string }): string {
  return typeof entry === 'string' ? entry : entry.address;
}
