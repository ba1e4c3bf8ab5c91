import assert from 'node:assert/strict';
import { createTransport } from 'nodemailer';
import { call, useSandbox } from './support.js';
import type { Message } from '../../sandbox/mail/message.js';

describe('sandbox mailbox', () => {
  const sandbox = useSandbox();
  const send = async (changes: object = {}) => {
    const transport = createTransport({ url: sandbox().smtpUrl, socketTimeout: 500 });
    try {
      await transport.sendMail({
        from: 'Hires <hires@sandbox.example>',
        to: ['rh@sandbox.example', 'second@sandbox.example'],
        subject: 'Jürgen Weiß est arrivé',
        text: 'Bonjour',
        html: '<p>Bonjour <script>alert(1)</script></p>',
        messageId: '<stable@sandbox.example>',
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...changes,
      });
    } finally {
      transport.close();
    }
  };

  it('takes mail over SMTP and shows it parsed', async () => {
    await send();
    const [message, ...others] = (await call(`${sandbox().url}/mail/messages`)).json<Message[]>();
    assert.equal(others.length, 0);
    assert.ok(message);
    assert.deepEqual(
      [message.messageId, message.subject, message.to, message.text.trim(), message.headers['auto-submitted']],
      ['<stable@sandbox.example>', 'Jürgen Weiß est arrivé', ['rh@sandbox.example', 'second@sandbox.example'], 'Bonjour', 'auto-generated'],
    );
    assert.match(message.html, /<p>Bonjour/);
  });

  it('shows a mail as foreign: framed, without scripts', async () => {
    await send({ subject: '<img src=x onerror=alert(1)>' });
    for (const path of ['/mail', '/mail/messages/1']) {
      const page = (await call(`${sandbox().url}${path}`)).text;
      assert.doesNotMatch(page, /<img|alert\(1\)<\/script>/);
    }
    const html = await call(`${sandbox().url}/mail/messages/1/html`);
    assert.match(html.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox allow-popups/);
    assert.equal((await call(`${sandbox().url}/mail/messages/2`)).status, 404);
  });

  it('refuses, refuses after taking it, and stalls on demand', async () => {
    sandbox().faults.add({ system: 'mail', method: 'RCPT', path: '^rh@', times: 1, action: { answer: { status: 550 } } });
    await send();
    assert.deepEqual(sandbox().mail.messages[0]?.to, ['second@sandbox.example']);
    sandbox().faults.add({ system: 'mail', method: 'DATA', times: 1, action: { answer: { status: 451 } } });
    await assert.rejects(send(), { responseCode: 451 });
    assert.equal(sandbox().mail.messages.length, 1);
    sandbox().faults.add({ system: 'mail', method: 'DATA', times: 1, action: { when: 'after', answer: { status: 451 } } });
    await assert.rejects(send(), { responseCode: 451 });
    assert.equal(sandbox().mail.messages.length, 2);
    sandbox().faults.add({ system: 'mail', method: 'MAIL', action: { answer: 'stall' } });
    await assert.rejects(send(), { code: 'ETIMEDOUT' });
  });
});
