import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forkWorker } from '../support/fork-worker.js';
import { freePorts } from '../support/free-ports.js';
import { eventually, Rig } from '../support/rig.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';

/** A connection to the same Lucca. */
const PREVIEWING = `p-${randomUUID().slice(0, 8)}`;

describe('the metrics of a worker', () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'hire-metrics-'))));
  after(() => rm(folder, { recursive: true }));

  describe('with hires', () => {
    let rig: Rig;
    let chat: StandIn;
    let worker: ChildProcess;
    let port: number;
    before(async () => {
      chat = await startStandIn((_request, response) => response.writeHead(chat.seen.length === 1 ? 503 : 200).end());
      rig = await Rig.start({
        // It trusts the webhook alone.
        others: ({ flatchr: { apiKey: _apiKey, ...flatchr }, chat: _chat, ...settings }) => [
          { ...settings, flatchr, id: PREVIEWING, mode: 'preview' },
        ],
        connection: (settings) => ({
          ...settings,
          admins: ['rh@sandbox.example', 'gone@sandbox.example'],
          chat: { url: chat.url, format: 'teams' },
        }),
      });
      await rig.stopWorker();
      [port = 0] = await freePorts(1);
      worker = await forkWorker(rig, folder, { metrics: { host: '127.0.0.1', port } });
    });
    after(async () => {
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      await rig.stop({ replays: 2 });
      await chat.close();
    });

    const scrape = async () => await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    /** Sum of all series of a metric with these labels. */
    const valueOf = (metrics: string, name: string, labels: Record<string, string>) =>
      metrics
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) && Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`)))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

    it('count mails, refusals, failed attempts and posts, and tell no person', async () => {
      // Before the faults: its mail would use one up.
      await rig.hires.start({
        connection: PREVIEWING,
        applicant: '1',
        candidate: { firstName: 'Mona', lastName: 'Vorab', email: 'vorab@example.org' },
        vacancy: {},
      });
      await eventually('its mail', () => rig.sandbox.mail.messages.find(({ subject }) => subject.includes('Vorab')));
      await rig.untilFailed(`hire/${PREVIEWING}/1`);
      rig.sandbox.faults.add(
        { system: 'mail', method: 'MAIL', times: 2, action: { answer: { status: 451, message: 'Mona Metric' } } },
        { system: 'mail', method: 'RCPT', path: 'gone', action: { answer: { status: 550, message: 'no gone@sandbox.example here' } } },
      );
      const id = await rig.hire({ firstname: 'Mona', lastname: 'Metric', email: 'mona@example.org' });
      await rig.handle(id).result();
      const { runId } = await rig.handle(id).describe();
      await rig.handle(`chat-notice/${id}/${runId}/created/0`).result();

      const { connection } = rig;
      const metrics = await eventually('the last count', async () => {
        const text = await scrape();
        return valueOf(text, 'temporal_workflow_completed_total', { workflow_type: 'chatNotice' }) === 1 ? text : undefined;
      });
      const counted = (name: string, labels: Record<string, string> = {}) => valueOf(metrics, name, { connection, ...labels });
      assert.equal(counted('hire_mail_recipients_accepted_total', { activityType: 'notifyAdmin' }), 1);
      assert.equal(counted('hire_mail_recipients_refused_total'), 1);
      assert.equal(counted('hire_mail_attempts_failed_total', { kind: 'refused' }), 0);
      assert.equal(counted('hire_mail_attempts_failed_total', { kind: 'rejected-sender' }), 2);
      assert.equal(counted('hire_chat_posts_total', { outcome: 'unavailable' }), 1);
      assert.equal(counted('hire_chat_posts_total', { outcome: 'posted' }), 1);
      assert.equal(valueOf(metrics, 'hire_previewed_total', { connection: PREVIEWING }), 1);
      assert.equal(counted('hire_gateway_opening_requests'), 3);
      assert.ok(counted('hire_gateway_employees_seen') > counted('hire_gateway_former_employees_seen'));
      assert.ok(counted('hire_gateway_former_employees_seen') > 0);
      assert.equal(valueOf(metrics, 'temporal_workflow_completed_total', { workflow_type: 'hire' }), 1);
      assert.doesNotMatch(metrics, /mona|metric@|sandbox\.example|hire\/t-/i);
    });
  });

  it('that cannot be offered where something else listens keep the worker from starting, in one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // a TCP server's address is no string
    const config = join(folder, 'connector.yaml');
    await writeFile(
      config,
      [
        `metrics: { port: ${port} }`,
        'smtp: { url: smtp://localhost:1025, from: hires@acme.example }',
        'connections: [{ id: acme, flatchr: { companyId: a, webhookSecret: a-secret-of-24-letters }, lucca: { host: acme, apiKey: k }, admins: [a@b.example] }]',
      ].join('\n'),
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('../../src/worker.ts', import.meta.url))],
      { encoding: 'utf8', env: { ...process.env, CONNECTOR_CONFIG: config } },
    );
    other.close();
    assert.equal(status, 1);
    assert.match(
      stderr,
      new RegExp(`^Metrics cannot be offered at 127\\.0\\.0\\.1:${port} \\(Address already in use .*\\): choose another[^\\n]*\\n$`),
    );
  });
});
