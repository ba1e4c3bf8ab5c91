import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HireClient } from '../src/client.js';
import { connectClient } from '../src/client/connect.js';
import { withEncryptionKeys } from '../src/config/encryption-keys.js';
import { dataConverterOf } from '../src/encryption/data-converter.js';
import { readRecord } from '../src/temporal-server/server-record.js';
import { isRunning } from '../src/temporal-server/running-process.js';
import { spawnConnector, type ConnectorProcess } from './support/connector-process.js';
import { eventually } from './support/rig.js';

/** A candidate of the sandbox who makes a person answer. */
const WITHOUT_EMAIL = 5002;

describe('npm start, with no configuration', function () {
  this.timeout(120_000); // a build may come first
  let connector: ConnectorProcess;
  let said: string;
  beforeEach(async () => {
    connector = await spawnConnector(['ignore', 'pipe', 'pipe']);
    said = '';
    for (const stream of [connector.process.stdout, connector.process.stderr]) stream?.on('data', (text) => (said += String(text)));
  });
  afterEach(async () => connector.stop());

  const get = async (path: string) => await fetch(`http://127.0.0.1:${connector.port}${path}`).catch(() => undefined);
  const ready = () =>
    eventually(
      'readiness',
      async () => {
        assert.equal(connector.process.exitCode, null, `it ended: ${said}`);
        return (await get('/readyz'))?.ok;
      },
      110_000,
    );
  const sandbox = () => `http://127.0.0.1:${connector.sandboxPort}`;
  async function drag(applicant: number): Promise<void> {
    const order = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ applicant }) };
    assert.equal((await fetch(`${sandbox()}/flatchr/-/hire`, order)).status, 200);
  }
  async function hire(applicant: number, login: string): Promise<void> {
    await drag(applicant);
    const users = async () => await (await fetch(`${sandbox()}/lucca/-/users`)).text();
    await eventually('the employee', async () => (await users()).includes(`"${login}"`), 60_000);
  }
  const temporal = () => readRecord(connector.dataDir)?.server ?? assert.fail('no Temporal server');

  it('builds what is missing, makes a hire in the sandbox, and ends when told to', async () => {
    await ready();
    await hire(5001, 'cmartin');
    const store = join(connector.dataDir, 'temporal.db');
    renameSync(store, `${store}.away`);
    assert.equal((await get('/readyz'))?.status, 503); // Temporal writes on, to a file that no next start would find
    renameSync(`${store}.away`, store);
    assert.equal((await get('/readyz'))?.status, 200);
    const ui = await fetch(`http://127.0.0.1:${connector.uiPort}/api/v1/settings`);
    assert.equal(((await ui.json()) as { Codec: { Endpoint: string } }).Codec.Endpoint, `http://localhost:${connector.port}/codec`);
    const open = readdirSync(connector.dataDir).filter((name) => (statSync(join(connector.dataDir, name)).mode & 0o077) !== 0);
    assert.deepEqual([open, statSync(connector.dataDir).mode & 0o777], [[], 0o700]);
    connector.process.kill();
    assert.deepEqual(await once(connector.process, 'exit'), [0, null]);
  });

  it('starts a Temporal server again that ended, on the same file: hires go on', async () => {
    await ready();
    const first = temporal();
    await drag(WITHOUT_EMAIL);
    process.kill(first.pid, 'SIGKILL');
    await eventually('another server', () => readRecord(connector.dataDir)?.server.pid !== first.pid, 30_000);
    await ready();
    await hire(5001, 'cmartin');
    const client = await connectClient({
      address: `127.0.0.1:${connector.temporalPort}`,
      namespace: 'default',
      dataConverter: dataConverterOf(
        withEncryptionKeys(
          { temporal: { namespace: 'default' }, encryption: { keys: [] } },
          { ...connector, production: false },
          { make: false },
        ),
      ),
    });
    const waiting = async () => (await new HireClient(client).state(`hire/sandbox/${WITHOUT_EMAIL}`)).status === 'awaiting-correction';
    await eventually('the hire from before', waiting, 30_000);
    await client.connection.close();
    assert.match(said, /The Temporal server has ended/);
    connector.process.kill();
    assert.deepEqual(await once(connector.process, 'exit'), [0, null]);
    assert.ok(!isRunning(first));
  });
});

describe('the sandbox of npm start', () => {
  for (const [what, env, complaint] of [
    ['is refused in production', { NODE_ENV: 'production' }, /^There is no configuration: write connector\.yaml/],
    ['is not what a named file that cannot be read leads to', { CONNECTOR_CONFIG: 'none.yaml' }, /none\.yaml: cannot be read \(ENOENT\)/],
  ] as const)
    it(what, () => {
      const folder = mkdtempSync(join(tmpdir(), 'start-'));
      const program = ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../src/start.ts', import.meta.url))];
      const { PATH } = process.env;
      const { status, stderr, stdout } = spawnSync(process.execPath, program, { cwd: folder, env: { PATH, ...env }, encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, complaint);
    });
});
