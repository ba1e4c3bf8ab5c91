import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './support/free-ports.js';
import { eventually } from './support/rig.js';

describe('npm start, with no configuration', () => {
  it('builds what is missing, makes a hire in the sandbox, and ends when told to', async function () {
    this.timeout(120_000); // a build may come first
    const dataDir = mkdtempSync(join(tmpdir(), 'hire-start-'));
    const [port = 0, sandboxPort = 0, temporalPort = 0, uiPort = 0] = await freePorts(4);
    const program = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url));
    const started = spawn(process.execPath, [program], {
      cwd: dataDir, // where no connector.yaml is
      env: {
        ...process.env,
        CONNECTOR_CONFIG: '',
        DATA_DIR: dataDir,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        TEMPORAL_PORT: String(temporalPort),
        TEMPORAL_UI_PORT: String(uiPort),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    started.stderr.on('data', (text) => (complaint += String(text)));
    const running = () => assert.equal(started.exitCode, null, `it ended: ${complaint}`);
    try {
      const ready = async () => (running(), (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok);
      await eventually('readiness', ready, 110_000);
      const sandbox = `http://127.0.0.1:${sandboxPort}`;
      const hire = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"applicant":5001}' };
      assert.equal((await fetch(`${sandbox}/flatchr/-/hire`, hire)).status, 200);
      await eventually('the employee', async () => /"cmartin"/.test(await (await fetch(`${sandbox}/lucca/-/users`)).text()), 30_000);
      started.kill();
      assert.deepEqual(await once(started, 'exit'), [0, null]);
    } finally {
      if (started.exitCode === null && started.kill()) await once(started, 'exit'); // it stops the Temporal server
      rmSync(dataDir, { recursive: true, maxRetries: 5 });
    }
  });
});
