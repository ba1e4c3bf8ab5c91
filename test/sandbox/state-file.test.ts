import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { configSchema } from '../../src/config/schema.js';
import { sandboxConfig } from '../../sandbox/config.js';
import type { LedgerEntry, User } from '../../sandbox/lucca/state.js';
import type { Message } from '../../sandbox/mail/message.js';
import { startSandbox } from '../../sandbox/sandbox.js';
import { call, lucca, NEW_USER } from './support.js';

describe('sandbox state file', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  /** Starts the sandbox as a process of its own and returns its addresses. */
  async function start(): Promise<{ url: string; smtpUrl: string }> {
    const process_ = spawn(process.execPath, ['--import', 'tsx', 'sandbox/server.ts'], {
      env: {
        ...process.env,
        SANDBOX_PORT: '0',
        SANDBOX_SMTP_PORT: '0',
        SANDBOX_QUOTA: '4',
        SANDBOX_STATE_FILE: join(folder, 'deep', 'sandbox.json'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = process_;
    for await (const line of createInterface({ input: process_.stdout })) {
      const entry = JSON.parse(line) as { url?: string; smtpUrl?: string }; // one line of the sandbox's own log
      if (entry.url && entry.smtpUrl) return { url: entry.url, smtpUrl: entry.smtpUrl };
    }
    throw new Error('the sandbox ended before it was ready');
  }

  it('loses nothing by SIGKILL: employees, mails, moves, faults, ledger, quota', async () => {
    const first = await start();
    await call(`${first.url}/-/faults`, {
      body: { system: 'lucca', method: 'POST', times: 1, action: { when: 'after', answer: 'stall' } },
    });
    await call(`${first.url}/flatchr/-/hire`, { body: { applicant: 5_001 } });
    const transport = createTransport(first.smtpUrl);
    await transport.sendMail({ from: 'a@sandbox.example', to: 'b@sandbox.example', subject: 'Kept', text: 'x' });
    transport.close();
    for (let n = 0; n < 3; n++) assert.equal((await lucca(first, '/api/v3/roles')).status, 200);
    // Killed between the commit and the answer.
    const lost = lucca(first, '/api/v3/users', { body: NEW_USER });
    const committed = async () => (await call(`${first.url}/lucca/-/users`)).json<User[]>().some(({ login }) => login === NEW_USER.login);
    while (!(await committed())) await new Promise((resolve) => setTimeout(resolve, 20));
    const exit = once(child!, 'exit');
    child!.kill('SIGKILL');
    await assert.rejects(lost);
    await exit;

    const second = await start();
    const users = (await call(`${second.url}/lucca/-/users`)).json<User[]>();
    assert.equal(users.filter(({ login }) => login === NEW_USER.login).length, 1);
    const ledger = (await call(`${second.url}/lucca/-/ledger`)).json<LedgerEntry[]>();
    assert.deepEqual([ledger.length, ledger.at(-1)?.status, ledger.at(-1)?.committed], [4, null, users.at(-1)?.id]);
    assert.equal((await call(`${second.url}/mail/messages`)).json<Message[]>()[0]?.subject, 'Kept');
    const [applicant] = (await call(`${second.url}/flatchr/-/applicants`)).json<{ columnId: number }[]>();
    assert.equal(applicant?.columnId, 695);
    const [fault] = (await call(`${second.url}/-/faults`)).json<{ applied: number }[]>();
    assert.equal(fault?.applied, 1);
    assert.equal((await lucca(second, '/api/v3/roles')).status, 429, 'the four requests still count');
  });

  it('starts afresh by a reset, and keeps the settings', async () => {
    const sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: { requests: 1, perMs: 60_000 } });
    try {
      await lucca(sandbox, '/api/v3/users', { body: NEW_USER });
      assert.equal((await call(`${sandbox.url}/-/reset`, { body: { seed: 'empty' } })).status, 204);
      assert.deepEqual([sandbox.lucca.users.length, sandbox.lucca.ledger.length, sandbox.flatchr.applicants.length], [0, 0, 0]);
      assert.deepEqual(sandbox.settings.quota, { requests: 1, perMs: 60_000 });
      assert.equal((await lucca(sandbox, '/api/v3/roles')).status, 200, 'the window is empty again');
      const { id } = sandbox.flatchr.add({ firstname: 'New', lastname: 'One', traits: { "Date d'entrée": '2027-01-04' } });
      assert.equal((await sandbox.flatchr.hire(id))?.status, 0);
    } finally {
      await sandbox.close();
    }
  });

  it('comes with settings that the connector takes', () => {
    const config = configSchema.parse(
      sandboxConfig({ url: 'http://127.0.0.1:8081', smtpUrl: 'smtp://127.0.0.1:8025' }, 'http://localhost:8080'),
    );
    assert.equal(config.connections[0]?.lucca.settleFor, 5_000);
    assert.equal(config.connections[0]?.flatchr.url, 'http://127.0.0.1:8081/flatchr');
  });
});
