import assert from 'node:assert/strict';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { assert as assertProperty, asyncProperty, dictionary, integer, nat, string, uint8Array } from 'fast-check';
import { createEncryptionCodec, EncryptionKeyError } from '../../src/encryption/codec.js';

const keyOf = (id: string) => ({ id, key: Buffer.alloc(32, id).toString('base64') });
const [first, second, third] = [keyOf('2026'), keyOf('2027'), keyOf('2028')];

/** A payload's text, wherever in it. */
const textOf = ({ metadata, data }: Payload) =>
  Buffer.concat([...Object.values(metadata ?? {}), data ?? new Uint8Array()].map((bytes) => Buffer.from(bytes))).toString('latin1');

describe('payload encryption', () => {
  const payload = defaultPayloadConverter.toPayload({ lastName: 'Zqmarkova' });

  it('gives back every payload, and shows nothing of it', async () => {
    const codec = createEncryptionCodec([first]);
    await assertProperty(
      asyncProperty(
        uint8Array({ maxLength: 5_000 }),
        dictionary(string(), uint8Array({ minLength: 1, maxLength: 50 })),
        async (data, metadata) => {
          const [encrypted] = await codec.encode([{ metadata, data }]);
          assert.ok(encrypted);
          assert.equal(Buffer.from(encrypted.metadata?.['encoding'] ?? []).toString(), 'binary/encrypted');
          if (data.length >= 8) assert.equal(textOf(encrypted).includes(Buffer.from(data).toString('latin1')), false);
          const [decrypted] = await codec.decode([encrypted]);
          assert.deepEqual(
            {
              data: [...(decrypted?.data ?? [])],
              metadata: Object.entries(decrypted?.metadata ?? {}).map(([name, bytes]) => [name, [...bytes]]),
            },
            { data: [...data], metadata: Object.entries(metadata).map(([name, bytes]) => [name, [...bytes]]) },
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has the form that Temporal’s own samples use, and the scope', async () => {
    const [encrypted] = await createEncryptionCodec([first]).encode([payload]);
    const { 'encryption-scope': scope, ...metadata } = encrypted?.metadata ?? {};
    assert.deepEqual(
      Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value).toString()]),
      [
        ['encoding', 'binary/encrypted'],
        ['encryption-key-id', '2026'],
      ],
    );
    assert.equal(scope?.length, 8); // ours: whose key of those
  });

  it('never encrypts alike', async () => {
    const codec = createEncryptionCodec([first]);
    const [one, other] = await codec.encode([payload, payload]);
    assert.notDeepEqual(one?.data, other?.data);
  });

  it('encrypts with the first key and decrypts with all', async () => {
    const [old] = await createEncryptionCodec([first]).encode([payload]);
    const rotated = createEncryptionCodec([second, first]);
    const [young] = await rotated.encode([payload]);
    assert.deepEqual(await rotated.decode([old!, young!]), [payload, payload].map(asStored));
    assert.deepEqual(await createEncryptionCodec([second]).decode([young!]), [asStored(payload)]);
    await assert.rejects(createEncryptionCodec([third, second]).decode([young!, old!]), EncryptionKeyError);
  });

  it('leaves in clear that there is nothing', async () => {
    const nothing = defaultPayloadConverter.toPayload(undefined);
    assert.deepEqual(await createEncryptionCodec([first]).encode([nothing]), [nothing]);
  });

  it('lets pass what is not encrypted', async () => {
    assert.deepEqual(await createEncryptionCodec([first]).decode([payload]), [payload]);
  });

  it('names the key that is missing, and what to do', async () => {
    const [encrypted] = await createEncryptionCodec([first]).encode([payload]);
    await assert.rejects(createEncryptionCodec([second]).decode([encrypted!]), (error: unknown) => {
      assert.ok(error instanceof EncryptionKeyError);
      assert.equal(error.keyId, '2026');
      assert.match(
        error.message,
        /encrypted with the key 2026, which is not at hand\. Remedy: put the key 2026 back under encryption\.keys/,
      );
      return true;
    });
  });

  it('tells a key of the same name that is another', async () => {
    const [encrypted] = await createEncryptionCodec([first]).encode([payload]);
    const other = { id: first.id, key: second.key };
    await assert.rejects(createEncryptionCodec([other]).decode([encrypted!]), /the key 2026, which does not open it/);
  });

  it('takes nothing that was changed', async () => {
    const codec = createEncryptionCodec([first]);
    const [encrypted] = await codec.encode([payload]);
    const data = encrypted!.data!;
    await assertProperty(
      asyncProperty(nat({ max: data.length - 1 }), integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Uint8Array.from(data, (byte, index) => (index === at ? byte ^ change : byte));
        await assert.rejects(codec.decode([{ ...encrypted!, data: changed }]), EncryptionKeyError);
      }),
    );
    await assertProperty(
      asyncProperty(nat({ max: data.length - 1 }), async (length) => {
        await assert.rejects(codec.decode([{ ...encrypted!, data: data.subarray(0, length) }]), EncryptionKeyError);
      }),
    );
  });
});

/** As it comes out of Temporal's own form: bytes are buffers. */
function asStored({ metadata, data }: Payload): Payload {
  const bytes = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value)] as const);
  return { metadata: Object.fromEntries(bytes), data: Buffer.from(data ?? []) };
}
