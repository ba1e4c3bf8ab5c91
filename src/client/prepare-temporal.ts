import type { Client } from '@temporalio/client';
import type { Config } from '../config/schema.js';
import { scheduleDailyLists } from './daily-list-schedules.js';
import { createFlatchrSides } from './flatchr-side.js';
import { scheduleReconciliations } from './reconciliation-schedules.js';
import { scheduleRetention } from './retention-schedules.js';
import { startError } from '../process.js';
import { namespaceNeeds, prepareNamespace } from './prepare-namespace.js';

/**
 * Sets up in Temporal what the hires of a configuration need. Repeatable: every worker does it when it starts. The schedules of the daily
 * lists and of the reconciliations are seen to in the background, for as long as it takes: close the client only after `signal` is aborted.
 */
export async function prepareTemporal(
  client: Client,
  config: Config,
  options: { readonly warn: (message: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  const undone = await prepareNamespace(client.connection, namespaceNeeds(config)).catch(startError);
  if (undone) options.warn(undone);
  void scheduleDailyLists(client, config.connections, options);
  void scheduleReconciliations(client, config.connections, options);
  void scheduleRetention(client, config, options);
  const sides = createFlatchrSides(client);
  // Where it fails, the first comparison begins it.
  for (const { id } of config.connections) void sides.begin(id).catch(() => undefined);
}
