import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { createEncryptionCodec } from './codec.js';
import type { EncryptionKey } from './watched-key.js';

/** Workers, clients and the bundle of the workflows need the same one. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(new URL(`./failure-converter${extname(import.meta.url)}`, import.meta.url));

/**
 * How everything is written to Temporal and read from it. Every client, worker and replay has it.
 *
 * It does not reach: workflow ids, search attributes, types of workflows, activities and failures, task queues, and the reason of a
 * termination. None of them may hold a person.
 */
export function dataConverterOf({
  encryption: { keys },
}: {
  readonly encryption: { readonly keys: readonly EncryptionKey[] };
}): DataConverter {
  return { payloadCodecs: [createEncryptionCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}
