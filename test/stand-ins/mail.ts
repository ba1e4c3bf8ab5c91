import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailStandIn {
  /** `smtp://…`, with the user and the password that it takes. */
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  close(): Promise<void>;
}

/** A mail server that lets in whoever knows its password. */
export async function startMail(): Promise<MailStandIn> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      if (username === 'hires' && password === 'open') done(null, { user: username });
      else done(new Error('no'));
    },
    onData(stream, _session, done) {
      callbackify(async () => void mails.push(await simpleParser(stream)))(done);
    },
  });
  server.on('error', () => undefined); // clients that hang up
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo; // a TCP server's address is no string
  return {
    url: `smtp://hires:open@127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
