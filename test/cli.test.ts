import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

describe('hire', () => {
  /** Nothing here gets as far as Temporal. */
  function hire(...args: string[]): { status: number | null; stderr: string } {
    const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', cli, ...args], { encoding: 'utf8' });
    return { status, stderr };
  }

  it('takes one answer at a time: a field beside another answer would be lost', () => {
    for (const other of [['--create-anyway'], ['--use-existing', '416']]) {
      const { status, stderr } = hire('correct', 'hire/acme/1474', '--field', 'email=jane@acme.example', ...other);
      assert.equal(status, 1);
      assert.match(stderr, /^--field, --use-existing and --create-anyway are answers of their own/);
    }
  });

  it('says what is wrong with an answer, and no more', () => {
    const { status, stderr } = hire('correct', 'hire/acme/1474', '--by', 'Ana', '--use-existing', '99999999999');
    assert.deepEqual(
      { status, stderr },
      { status: 1, stderr: "employeeId: must be a whole number from 1 to 2147483647 (use the employee's id in Lucca)\n" },
    );
  });
});
