import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../scripts/setup.mjs';
import { CHECK_IDS } from '../src/contracts/check.js';
import type { Examination } from '../src/doctor/examination.js';
import { KEY } from './support/encryption.js';

/** As it is installed. */
const CLI = fileURLToPath(new URL('../bin/hire.mjs', import.meta.url));

describe('hire', () => {
  before(function () {
    this.timeout(180_000);
    ensureBuilt();
  });

  /** Of a server that is not there: with its key, so that no other one of this machine counts. */
  const dataDir = mkdtempSync(join(tmpdir(), 'hire-cli-'));
  before(() => writeFileSync(join(dataDir, 'encryption-key'), KEY.key));
  after(() => rmSync(dataDir, { recursive: true }));

  /** Nothing here gets as far as Temporal. */
  function hire(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const env = { ...process.env, CONNECTOR_CONFIG: '', DATA_DIR: dataDir, TEMPORAL_PORT: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
    return { status, stdout, stderr };
  }

  it('takes one answer at a time: a field beside another answer would be lost', () => {
    for (const other of [['--create-anyway'], ['--use-existing', '416']]) {
      const { status, stderr } = hire('correct', 'hire/acme/1474', '--field', 'email=jane@acme.example', ...other);
      assert.equal(status, 2);
      assert.match(stderr, /^--field, --use-existing and --create-anyway are answers of their own/);
    }
  });

  it('says what is wrong with an answer, and no more', () => {
    const { status, stderr } = hire('correct', 'hire/acme/1474', '--by', 'Ana', '--use-existing', '99999999999');
    assert.deepEqual(
      { status, stderr },
      { status: 2, stderr: "employeeId: must be a whole number from 1 to 2147483647 (use the employee's id in Lucca)\n" },
    );
  });

  it('refuses what cannot be meant before it connects, with code 2 and a remedy', () => {
    for (const [args, complaint] of [
      [['lst'], /unknown command 'lst'\n\(Did you mean list\?\)/],
      [['list', '--limit', 'abc'], /'--limit <n>' argument 'abc' is invalid\. It must be a whole number from 1\./],
      [['list', '--limit', '0'], /must be a whole number from 1/],
      [['list', '--limit', '1e3'], /must be a whole number from 1/],
      [['list', '--status', 'open'], /'--status <status>' argument 'open' is invalid\. Allowed choices are in-progress, /],
      [['list', '--conection', 'acme'], /unknown option '--conection'\n\(Did you mean --connection\?\)/],
      [['show'], /missing required argument 'hire'/],
      [['correct', 'hire/acme/1', '--problem', 'two', '--create-anyway'], /must be a whole number from 1/],
      [['retry'], /^Name a hire, or --connection/],
      [['preview'], /^Say whose hire: one of --file, --email, --applicant/],
      [['reopen', '--all', '--connection', 'acme'], /^Name a hire, or --all with --connection and --status/],
      [['erase', '--reason', 'asked for'], /^Say what to erase: a hire, or --email/],
      [['erase', 'hire/acme/1', '--email', 'a@example.org', '--reason', 'asked for'], /^Say what to erase: a hire, or --email/],
      [['erase', 'hire/acme/1'], /^--reason: must be given/],
      [['trial', '--connection', 'nowhere'], /^--connection: must be one of sandbox/],
    ] as const) {
      const { status, stderr } = hire(...args);
      assert.equal(status, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, complaint);
      assert.doesNotMatch(stderr, /Temporal|    at /);
    }
  });

  it('tells its version', () => {
    const { status, stdout } = hire('--version');
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '0.1.0\n' });
  });

  it('takes a name and a reason that look like numbers', () => {
    // it gets as far as Temporal, which is not there
    const { stderr } = hire('abandon', 'hire/acme/1', '--reason', '2024', '--by', '1234');
    assert.match(stderr, /^Temporal does not answer/);
  });

  it('doctor names what fails, with code 1 and the same ids as text and as JSON', () => {
    const { status, stdout } = hire('doctor', '--json');
    assert.equal(status, 1);
    const { ok, checks } = JSON.parse(stdout) as Examination;
    assert.deepEqual([ok, checks[0]?.id, checks[0]?.status], [false, 'config', 'fail']);
    assert.deepEqual(
      checks.map(({ id }) => id),
      CHECK_IDS,
    );
    const text = hire('doctor', '--offline').stdout;
    for (const id of CHECK_IDS) assert.match(text, new RegExp(`${id.replace('.', '\\.')} `));
    assert.match(text, /→ run npx hire setup/);
  });
});
