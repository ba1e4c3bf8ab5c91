import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webSecret } from '../../src/config/web-secret.js';

describe("the web's secret", () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'web-secret-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is the configured one', () => {
    assert.equal(webSecret({ configured: 'x', dataDir }), 'x');
    assert.deepEqual(readdirSync(dataDir), []);
  });

  it('is made once, for its owner only', () => {
    const folder = join(dataDir, 'new');
    const secret = webSecret({ configured: undefined, dataDir: folder });
    assert.match(secret, /^[\w-]{43}$/);
    assert.equal(webSecret({ configured: undefined, dataDir: folder }), secret);
    assert.deepEqual(readdirSync(folder), ['web-secret']);
    assert.equal(statSync(join(folder, 'web-secret')).mode & 0o777, 0o600);
    assert.notEqual(webSecret({ configured: undefined, dataDir }), secret);
  });

  it('is taken from the eyes of others', () => {
    const secret = webSecret({ configured: undefined, dataDir });
    chmodSync(join(dataDir, 'web-secret'), 0o644);
    chmodSync(dataDir, 0o755);
    assert.equal(webSecret({ configured: undefined, dataDir }), secret);
    assert.deepEqual(
      [dataDir, join(dataDir, 'web-secret')].map((path) => statSync(path).mode & 0o777),
      [0o700, 0o600],
    );
  });

  it('is never made anew for an empty or unreadable file', () => {
    writeFileSync(join(dataDir, 'web-secret'), '');
    assert.throws(() => webSecret({ configured: undefined, dataDir }), /web-secret: is empty\. Remedy: /);
    assert.throws(
      () => webSecret({ configured: undefined, dataDir: join(dataDir, 'web-secret') }),
      /cannot be kept \(\w+\)\. Remedy: make DATA_DIR writable/,
    );
  });
});
