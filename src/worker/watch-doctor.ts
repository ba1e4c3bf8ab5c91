import type { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { watchFindings } from '../client/watch-findings.js';
import type { Config } from '../config/schema.js';

/** Has everything looked at that hires need, in the background; close the client only after `signal` is aborted. */
export function watchDoctor(
  client: Client,
  { connections }: Config,
  { warn, signal }: { readonly warn: (message: string) => void; readonly signal: AbortSignal },
): void {
  const what = 'Checks of hire doctor that failed when the connection was last looked at';
  const gauge = Runtime.instance().metricMeter.createGauge('hire_doctor_failing_checks', 'int', undefined, what);
  watchFindings({
    client,
    connections: connections.map(({ id }) => id),
    show: (connection, failing) => gauge.set(failing, { connection }),
    onError: (error) => warn(`The doctor cannot be asked (${String(error)}): it is tried again every minute`),
    signal,
  });
}
