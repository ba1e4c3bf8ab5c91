import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { array, assert as assertProperty, integer, property, string, uniqueArray, uint8Array } from 'fast-check';
import { createEncryptionCodec, ERASED } from '../../src/encryption/codec.js';
import { DIGEST_BYTES, isEncryptionKey, keyTree } from '../../src/encryption/key-tree.js';
import { punctureKeys } from '../../src/encryption/puncture.js';
import { scopeOf } from '../../src/encryption/scope.js';

const KEY = Buffer.alloc(32, 'tree').toString('base64');
const secretOf = (written: string, digest: Uint8Array) => keyTree(written).derive(digest)?.export().toString('hex');
const leaf = uint8Array({ minLength: DIGEST_BYTES, maxLength: DIGEST_BYTES });

describe('a key that is punctured', () => {
  it('derives every other scope’s key as before, and the erased ones’ never again, however often it is punctured', () => {
    assertProperty(
      property(
        array(uniqueArray(string(), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        uniqueArray(string()),
        (punctures, others) => {
          let written = KEY;
          for (const scopes of punctures) {
            const tree = keyTree(written);
            written = tree.puncture(scopes.map((scope) => tree.digestOf(scope)));
          }
          const erased = new Set(punctures.flat());
          const [before, after] = [keyTree(KEY), keyTree(written)];
          for (const scope of new Set([...others, ...erased])) {
            const digest = before.digestOf(scope);
            assert.deepEqual(after.digestOf(scope), digest);
            assert.equal(secretOf(written, digest), erased.has(scope) ? undefined : secretOf(KEY, digest));
          }
          assert.equal(after.fingerprint, before.fingerprint);
          assert.deepEqual(after.secretFor('tests'), before.secretFor('tests'));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('loses that one leaf alone: its neighbours, a bit away, are all there', () => {
    assertProperty(
      property(leaf, integer({ min: 0, max: 8 * DIGEST_BYTES - 1 }), (digest, bit) => {
        const neighbour = Uint8Array.from(digest, (byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte));
        const written = keyTree(KEY).puncture([digest]);
        assert.equal(secretOf(written, digest), undefined);
        assert.ok(secretOf(KEY, neighbour));
        assert.notEqual(secretOf(KEY, neighbour), secretOf(KEY, digest));
        assert.equal(secretOf(written, neighbour), secretOf(KEY, neighbour));
      }),
      { numRuns: 50 },
    );
  });

  it('holds no secret on the way to the erased leaf, by which it could be derived', () => {
    const tree = keyTree(KEY);
    const digest = tree.digestOf('hire/acme/1474');
    const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const kept = Buffer.from(tree.puncture([digest]).slice('punctured:'.length), 'base64');
    for (let length = 0; length <= bits.length; length++) {
      const nodes = Array.from({ length: 64 }, (_, n) => kept.subarray(32 + n * 41, 32 + (n + 1) * 41));
      const onTheWay = nodes.filter((node) => node[0] === length && pathOf(node) === bits.slice(0, length));
      assert.deepEqual(onTheWay, [], `a node of ${length} bits`);
    }
    assert.equal(kept.length, 32 + 64 * 41);
  });

  it('is a key; anything cut off or typed is none', () => {
    const written = keyTree(KEY).puncture([keyTree(KEY).digestOf('hire/acme/1474')]);
    assert.ok(isEncryptionKey(KEY) && isEncryptionKey(written));
    for (const wrong of ['', 'punctured:', written.slice(0, -3), written.slice(0, 100), KEY.slice(3), `${written}!`])
      assert.equal(isEncryptionKey(wrong), false);
  });

  it('tells scopes apart, and by another key otherwise', () => {
    const other = keyTree(Buffer.alloc(32, 'other').toString('base64'));
    const tree = keyTree(KEY);
    assert.notDeepEqual(tree.digestOf('hire/acme/1'), tree.digestOf('hire/acme/2'));
    assert.notDeepEqual(tree.digestOf('hire/acme/1'), other.digestOf('hire/acme/1'));
    assert.notEqual(tree.fingerprint, other.fingerprint);
  });
});

function pathOf(node: Buffer): string {
  return [...node.subarray(1, 9)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, node[0]);
}

describe('what is erased together', () => {
  for (const [id, scope] of [
    ['hire/acme/1474', 'hire/acme/1474'],
    ['last-notice/hire/acme/1474/run', 'hire/acme/1474'],
    ['chat-notice/hire/acme/1474/run/created/0', 'hire/acme/1474'],
    ['flatchr-note/hire/acme/1474/since/created/0', 'hire/acme/1474'],
    ['mail-link/acme/1474/reader', 'hire/acme/1474'],
    ['applicant/acme/Xy12', 'hire/acme/Xy12'],
    ['change/hire/acme/1474', 'hire/acme/1474'],
    ['refused/acme/0011223344', 'refused/acme/0011223344'],
    ['gateway/acme', 'gateway/acme'],
    ['preview/acme/uuid', 'preview/acme/uuid'],
  ] as const)
    it(`${id} belongs to ${scope}`, () => assert.equal(scopeOf(id), scope));

  const keys = [{ id: 'one', key: KEY }];
  const payload = defaultPayloadConverter.toPayload('Zqmarkova');
  const inWorkflow = (workflowId: string) => ({ type: 'workflow' as const, namespace: 'default', workflowId });
  const read = async (codec: ReturnType<typeof createEncryptionCodec>, payloads: (Payload | undefined)[]) =>
    (await codec.decode(payloads.map((one) => one!))).map((one) => defaultPayloadConverter.fromPayload<string>(one));

  it('reads as erased, in copies too; all else is read as before, and what is written later can be read and erased anew', async () => {
    const before = createEncryptionCodec(keys);
    const stored = await Promise.all(
      ['hire/acme/1', 'last-notice/hire/acme/1/run', 'hire/acme/2', 'gateway/acme'].map(
        async (id) => (await before.encode([payload], inWorkflow(id)))[0],
      ),
    );
    const [bare] = await before.encode([payload]);
    const { toConfigure } = punctureKeys(keys, ['hire/acme/1']);
    const after = createEncryptionCodec(toConfigure);
    assert.deepEqual(await read(before, [...stored, bare]), Array(5).fill('Zqmarkova'));
    assert.deepEqual(await read(after, [...stored, bare]), [ERASED, ERASED, 'Zqmarkova', 'Zqmarkova', 'Zqmarkova']);
    const later = [...stored, ...(await after.encode([payload], inWorkflow('hire/acme/1')))];
    assert.deepEqual((await read(after, later)).at(-1), 'Zqmarkova');
    const twice = createEncryptionCodec(punctureKeys(toConfigure, ['hire/acme/1']).toConfigure);
    assert.deepEqual(await read(twice, later), [ERASED, ERASED, 'Zqmarkova', 'Zqmarkova', ERASED]);
    assert.deepEqual(after.digestsOf('hire/acme/1'), before.digestsOf('hire/acme/1'));
  });
});

describe('the file of a key', () => {
  let folder: string;
  let keyFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'puncture-'));
    keyFile = join(folder, 'key');
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is exchanged for one that another process’s erasure is in, too, for its owner’s eyes only', () => {
    const keys = [{ id: 'one', key: KEY, keyFile }]; // as this process read it
    assert.deepEqual(punctureKeys(keys, ['hire/acme/1']), { written: ['one'], toConfigure: [] });
    punctureKeys(keys, ['hire/acme/2']);
    const written = readFileSync(keyFile, 'utf8');
    for (const n of [1, 2]) assert.equal(secretOf(written, keyTree(KEY).digestOf(`hire/acme/${n}`)), undefined);
    assert.equal(statSync(keyFile).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['key']);
  });

  it('is read anew by a process that holds it', async () => {
    const running = createEncryptionCodec([{ id: 'one', key: KEY, keyFile }]);
    const payload = defaultPayloadConverter.toPayload('Zqmarkova');
    const encode = () => running.encode([payload], { type: 'workflow', namespace: 'default', workflowId: 'hire/acme/1' });
    const stored = await encode();
    punctureKeys([{ id: 'one', key: KEY, keyFile }], ['hire/acme/1']);
    const read = async (payloads: Payload[]) => (await running.decode(payloads)).map((one) => defaultPayloadConverter.fromPayload(one));
    assert.deepEqual(await read([...stored, ...(await encode())]), [ERASED, 'Zqmarkova']);
    for (const wrong of ['no key', Buffer.alloc(32, 'another').toString('base64')]) {
      writeFileSync(keyFile, wrong);
      assert.deepEqual(await read([...stored, ...(await encode())]), [ERASED, 'Zqmarkova']);
    }
  });

  it('is left alone while another erasure is at it', () => {
    writeFileSync(`${keyFile}.erasing`, '');
    assert.throws(() => punctureKeys([{ id: 'one', key: KEY, keyFile }], ['hire/acme/1']), /another erasure is at work.*delete that file/);
    assert.equal(readFileSync(keyFile, 'utf8'), `${KEY}\n`);
  });

  it('that there is none of leaves a key to be configured', () => {
    const { written, toConfigure } = punctureKeys([{ id: 'one', key: KEY }], ['hire/acme/1']);
    assert.deepEqual(written, []);
    assert.equal(toConfigure[0]?.id, 'one');
    assert.equal(secretOf(toConfigure[0]?.key ?? '', keyTree(KEY).digestOf('hire/acme/1')), undefined);
  });
});
