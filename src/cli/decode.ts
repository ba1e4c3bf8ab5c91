import { readFileSync } from 'node:fs';
import type { PayloadCodec } from '@temporalio/common';
import { decodeIn, plainValue } from '../encryption/payload-json.js';
import { StartError } from '../process.js';

/**
 * Reads a file of JSON that the Temporal UI or CLI wrote, such as a history, with what is encrypted in it decoded.
 *
 * @param payloads - leaves payloads in Temporal's form, which a replay needs; else their values stand in their place.
 * @throws {StartError} when it is none; {EncryptionKeyError}
 */
export async function decodeFile(file: string, codec: PayloadCodec, { payloads }: { readonly payloads: boolean }): Promise<unknown> {
  return await decodeIn(readJson(file), codec, payloads ? undefined : plainValue);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isText = error instanceof SyntaxError; // its message would quote the file
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new StartError(`${file} ${isText ? 'is no JSON' : `cannot be read (${code})`}: export it with temporal workflow show -o json`, 2);
  }
}
