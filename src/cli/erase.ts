import type { Client } from '@temporalio/client';
import { eraseHires, hiresOf, type Erasure } from '../client/erasure.js';
import { HireNotFoundError, TASK_QUEUE } from '../client.js';
import type { Tombstone } from '../client/tombstones.js';
import type { EncryptionKey } from '../encryption/watched-key.js';

/** Whose hires: one by its id, or all of a person. */
export type EraseOrder = { readonly hire: string } | { readonly email: string };

/**
 * @param note - writes down what is to be erased, before it is.
 * @throws {HireNotFoundError} where there is none; {EraseRefusedError}
 */
export async function erase(
  client: Client,
  keys: readonly EncryptionKey[],
  order: EraseOrder & Tombstone,
  note: (hire: string) => void,
): Promise<Erasure> {
  const hires = 'hire' in order ? [order.hire] : await hiresOf(client, order.email);
  if (hires.length === 0) throw new HireNotFoundError('No hire knows that address, neither from Flatchr nor by an answer');
  for (const hire of hires) note(hire);
  return await eraseHires({ client, taskQueue: TASK_QUEUE, keys }, hires, order);
}

export function showErasure({ hires, tombstones, executions, keys }: Erasure): string {
  const lines = [
    `Erased: ${hires.join(', ')}`,
    `${executions} executions are deleted; what remains are the tombstones ${tombstones.join(', ')}.`,
  ];
  if (keys.written.length > 0)
    lines.push(
      `Written anew, without what read them: the file of ${keys.written.join(', ')}. Put it in the place of every copy: on other machines, and`,
      'in backups of the key.',
    );
  for (const { id, key } of keys.toConfigure)
    lines.push(
      `The key ${id} stands in no file that may be written. Until it is exchanged everywhere, its backups included, old copies of the store can`,
      'still be read. Put this in its place, as a file (keyFile):',
      key,
    );
  return lines.join('\n');
}
