import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HIRE } from '../support/command-line.js';
import { KEY } from '../support/encryption.js';
import { temporal } from '../support/temporal.js';

describe('hire, with a Temporal', function () {
  this.timeout(60_000);

  it('takes ids of connections that look like numbers', async () => {
    const { address } = await temporal();
    const dataDir = await mkdtemp(join(tmpdir(), 'hire-cli-'));
    await writeFile(join(dataDir, 'encryption-key'), KEY.key);
    const env = { ...process.env, CONNECTOR_CONFIG: '', DATA_DIR: dataDir, TEMPORAL_PORT: address.split(':').at(-1) };
    const hire = async (...args: string[]) => (await promisify(execFile)(process.execPath, [...HIRE, ...args], { env })).stdout;
    const [listed, retried] = await Promise.all([
      hire('list', '--connection', '2024', '--limit', '5'),
      hire('retry', '--connection', '2024', '--by', '1234'),
    ]);
    assert.deepEqual([listed, retried], ['No hires\n', '0 hires try again\n']);
  });
});
