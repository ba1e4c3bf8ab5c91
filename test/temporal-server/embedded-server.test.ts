import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { readEnvironment } from '../../src/config/env.js';
import { startEmbeddedServer, type EmbeddedServerOptions } from '../../src/temporal-server/embedded-server.js';
import { findServer } from '../../src/temporal-server/find-server.js';
import { prepareNamespace } from '../../src/client/prepare-namespace.js';
import { isRunning, type RunningProcess } from '../../src/temporal-server/running-process.js';
import { readRecord } from '../../src/temporal-server/server-record.js';
import { freePorts, listenOn } from '../support/free-ports.js';

const DAY_MS = 86_400_000;

describe('embedded Temporal server', function () {
  this.timeout(60_000);
  let program: string;
  let dataDir: string;
  let options: EmbeddedServerOptions;
  const log: string[] = [];
  const children: ChildProcess[] = [];

  before(async function () {
    this.timeout(900_000); // a first build
    const { temporalCliPath, path, cacheDir } = readEnvironment();
    program = await findServer({ cliPath: temporalCliPath, path, cacheDir, log: () => {} });
  });

  beforeEach(async () => {
    log.length = 0;
    dataDir = mkdtempSync(join(tmpdir(), 'temporal-'));
    const [port = 0, uiPort = 0] = await freePorts(2);
    options = { program, dataDir, port, uiPort, namespace: 'default', log: (line) => log.push(line) };
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    const record = readRecord(dataDir);
    if (record !== undefined && isRunning(record.server)) process.kill(record.server.pid, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Starts it in a process of its own, and returns both. */
  async function startElsewhere(): Promise<{ child: ChildProcess; server: RunningProcess }> {
    const child = fork(fileURLToPath(new URL('./start-elsewhere.ts', import.meta.url)), [JSON.stringify({ ...options, log: undefined })]);
    children.push(child);
    const [message] = (await once(child, 'message')) as [unknown]; // the first argument of the event
    assert.equal(message, 'started');
    const record = readRecord(dataDir);
    assert(record !== undefined);
    return { child, server: record.server };
  }

  it('starts, answers, and is gone when it is stopped', async () => {
    const server = await startEmbeddedServer(options);
    assert.equal(server.adopted, false);
    assert.equal(server.address, `127.0.0.1:${options.port}`);
    const process = readRecord(dataDir)?.server;
    assert(process !== undefined);
    // in a process group of its own: a Ctrl-C on the terminal passes it by
    assert.equal(Number(readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[2]), process.pid);
    assert.equal((await fetch(server.uiUrl.replace('localhost', '127.0.0.1'))).status, 200);
    await server.stop();
    assert.equal(isRunning(process), false);
    assert.equal(readRecord(dataDir), undefined);
  });

  it("keeps what it stores from others' eyes, also what an earlier version left open to them", async () => {
    const strange = 'of-somebody-else.sh';
    const modes = () =>
      readdirSync(dataDir)
        .filter((name) => name !== strange)
        .map((name) => statSync(join(dataDir, name)).mode & 0o777);
    const umask = process.umask();
    const fresh = await startEmbeddedServer(options);
    await startWorkflow(options.port);
    assert.deepEqual(new Set(modes()), new Set([0o600]));
    await fresh.stop();

    for (const name of ['web-secret', 'sandbox.json', strange]) writeFileSync(join(dataDir, name), '');
    for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o755);
    chmodSync(dataDir, 0o755);
    const server = await startEmbeddedServer(options);
    assert.deepEqual(new Set(modes()), new Set([0o600]));
    assert.deepEqual([statSync(dataDir).mode & 0o777, statSync(join(dataDir, strange)).mode & 0o777], [0o700, 0o755]);
    assert.equal(process.umask(), umask);
    await server.stop();
  });

  it('tells when it has ended, and keeps the log of the one before', async () => {
    const server = await startEmbeddedServer(options);
    process.kill(readRecord(dataDir)?.server.pid ?? NaN, 'SIGKILL');
    assert.equal(await server.ended, 'it said nothing');
    writeFileSync(join(dataDir, 'temporal.log'), 'why it ended');
    const next = await startEmbeddedServer(options);
    assert.equal(readFileSync(join(dataDir, 'temporal.log.1'), 'utf8'), 'why it ended');
    await next.stop();
    await next.ended;
  });

  it('is taken over from a process that was killed, with its workflows', async () => {
    const { child, server } = await startElsewhere();
    const id = await startWorkflow(options.port);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const adopted = await startEmbeddedServer(options);
    assert.equal(adopted.adopted, true);
    assert.deepEqual(readRecord(dataDir)?.server, server);
    assert.equal(await statusOf(id, options.port), 'RUNNING');
    await adopted.stop();
    assert.equal(isRunning(server), false);
  });

  it('is not taken from a process that lives', async () => {
    const { server } = await startElsewhere();
    await assert.rejects(startEmbeddedServer(options), /Process \d+ already uses this DATA_DIR\. Remedy: /);
    assert.deepEqual(readRecord(dataDir)?.server, server);
  });

  it('is started anew when the one left over has other ports', async () => {
    const { child, server } = await startElsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [port = 0] = await freePorts(1);
    const fresh = await startEmbeddedServer({ ...options, port });
    assert.equal(fresh.adopted, false);
    assert.equal(isRunning(server), false);
    assert.equal(log.length, 1);
    await fresh.stop();
  });

  it('keeps workflows when it is killed and started again', async () => {
    await startEmbeddedServer(options);
    const id = await startWorkflow(options.port);
    const { server: killed } = readRecord(dataDir) ?? assert.fail('no record');
    process.kill(killed.pid, 'SIGKILL');
    while (isRunning(killed)) await sleep(20);
    const server = await startEmbeddedServer(options);
    assert.equal(server.adopted, false);
    assert.equal(await statusOf(id, options.port), 'RUNNING');
    await server.stop();
  });

  it('does not take another process for the one left over', async () => {
    const stranger = { pid: process.ppid, started: 'long ago' };
    writeFileSync(join(dataDir, 'temporal.pid.json'), JSON.stringify({ ...options, server: stranger, owner: stranger }));
    const server = await startEmbeddedServer(options);
    assert.equal(server.adopted, false);
    await server.stop();
    process.kill(stranger.pid, 0);
  });

  for (const [which, variable] of [
    ['port', 'TEMPORAL_PORT'],
    ['uiPort', 'TEMPORAL_UI_PORT'],
  ] as const) {
    it(`says when the ${which} is in use, and what to set`, async () => {
      const other = await listenOn(options[which]);
      try {
        await assert.rejects(startEmbeddedServer(options), {
          message: `Port ${options[which]} is in use by another program. Remedy: stop that, or set ${variable} to another port.`,
        });
      } finally {
        other.close();
      }
      assert.equal(readRecord(dataDir), undefined);
    });
  }

  it('says why it ended at its start', async () => {
    writeFileSync(join(dataDir, 'temporal.db'), 'this is no data base, but long enough to be taken for a broken one'.repeat(50));
    await assert.rejects(
      startEmbeddedServer(options),
      /^Error: The Temporal server did not start: .*not a database.* \(more in temporal\.log/,
    );
    assert.equal(readRecord(dataDir), undefined);
  });

  it('says when the program cannot be run', async () => {
    await assert.rejects(
      startEmbeddedServer({ ...options, program: join(dataDir, 'none') }),
      /cannot be run\. Remedy: check TEMPORAL_CLI_PATH/,
    );
  });

  it('gets retention and search attributes, once and again', async () => {
    const namespace = 'hires';
    const server = await startEmbeddedServer({ ...options, namespace });
    const connection = await Connection.connect({ address: server.address });
    const searchAttributes = [
      { name: 'HireStatus', type: 'KEYWORD' },
      { name: 'HireStartDate', type: 'DATETIME' },
    ] as const;
    const days = async () =>
      Number(String((await connection.workflowService.describeNamespace({ namespace })).config?.workflowExecutionRetentionTtl?.seconds)) /
      86_400;
    try {
      for (const [asked, kept] of [
        [90, 90],
        [90, 90],
        [30, 90],
        [120, 120],
      ] as const) {
        assert.equal(await prepareNamespace(connection, { namespace, retentionMs: asked * DAY_MS, searchAttributes }), undefined);
        assert.equal(await days(), kept);
      }
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      assert.deepEqual({ ...customAttributes }, { HireStatus: 2, HireStartDate: 6 });
      await assert.rejects(
        prepareNamespace(connection, { namespace, retentionMs: DAY_MS, searchAttributes: [{ name: 'HireStatus', type: 'DATETIME' }] }),
        /HireStatus of the Temporal namespace hires is not of type Datetime\. Remedy: /,
      );
      await assert.rejects(
        prepareNamespace(connection, { namespace: 'nowhere', retentionMs: DAY_MS, searchAttributes }),
        /no Temporal namespace nowhere\. Remedy: .*namespace create --namespace nowhere/,
      );
    } finally {
      await connection.close();
      await server.stop();
    }
  });
});

async function startWorkflow(port: number): Promise<string> {
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  const { workflowId } = await new Client({ connection }).workflow.start('nobody-runs-it', {
    taskQueue: 'none',
    workflowId: 'hire/acme/1',
  });
  await connection.close();
  return workflowId;
}

async function statusOf(workflowId: string, port: number): Promise<string> {
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  const { status } = await new Client({ connection }).workflow.getHandle(workflowId).describe();
  await connection.close();
  return status.name;
}
