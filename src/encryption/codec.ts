import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context.js';
import proto from '@temporalio/proto';
import type { KeyTree } from './key-tree.js';
import { watchedKey, type EncryptionKey } from './watched-key.js';
import { scopeOf } from './scope.js';

/** What a payload is in Temporal's own form. */
const { Payload: PayloadBytes } = proto.temporal.api.common.v1;
/** What an encrypted payload's metadata say, as in Temporal's own samples. */
const ENCODING = Buffer.from('binary/encrypted');
/** What `undefined` is to Temporal. */
const NOTHING = Buffer.from('binary/null');
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_ID_LENGTH = 64;

/** No configured key reads a payload. A worker's task that meets it is tried again until the key is there. */
export class EncryptionKeyError extends Error {
  override readonly name = 'EncryptionKeyError';
  readonly keyId: string;

  constructor(keyId: string, reason: string) {
    super(`${reason}. Remedy: put the key ${keyId} back under encryption.keys; what was encrypted with it waits for that`);
    this.keyId = keyId;
  }
}

/** What stands in the place of what was erased. */
export const ERASED = '[erased]';

/**
 * Encrypts payloads with AES-256-GCM.
 *
 * 1. The first key encrypts, every key decrypts: a key can be replaced while hires wait.
 * 2. A payload is encrypted whole, its encoding included. Beside the ciphertext stand only that it is one, the key's id, and a digest of its
 *    scope (scope.ts).
 * 3. What holds nothing (`undefined`) stays in clear: by that Temporal knows that a field of a memo is to be taken out.
 * 4. What is not encrypted passes as it is: it was there before encryption was, or a person sent it by Temporal's own tools.
 * 5. Each scope has a key of its own, derived from the written one. What was erased reads as {@link ERASED}: lists go on.
 *
 * An encrypted payload is nonce (12 bytes), ciphertext, tag (16 bytes).
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #trees: ReadonlyMap<string, () => KeyTree>;
  readonly #first: { readonly id: string; readonly tree: () => KeyTree };

  /** @param keys at least one. */
  constructor(keys: readonly EncryptionKey[]) {
    const trees = keys.map((key) => ({ id: key.id, tree: watchedKey(key) }));
    const [first] = trees;
    if (!first) throw new Error('no key to encrypt with');
    this.#first = first;
    this.#trees = new Map(trees.map(({ id, tree }) => [id, tree]));
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => (isNothing(payload) ? payload : this.#encode(payload, context?.workflowId)));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (isEncrypted(payload) ? decode(payload, this.#trees) : payload));
  }

  /** A scope's digest by each key, in hexadecimal. */
  digestsOf(scope: string): string[] {
    return [...this.#trees.values()].map((tree) => tree().digestOf(scope).toString('hex'));
  }

  /** @param workflowId - undefined where the SDK does not tell it: `temporal workflow signal` through the codec server, a failed task. */
  #encode(payload: Payload, workflowId: string | undefined): Payload {
    const { id } = this.#first;
    const tree = this.#first.tree();
    const digest = tree.currentDigestOf(workflowId === undefined ? '' : scopeOf(workflowId));
    const secret = tree.derive(digest);
    if (!secret) throw new Error('a key is missing that was there'); // for the compiler: the current one is derived
    return {
      metadata: { encoding: ENCODING, 'encryption-key-id': Buffer.from(id), 'encryption-scope': digest },
      data: encrypt(PayloadBytes.encode(payload).finish(), secret),
    };
  }
}

/** As {@link EncryptionCodec}. @param keys at least one. */
export function createEncryptionCodec(keys: readonly EncryptionKey[]): EncryptionCodec {
  return new EncryptionCodec(keys);
}

function isEncrypted(payload: Payload): boolean {
  return hasEncoding(payload, ENCODING);
}

function isNothing(payload: Payload): boolean {
  return hasEncoding(payload, NOTHING) && !payload.data?.length;
}

function hasEncoding({ metadata }: Payload, encoding: Buffer): boolean {
  return metadata?.['encoding'] !== undefined && encoding.equals(metadata['encoding']);
}

function decode({ metadata: about, data }: Payload, trees: ReadonlyMap<string, () => KeyTree>): Payload {
  const id = Buffer.from(about?.['encryption-key-id'] ?? [])
    .toString()
    .slice(0, MAX_ID_LENGTH); // whoever may write to Temporal wrote it
  const tree = trees.get(id)?.();
  if (!tree) throw new EncryptionKeyError(id, `A payload is encrypted with the key ${id}, which is not at hand`);
  const secret = tree.derive(about?.['encryption-scope'] ?? new Uint8Array());
  if (!secret) return defaultPayloadConverter.toPayload(ERASED);
  try {
    const { metadata, data: content } = PayloadBytes.decode(decrypt(data ?? new Uint8Array(), secret));
    return { metadata, data: content };
  } catch {
    throw new EncryptionKeyError(id, `A payload says that it is encrypted with the key ${id}, which does not open it`);
  }
}

function encrypt(plain: Uint8Array, secret: KeyObject): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, secret, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(data: Uint8Array, secret: KeyObject): Uint8Array {
  const decipher = createDecipheriv(CIPHER, secret, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
