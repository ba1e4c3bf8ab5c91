import { activityInfo, cancellationSignal, getClient } from '@temporalio/activity';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../config/schema.js';
import { Failure } from '../hire/failures.js';
import type { LuccaHttp } from '../lucca/http.js';
import { paced } from '../lucca/paced-http.js';
import { Quota } from '../lucca/quota.js';
import { connectionOf } from './deps.js';
import { CREDIT, Lease } from './lease.js';
import { failure } from './technical-trouble.js';

/** What one holder hands to the next, in the heartbeat details. Ages only: no two machines' clocks agree. */
interface Handover {
  /** Milliseconds since the answer of each request that counts. */
  readonly ages: readonly number[];
  /** The holder stopped in order: these are all. */
  readonly complete?: boolean;
}

export interface GatewayDeps {
  readonly connections: ReadonlyMap<string, { readonly settings: Connection }>;
  readonly openHttp: (settings: Connection) => LuccaHttp;
  /** Makes a worker for the connection's Lucca steps. */
  readonly serve: (connection: string, http: LuccaHttp) => Promise<{ run(): Promise<void>; stop(): void }>;
  /** Aborted when this process is to stop. */
  readonly stopping: AbortSignal;
  /** The gateway closes after so long without a request, in milliseconds. */
  readonly idleMs: number;
}

/**
 * Holds a connection's gateway to Lucca: while this activity runs here, this process alone serves the connection's own task queue, with
 * an exact limiter in memory. Its heartbeats are the lease.
 *
 * Ends when nothing was to do for a while; fails, to be taken up by another worker, when this process stops or loses the lease.
 */
export function createHoldGateway(deps: GatewayDeps): (order: { connection: string }) => Promise<void> {
  return async ({ connection }) => {
    const { settings } = connectionOf(deps, connection);
    const { heartbeatDetails, heartbeatTimeoutMs, taskToken } = activityInfo();
    const now = () => performance.now();
    const client = getClient();

    const limit = { requests: settings.lucca.quota.requests, perMs: settings.lucca.quota.per };
    const quota = new Quota(limit, now, inherited(heartbeatDetails as Handover | undefined)); // written by this very function
    let complete = false;
    const lease = new Lease({
      acknowledge: (details) => client.withDeadline(Date.now() + ACKNOWLEDGE_MS, () => client.activity.heartbeat(taskToken, details)),
      details: (): Handover => ({ ages: quota.ages(), complete }),
      now,
      timeoutMs: heartbeatTimeoutMs ?? 0,
    });
    if (!(await lease.beat())) throw failure(Failure.GatewayHandedOver, 'the lease was not acknowledged', RETRY_MS);

    let usedAt = now();
    const http = deps.openHttp(settings);
    const worker = await deps.serve(
      connection,
      paced((call) => ((usedAt = now()), http(call)), quota, lease),
    );
    const released = new AbortController();
    const keeping = lease.keep(released.signal);
    const ended = new AbortController(); // a worker that cannot poll any more ends by itself
    const working = worker.run().finally(() => ended.abort());
    working.catch(() => undefined); // awaited below
    try {
      const end = AbortSignal.any([deps.stopping, lease.lost, cancellationSignal(), ended.signal]);
      while (!end.aborted) {
        await sleep(deps.idleMs / 4, undefined, { signal: end }).catch(() => undefined);
        // The next gateway knows nothing of this one's requests: none may count any more.
        if (end.aborted || !quota.idle || quota.ages().length > 0 || now() - usedAt < deps.idleMs) continue;
        const { count } = await client.workflow.count(`HireConnection = '${connection}' AND HireStatus = 'in-progress'`);
        if (count === 0) return;
      }
    } finally {
      quota.close(); // who waits for a slot goes on with the next holder
      if (!ended.signal.aborted) worker.stop();
      await working;
      released.abort();
      await keeping;
      complete = true;
      await lease.beat();
    }
    throw failure(Failure.GatewayHandedOver, 'this process stops, or has lost the lease', RETRY_MS);
  };
}

const ACKNOWLEDGE_MS = 2_000;
const RETRY_MS = 100;

function inherited(handover: Handover | undefined): readonly number[] {
  if (!handover) return [];
  return handover.complete ? handover.ages : [...Array.from({ length: CREDIT }, () => 0), ...handover.ages];
}
