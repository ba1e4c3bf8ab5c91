import type { Client } from '@temporalio/client';
import type { ConnectionDeps } from '../deps.js';
import type { FlatchrSideKeeper } from '../../client/flatchr-side.js';

/** What a reconciliation takes from outside, beside Lucca. */
export interface ReconcileDeps {
  readonly connections: ReadonlyMap<string, ConnectionDeps>;
  /** Where hires run. */
  readonly hires: () => { readonly client: Client; readonly taskQueue: string };
  readonly sides: () => FlatchrSideKeeper;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Between two requests to Flatchr, whose rate nobody knows, in milliseconds. */
  readonly paceMs: number;
}
