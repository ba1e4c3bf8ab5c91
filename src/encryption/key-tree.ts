import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A key as it is written: 32 bytes as base64; or what is left of one by which something was erased. */
const KEY_TEXT = /^(?:[A-Za-z0-9+/_-]{43}=?|punctured:(?:[A-Za-z0-9+/_-]{4})+(?:[A-Za-z0-9+/_-]{2,3})?={0,2})$/;

const PUNCTURED = 'punctured:';
const SECRET_BYTES = 32;
/** Of a scope's digest: a leaf's place in the tree. Two scopes of a million fall together once in 40 million deployments. */
export const DIGEST_BYTES = 8;
const DEPTH = 8 * DIGEST_BYTES;
/** Length of a node's path in bits, the path, and its secret. */
const NODE_BYTES = 1 + DIGEST_BYTES + SECRET_BYTES;
/** Derived keys that are remembered. */
const MOST_REMEMBERED = 2_000;

/** Whether a text is a key as it is written. */
export function isEncryptionKey(text: string): boolean {
  return KEY_TEXT.test(text) && (!text.startsWith(PUNCTURED) || bytesOf(text).length % NODE_BYTES === SECRET_BYTES);
}

/** Derives a key for every scope – a hire, or whatever else is erased as one – from one written key. */
export interface KeyTree {
  /** Tells nothing of the scope but to who has the key. The same after every puncture. */
  digestOf(scope: string): Buffer;
  /** The digest by which a scope is encrypted now: what was erased of it does not come back, what is written later has another key. */
  currentDigestOf(scope: string): Buffer;
  /** The key of a digest; undefined: it was erased. */
  derive(digest: Uint8Array): KeyObject | undefined;
  /** The key, as it is to be written, by which all is derived but these. */
  puncture(digests: readonly Uint8Array[]): string;
  /** Tells written keys apart. The same after every puncture. */
  readonly fingerprint: string;
  /** For other digests than of scopes. The same after every puncture. */
  secretFor(purpose: string): Uint8Array;
}

/**
 * A tree of pseudo-random functions (Goldreich, Goldwasser, Micali), of which a puncture throws parts away.
 *
 * 1. A node's secret makes those of its two children; from a child neither its parent nor its sibling can be told.
 * 2. A scope's key is the leaf at which its digest leads from the root.
 * 3. A puncture replaces the node above a leaf by the siblings of the way down to it: every other leaf is derived as before, that one by nobody.
 * 4. A scope that was erased goes on with the key of its next generation: ids of workflows are used again.
 * 5. Digests have a secret of their own: they stay the same, and tell nothing of the tree.
 *
 * @param written 32 bytes as base64, or the result of a puncture.
 * @throws {RangeError} for what is none.
 */
export function keyTree(written: string): KeyTree {
  const { digesting, nodes } = read(written);
  const remembered = new Map<string, KeyObject | undefined>();

  const digestOf = (scope: string) => createHmac('sha256', digesting).update(scope).digest().subarray(0, DIGEST_BYTES);

  const find = (bits: string) => {
    for (let length = 0; length <= DEPTH; length++) {
      const path = bits.slice(0, length);
      const secret = nodes.get(path);
      if (secret) return { path, secret };
    }
    return undefined;
  };

  const derive = (digest: Uint8Array) => {
    if (digest.length !== DIGEST_BYTES) return undefined;
    const bits = bitsOf(digest);
    if (remembered.has(bits)) return remembered.get(bits);
    const above = find(bits);
    const key = above && createSecretKey(bits.slice(above.path.length).split('').reduce<Uint8Array>(child, above.secret));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(bits, key);
    return key;
  };

  const currentDigestOf = (scope: string) => {
    for (let generation = 0; ; generation++) {
      const digest = digestOf(generation === 0 ? scope : `${scope}#${generation}`); // no workflow's id of ours has that sign
      if (derive(digest)) return digest;
    }
  };

  const puncture = (digests: readonly Uint8Array[]) => {
    for (const bits of digests.map(bitsOf)) {
      const above = find(bits);
      if (!above) continue;
      nodes.delete(above.path);
      let { secret } = above;
      for (let at = above.path.length; at < DEPTH; at++) {
        const [way = '0', aside] = bits[at] === '0' ? ['0', '1'] : ['1', '0'];
        nodes.set(bits.slice(0, at) + aside, child(secret, aside));
        secret = child(secret, way);
      }
      remembered.delete(bits);
    }
    return write(digesting, nodes);
  };

  const secretFor = (purpose: string) => new Uint8Array(hkdfSync('sha256', digesting, '', purpose, SECRET_BYTES));
  return {
    digestOf,
    currentDigestOf,
    derive,
    puncture,
    secretFor,
    fingerprint: Buffer.from(secretFor('fingerprint')).toString('hex').slice(0, 8),
  };
}

function child(secret: Uint8Array, bit: string): Uint8Array {
  return createHmac('sha256', secret).update(bit).digest();
}

function bitsOf(digest: Uint8Array): string {
  return [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

interface Written {
  readonly digesting: Uint8Array;
  /** By their paths from the root, as bits. */
  readonly nodes: Map<string, Uint8Array>;
}

function read(text: string): Written {
  if (!isEncryptionKey(text)) throw new RangeError('is no key');
  if (!text.startsWith(PUNCTURED)) {
    const key = Buffer.from(text, 'base64');
    const part = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, '', purpose, SECRET_BYTES));
    return { digesting: part('digests'), nodes: new Map([['', part('tree')]]) };
  }
  const bytes = bytesOf(text);
  const nodes = new Map<string, Uint8Array>();
  for (let at = SECRET_BYTES; at < bytes.length; at += NODE_BYTES) {
    const secretAt = at + NODE_BYTES - SECRET_BYTES;
    nodes.set(bitsOf(bytes.subarray(at + 1, secretAt)).slice(0, bytes[at]), bytes.subarray(secretAt, at + NODE_BYTES));
  }
  return { digesting: bytes.subarray(0, SECRET_BYTES), nodes };
}

function bytesOf(punctured: string): Buffer {
  return Buffer.from(punctured.slice(PUNCTURED.length), 'base64');
}

function write(digesting: Uint8Array, nodes: ReadonlyMap<string, Uint8Array>): string {
  const written = [...nodes].map(([path, secret]) => {
    const bytes = (path.padEnd(DEPTH, '0').match(/.{8}/g) ?? []).map((bits) => Number.parseInt(bits, 2));
    return Buffer.concat([Buffer.from([path.length, ...bytes]), secret]);
  });
  return PUNCTURED + Buffer.concat([digesting, ...written]).toString('base64');
}
