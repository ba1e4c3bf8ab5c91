import { ApplicationFailure } from '@temporalio/common';
import type { Connection } from '../config/schema.js';
import type { FlatchrClient } from '../flatchr/client.js';
import { Failure } from '../hire/failures.js';
import type { LuccaClient } from '../lucca/client.js';
import type { ReferenceData } from '../lucca/reference-data.js';
import type { Mailer } from '../mail/mailer.js';

/** One connection with its open doors. */
export interface ConnectionDeps {
  readonly settings: Connection;
  /** Absent without an API key: then the unsigned webhook is all there is. */
  readonly flatchr: FlatchrClient | undefined;
  readonly lucca: LuccaClient;
  readonly reference: ReferenceData;
}

/** All that the activities take from outside. */
export interface ActivityDeps {
  readonly connections: ReadonlyMap<string, ConnectionDeps>;
  readonly mailer: Mailer;
  /** Sender of the mails; its domain stands in Message-IDs. */
  readonly mailFrom: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long Flatchr's search may lag behind a drag, in milliseconds. */
  readonly flatchrLagMs: number;
  /** After so long Lucca has cut a request off, in milliseconds. */
  readonly luccaTimeoutMs: number;
}

/** A connection taken out of the configuration while its hires were open comes back with the configuration: retried, not lost. */
export function connectionOf(deps: ActivityDeps, id: string): ConnectionDeps {
  const connection = deps.connections.get(id);
  if (connection) return connection;
  throw ApplicationFailure.create({ type: Failure.ConnectionUnknown, message: `connection ${id} is not configured on this worker` });
}
