import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error.js';
import { variablesOf } from '../../src/config/dot-env.js';

describe('.env', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dot-env-'));
    file = join(folder, '.env');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds what the environment lacks, and replaces nothing', () => {
    writeFileSync(file, '# keys\nLUCCA_API_KEY="a key"\nexport SMTP_URL=smtp://x\nPORT=1\n');
    chmodSync(file, 0o600);
    assert.deepEqual(variablesOf({ PORT: '2' }, file), { LUCCA_API_KEY: 'a key', SMTP_URL: 'smtp://x', PORT: '2' });
  });

  it('need not be there', () => assert.deepEqual(variablesOf({ PORT: '2' }, file), { PORT: '2' }));

  it('says so where it cannot be read', () => {
    mkdirSync(file);
    assert.throws(
      () => variablesOf({}, file),
      (error) => error instanceof ConfigError && /EISDIR.*Remedy/.test(error.message),
    );
  });
});
