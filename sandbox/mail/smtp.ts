import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { SandboxContext } from '../context.js';
import { kill } from '../fault-answers.js';
import { chooseFault, type FaultAction } from '../faults.js';
import type { Message } from './message.js';

export interface Mailbox {
  readonly port: number;
  close(): Promise<void>;
}

/** A reply with its SMTP code, as smtp-server wants it. */
class SmtpError extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Starts an SMTP server that takes every mail: no authentication, no TLS. */
export async function startMailbox(context: SandboxContext, host: string, port: number): Promise<Mailbox> {
  const { store } = context;
  const closing = new AbortController();

  async function fault(when: FaultAction['when'], action: FaultAction | undefined): Promise<void> {
    if (action === undefined || action.when !== when) return;
    if (action.delayMs !== undefined) await sleep(action.delayMs, undefined, { signal: closing.signal });
    if (action.killPid !== undefined) kill(action.killPid);
    if (action.answer === undefined) return;
    // SMTP knows no half or wrong bodies: whatever is neither a status nor a reset is silence.
    if (typeof action.answer === 'object') throw new SmtpError(action.answer.status, action.answer.message);
    if (action.answer === 'reset') throw new SmtpError(421, 'Closing');
    await sleep(3_600_000, undefined, { signal: closing.signal });
  }

  function choose(method: string, session: SMTPServerSession, address: string): FaultAction | undefined {
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const chosen = chooseFault(store.state.faults, { system: 'mail', method, path: address, key: `${method} ${from} ${address}` });
    if (store.state.faults.length > 0) store.save('faults');
    return chosen;
  }

  async function command(method: string, session: SMTPServerSession, address: string, carryOut?: () => Promise<void>): Promise<void> {
    const action = choose(method, session, address);
    await fault('before', action);
    await carryOut?.();
    await fault('after', action);
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onMailFrom: (address, session, done) => callbackify(async () => command('MAIL', session, address.address))(done),
    onRcptTo: (address, session, done) => callbackify(async () => command('RCPT', session, address.address))(done),
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      callbackify(async () => {
        const raw = await buffer(stream);
        await command('DATA', session, to.join(','), async () => {
          const message = await read(raw, to, context.now());
          store.state.messages.push({ id: store.state.messages.length + 1, ...message });
          store.save('messages');
        });
      })(done);
    },
  });
  // A client that hangs up is no failure of the mailbox.
  server.on('error', (error) => context.logger.warn({ code: 'code' in error ? error.code : error.name }, 'mailbox: connection failed'));

  const net = server.listen(port, host);
  await once(net, 'listening');
  const address = net.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      closing.abort();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function read(raw: Buffer, to: readonly string[], now: number): Promise<Omit<Message, 'id'>> {
  const mail = await simpleParser(raw, { skipTextToHtml: true });
  return {
    messageId: mail.messageId ?? '',
    from: mail.from?.text ?? '',
    to,
    subject: mail.subject ?? '',
    date: new Date(now).toISOString(),
    text: mail.text ?? '',
    html: mail.html || '',
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
  };
}
