import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnConnector } from './support/connector-process.js';
import { eventually } from './support/rig.js';

describe('npm start, with no configuration', () => {
  it('builds what is missing, makes a hire in the sandbox, and ends when told to', async function () {
    this.timeout(120_000); // a build may come first
    const connector = await spawnConnector(['ignore', 'ignore', 'pipe']);
    const { process: started, port, sandboxPort } = connector;
    let complaint = '';
    started.stderr?.on('data', (text) => (complaint += String(text)));
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
      await connector.stop();
    }
  });

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
