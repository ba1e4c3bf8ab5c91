import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailer, MailError, type Mailer, type MailerOptions, type MailErrorKind, type Message } from '../../src/mail/mailer.js';
import { messageId } from '../../src/mail/message-id.js';

const FROM = 'Acme hires <hires@acme.example>';
const MESSAGE: Message = {
  to: ['hr@acme.example', 'drh@acme.example'],
  key: { runId: 'run-1', kind: 'created' },
  date: new Date('2027-01-04T09:02:00Z'),
  subject: 'Hélène Crèvecœur – à compléter',
  text: 'Bonjour,\n\n.un point\nŁukasz',
  html: '<p>Bonjour Łukasz</p>',
};

describe('createMailer', () => {
  const open: { close(): unknown }[] = [];
  afterEach(() => {
    for (const thing of open.splice(0).reverse()) thing.close();
  });

  /** A real SMTP server on loopback, and the mails it took. */
  async function smtpServer(options: SMTPServerOptions = {}): Promise<{ port: number; mails: ParsedMail[]; connections: () => number }> {
    const mails: ParsedMail[] = [];
    let connections = 0;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, done) => {
        connections++;
        done();
      },
      onData: (stream, _session, done) => {
        void simpleParser(stream)
          .then((mail) => mails.push(mail))
          .finally(done);
      },
      ...options,
    });
    server.on('error', () => {}); // a client that breaks off is part of these tests
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    return { port: (server.server.address() as AddressInfo).port, mails, connections: () => connections }; // listens on a port, so never a string
  }

  function mailer(options: Partial<MailerOptions> & { port: number; host?: string; scheme?: string }): Mailer {
    const { port, host = '127.0.0.1', scheme = 'smtp', ...rest } = options;
    const created = createMailer({ smtpUrl: `${scheme}://${host}:${port}`, from: FROM, ...rest });
    open.push(created);
    return created;
  }

  async function failsAs(kind: MailErrorKind, sending: Promise<unknown>): Promise<MailError> {
    const error = await sending.then(
      () => assert.fail('was sent'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof MailError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.doesNotMatch(
      `${error.message}${error.stack}${JSON.stringify(error)}`,
      /acme\.example|Crèvecœur|127\.0\.0\.1|hunter2|secret word/,
    );
    assert.equal(error.cause, undefined);
    return error;
  }

  it('sends the mail whole, with its headers', async () => {
    const { port, mails } = await smtpServer();
    assert.deepEqual(await mailer({ port }).send(MESSAGE), { accepted: ['hr@acme.example', 'drh@acme.example'], rejected: [] });
    const [mail] = mails;
    assert.ok(mail);
    assert.equal(mail.subject, MESSAGE.subject);
    assert.equal(mail.text?.trim(), MESSAGE.text);
    assert.match(String(mail.html), /Bonjour Łukasz/);
    assert.equal(mail.messageId, messageId({ ...MESSAGE.key, from: FROM }));
    assert.equal(mail.date?.toISOString(), '2027-01-04T09:02:00.000Z');
    assert.equal(mail.from?.value[0]?.address, 'hires@acme.example');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.headers.get('x-auto-response-suppress'), 'All');
    assert.deepEqual(mail.headers.get('list'), { id: { name: 'hires.acme.example' } });
  });

  for (const from of ['RH <rh@müller.example>', '"RH @ Acme" <rh@müller.example>', 'rh@acme.example <rh@müller.example>'])
    it(`is sent by ${from}, whose domain every header has in ASCII`, async () => {
      const { port, mails } = await smtpServer();
      await mailer({ port, from }).send(MESSAGE);
      assert.match(mails[0]?.headerLines.find(({ key }) => key === 'from')?.line ?? '', /<rh@xn--mller-kva\.example>$/);
      assert.match(mails[0]?.messageId ?? '', /^<[\w-]{43}@xn--mller-kva\.example>$/);
      assert.deepEqual(mails[0]?.headers.get('list'), { id: { name: 'hires.xn--mller-kva.example' } });
    });

  it('lets no subject add a header', async () => {
    const { port, mails } = await smtpServer();
    await mailer({ port }).send({ ...MESSAGE, subject: 'Ana\r\nBcc: thief@evil.example\r\n\r\nbody\u2028\u0000 ' + 'x'.repeat(500) });
    assert.equal(mails[0]?.headers.has('bcc'), false);
    assert.match(mails[0]?.subject ?? '', /^Ana Bcc: thief@evil\.example body x+…$/);
    assert.ok((mails[0]?.subject ?? '').length <= 200);
  });

  it('keeps its connection', async () => {
    const { port, mails, connections } = await smtpServer();
    const pooled = mailer({ port });
    for (let n = 0; n < 3; n++) await pooled.send(MESSAGE);
    assert.equal(mails.length, 3);
    assert.equal(connections(), 1);
  });

  it('logs in with what the URL says', async () => {
    let login: unknown;
    const { port } = await smtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        login = { username, password };
        done(null, { user: username });
      },
    });
    await mailer({ port, host: 'hires%40acme:hunter2%2F@127.0.0.1' }).send(MESSAGE);
    assert.deepEqual(login, { username: 'hires@acme', password: 'hunter2/' });
  });

  it('says unauthorized', async () => {
    const { port } = await smtpServer({ allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(new Error('secret word')) });
    const error = await failsAs('unauthorized', mailer({ port, host: 'hires:hunter2@127.0.0.1' }).send(MESSAGE));
    assert.equal(error.replyCode, 535);
  });

  it('tells who was refused, and fails only when everybody was', async () => {
    const { port } = await smtpServer({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('hr@') ? null : new Error('secret word')),
    });
    const sender = mailer({ port });
    assert.deepEqual(await sender.send(MESSAGE), { accepted: ['hr@acme.example'], rejected: ['drh@acme.example'] });
    const error = await failsAs('rejected-recipient', sender.send({ ...MESSAGE, to: ['drh@acme.example'] }));
    assert.equal(error.replyCode, 550);
  });

  it('says rejected-sender', async () => {
    const { port } = await smtpServer({ onMailFrom: (_address, _session, done) => done(new Error('secret word')) });
    await failsAs('rejected-sender', mailer({ port }).send(MESSAGE));
  });

  it('says refused', async () => {
    const { port } = await smtpServer({
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(Object.assign(new Error('secret word'), { responseCode: 451 })));
      },
    });
    assert.equal((await failsAs('refused', mailer({ port }).send(MESSAGE))).replyCode, 451);
  });

  it('says unreachable when nobody listens, and is sent once the server is there', async () => {
    const { port } = await smtpServer();
    open.splice(0).forEach((server) => server.close());
    const sender = mailer({ port, connectTimeoutMs: 2_000 });
    await failsAs('unreachable', sender.send(MESSAGE));
    const back = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false });
    await new Promise<void>((resolve) => back.listen(port, '127.0.0.1', resolve));
    open.push(back);
    assert.equal((await sender.send(MESSAGE)).accepted.length, 2);
  });

  it('says unreachable within its time-outs: no greeting, silence, trickle', async () => {
    const mute = await rawServer(() => {});
    await failsAs('unreachable', within(5_000, mailer({ port: mute, connectTimeoutMs: 200 }).send(MESSAGE)));

    const silent = await rawServer((socket) => socket.write('220 hello\r\n'));
    await failsAs('unreachable', within(5_000, mailer({ port: silent, idleTimeoutMs: 200 }).send(MESSAGE)));

    const trickle = await rawServer((socket) => {
      socket.write('220 hello\r\n');
      const timer = setInterval(() => socket.write('250-more\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    await failsAs('unreachable', within(5_000, mailer({ port: trickle, idleTimeoutMs: 500, sendTimeoutMs: 400 }).send(MESSAGE)));
  });

  it('does not repeat a mail that may have arrived', async () => {
    let mails = 0;
    const port = await rawServer((socket) =>
      converse(socket, (command) => {
        if (command !== 'BODY') return true;
        mails++;
        return false; // the mail is here, the answer never comes
      }),
    );
    const sender = mailer({ port });
    await failsAs('unreachable', sender.send(MESSAGE));
    assert.equal(mails, 1);
  });

  it('takes another connection where the server dropped the one that was kept', async () => {
    let mails = 0;
    const port = await rawServer((socket) => {
      let first = true;
      converse(socket, (command) => {
        if (command === 'MAIL' && !first) return false;
        if (command === 'MAIL') first = false;
        if (command === 'BODY') mails++;
        return true;
      });
    });
    const sender = mailer({ port });
    await sender.send(MESSAGE);
    await sender.send(MESSAGE);
    assert.equal(mails, 2);
  });

  it('takes TLS on loopback with any certificate, and demands a valid one elsewhere', async () => {
    // An address that leads to loopback but is not recognised as such.
    const elsewhere = '[::ffff:127.0.0.1]';
    const offering = await smtpServer({ disabledCommands: [] });
    let encrypted = false;
    const watching = await smtpServer({
      disabledCommands: [],
      onMailFrom: (_from, session, done) => ((encrypted = session.secure), done()),
    });
    await mailer({ port: watching.port }).send(MESSAGE);
    assert.ok(encrypted);

    const plain = await smtpServer();
    await failsAs('insecure', mailer({ port: plain.port, host: elsewhere }).send(MESSAGE));
    await failsAs('insecure', mailer({ port: offering.port, host: elsewhere }).send(MESSAGE));
    const secure = await smtpServer({ secure: true });
    await failsAs('insecure', mailer({ port: secure.port, host: elsewhere, scheme: 'smtps' }).send(MESSAGE));
    assert.equal(plain.mails.length + offering.mails.length + secure.mails.length, 0);
    await mailer({ port: secure.port, scheme: 'smtps' }).send(MESSAGE);
  });

  it('refuses a URL that is none, without quoting it', () => {
    for (const smtpUrl of ['', 'hunter2', 'http://hunter2@host', 'smtp://', 'smtp://u:hunter2@ho st', 'smtp://u:hunter2@host?pool=true'])
      assert.throws(
        () => createMailer({ smtpUrl, from: FROM }),
        (error: Error) => /smtp\.url/.test(error.message) && !error.message.includes('hunter2'),
      );
  });

  async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      onConnection(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    });
    return (server.address() as AddressInfo).port; // listens on a port, so never a string
  }
});

/** Speaks just enough SMTP; hangs up at the command (`BODY` is the mail itself) that `goesOn` does not like. */
function converse(socket: Socket, goesOn: (command: string) => boolean): void {
  let inBody = false;
  socket.write('220 hello\r\n');
  socket.on('data', (data) => {
    const line = data.toString();
    if (inBody && !line.endsWith('\r\n.\r\n')) return;
    const command = inBody ? 'BODY' : line.slice(0, 4);
    inBody = command === 'DATA';
    if (goesOn(command)) socket.write(inBody ? '354 go on\r\n' : '250 ok\r\n');
    else socket.destroy();
  });
}

/** Fails when the promise takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds} ms`)), milliseconds);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
