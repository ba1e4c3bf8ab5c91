import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEncryptionKeys } from '../../src/config/encryption-keys.js';
import { KEY } from '../support/encryption.js';

describe('the keys that encrypt what Temporal stores', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'encryption-keys-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const keysOf = ({
    keys = [KEY].slice(1),
    address,
    production = false,
    make = true,
  }: Partial<Parameters<typeof settings>[0]> & { production?: boolean; make?: boolean } = {}) =>
    withEncryptionKeys(settings({ keys, address }), { dataDir, production }, { make }).encryption.keys;
  const settings = ({ keys, address }: { keys: (typeof KEY)[]; address: string | undefined }) => ({
    temporal: { namespace: 'default', address },
    encryption: { keys },
  });

  it('are the configured ones', () => {
    assert.deepEqual(keysOf({ keys: [KEY] }), [KEY]);
    assert.deepEqual(keysOf({ keys: [KEY], address: 'temporal:7233', production: true }), [KEY]);
    assert.deepEqual(readdirSync(dataDir), []);
  });

  it('are, with none configured, one that is made once, for its owner only', () => {
    const [made] = keysOf();
    assert.ok(made);
    assert.equal(Buffer.from(made.key, 'base64').length, 32);
    assert.match(made.id, /^local-[0-9a-f]{8}$/);
    assert.deepEqual([keysOf(), keysOf({ make: false }), keysOf({ production: true })], [[made], [made], [made]]);
    assert.deepEqual(readdirSync(dataDir), ['encryption-key']);
    assert.equal(statSync(join(dataDir, 'encryption-key')).mode & 0o777, 0o600);
    assert.equal(readFileSync(join(dataDir, 'encryption-key'), 'utf8'), made.key);
  });

  it('that was made goes on decrypting behind those that are configured later', () => {
    const [made] = keysOf();
    assert.deepEqual(keysOf({ keys: [KEY] }), [KEY, made]);
  });

  for (const [where, about] of [
    ['in production', { production: true }],
    ['by a process that only asks', { make: false }],
  ] as const)
    it(`is never made ${where}`, () => {
      assert.throws(() => keysOf(about), /encryption\.keys: is missing.* Remedy: make one with `openssl rand -base64 32`/);
      assert.deepEqual(readdirSync(dataDir), []);
    });

  for (const content of ['', 'no key', Buffer.alloc(31).toString('base64')])
    it(`is never made anew for a file that holds ${content || 'nothing'}`, () => {
      writeFileSync(join(dataDir, 'encryption-key'), content);
      assert.throws(() => keysOf(), /encryption-key.* Remedy: /);
      assert.equal(readFileSync(join(dataDir, 'encryption-key'), 'utf8'), content);
    });
});
