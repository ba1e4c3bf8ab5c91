import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { EncryptionCodec } from '../encryption/codec.js';
import { hireId, type Hire } from '../hire/order.js';
import type { erased } from '../workflows/erased.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';

interface Hires {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Names a hire, by either of its ids. */
type HireName = Pick<Hire, 'connection' | 'applicant'>;

/** What is kept of an erasure: neither names whom it was about. */
export interface Tombstone {
  /** Who said so. */
  readonly by: string;
  readonly reason: string;
}

/**
 * Puts a tombstone for a hire. Repeatable.
 *
 * @returns its workflow's id, which tells the hire only to who has the key, and knows which hire to ask for.
 */
export async function putTombstone({ client, taskQueue }: Hires, name: HireName, { by, reason }: Tombstone): Promise<string> {
  const [workflowId] = tombstoneIds(client, name);
  if (workflowId === undefined) throw new Error('without encryption nothing can be erased');
  try {
    await client.workflow.start<typeof erased>('erased', {
      workflowId,
      taskQueue,
      workflowIdConflictPolicy: 'FAIL',
      memo: { by, reason },
      staticSummary: `A hire of ${name.connection} that was erased`,
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: name.connection }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return workflowId;
}

/** The id of the tombstone of a hire; undefined: it was not erased. Strongly consistent; keys that were replaced count as long as they are at hand. */
export async function tombstoneOf(client: Client, name: HireName): Promise<string | undefined> {
  const found = await Promise.all(tombstoneIds(client, name).map(async (id) => ((await exists(client, id)) ? id : undefined)));
  return found.find((id) => id !== undefined);
}

function tombstoneIds({ options }: Client, name: HireName): string[] {
  const codec = options.loadedDataConverter.payloadCodecs.find((one) => one instanceof EncryptionCodec);
  return codec?.digestsOf(hireId(name)).map((digest) => `erased/${name.connection}/${digest}`) ?? [];
}

async function exists(client: Client, id: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(id).describe();
    return status.name === 'RUNNING'; // who terminates a tombstone means it
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
