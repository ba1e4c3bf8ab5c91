import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** A key as the configuration holds it. */
export interface EncryptionKey {
  /** Stands in clear beside what the key encrypted. */
  readonly id: string;
  /** 32 bytes, as base64. */
  readonly key: string;
}

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

/**
 * Encrypts payloads with AES-256-GCM.
 *
 * 1. The first key encrypts, every key decrypts: a key can be replaced while hires wait.
 * 2. A payload is encrypted whole, its encoding included. Beside the ciphertext stand only that it is one, and the key's id.
 * 3. What holds nothing (`undefined`) stays in clear: by that Temporal knows that a field of a memo is to be taken out.
 * 4. What is not encrypted passes as it is: it was there before encryption was, or a person sent it by Temporal's own tools.
 *
 * An encrypted payload is nonce (12 bytes), ciphertext, tag (16 bytes).
 *
 * @param keys at least one.
 */
export function createEncryptionCodec(keys: readonly EncryptionKey[]): PayloadCodec {
  const secrets = new Map(keys.map(({ id, key }) => [id, createSecretKey(Buffer.from(key, 'base64'))]));
  const [first] = keys;
  const current = first && secrets.get(first.id);
  if (!current) throw new Error('no key to encrypt with');
  const metadata = { encoding: ENCODING, 'encryption-key-id': Buffer.from(first.id) };
  return {
    async encode(payloads) {
      return payloads.map((payload) =>
        isNothing(payload) ? payload : { metadata, data: encrypt(PayloadBytes.encode(payload).finish(), current) },
      );
    },
    async decode(payloads) {
      return payloads.map((payload) => (isEncrypted(payload) ? decode(payload, secrets) : payload));
    },
  };
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

function decode({ metadata: about, data }: Payload, secrets: ReadonlyMap<string, KeyObject>): Payload {
  const id = Buffer.from(about?.['encryption-key-id'] ?? [])
    .toString()
    .slice(0, MAX_ID_LENGTH); // whoever may write to Temporal wrote it
  const secret = secrets.get(id);
  if (!secret) throw new EncryptionKeyError(id, `A payload is encrypted with the key ${id}, which is not at hand`);
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
