import { activityInfo, cancellationSignal, Context, getClient } from '@temporalio/activity';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../config/schema.js';
import { Failure } from '../../hire/failures.js';
import { countUnderWay } from '../../client/under-way.js';
import type { GatewayHandover, GatewaySteps } from '../../contracts/gateway.js';
import type { LuccaHttp } from '../../lucca/http.js';
import { paced } from '../../lucca/pace/paced-http.js';
import { Quota } from '../../lucca/pace/quota.js';
import { CREDIT, Lease } from './lease.js';
import { failure } from '../attempt/technical-trouble.js';

/** What one holder hands to the next, in the heartbeat details. */
interface Handover extends GatewayHandover {
  /** The holder stopped in order: these are all. */
  readonly complete?: boolean;
}

interface ServingWorker {
  run(): Promise<void>;
  stop(): void;
  /** How long what was created here may still not show, in milliseconds. */
  settlingForMs(): number;
}

export interface GatewayDeps {
  /** The connections of each Lucca account; their quotas are the same. */
  readonly accounts: ReadonlyMap<string, readonly Connection[]>;
  /** Speaks to Lucca with the connection's key. */
  readonly openHttp: (settings: Connection) => LuccaHttp;
  /**
   * Makes a worker for the account's Lucca steps, which speak to Lucca only through `http`, and create nobody before `settlingForMs` have
   * passed.
   */
  readonly serve: (
    account: string,
    connections: readonly Connection[],
    http: (settings: Connection) => LuccaHttp,
    settlingForMs: number,
  ) => Promise<ServingWorker>;
  /** Aborted when this process is to stop. */
  readonly stopping: AbortSignal;
  /** The gateway closes when it has had no request for this time, in milliseconds. */
  readonly idleMs: number;
  /** A request fails when Lucca's quota has refused it for this time, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Holds the gateway to a Lucca account: while this activity runs here, this process alone serves the account's own task queue, with an
 * exact limiter in memory. Its heartbeats are the lease.
 *
 * Ends when nothing was to do for a while, or after an hour; fails, to be taken up by another worker, when this process stops or loses
 * the lease.
 */
export function createHoldGateway(deps: GatewayDeps): GatewaySteps['holdGateway'] {
  return async ({ account, ages = [], ...pause }) => {
    const connections = deps.accounts.get(account) ?? [];
    const [settings] = connections;
    if (!settings) throw failure(Failure.ConnectionUnknown, `no connection to the account ${account} is configured on this worker`);
    const { heartbeatDetails, heartbeatTimeoutMs, taskToken } = activityInfo();
    const now = () => performance.now();
    const client = getClient();
    const context = Context.current();

    const limit = { requests: settings.lucca.quota.requests, perMs: settings.lucca.quota.per };
    const handover = (heartbeatDetails as Handover | undefined) ?? { ages, ...pause, complete: true }; // the former written by this very function
    const quota = new Quota(limit, now, inherited(handover));
    // What a holder that was killed has created last is in none of its heartbeats.
    const longestMs = Math.max(...connections.map(({ lucca: { settleFor } }) => settleFor));
    const settlesAt = now() + (handover.complete ? (handover.settlingForMs ?? 0) : longestMs);
    let worker: ServingWorker | undefined;
    const settlingForMs = () => Math.max(0, settlesAt - now(), worker?.settlingForMs() ?? 0);
    const handingOver = (): GatewayHandover => ({ ...quota.handover(), settlingForMs: settlingForMs() || undefined });
    let complete = false;
    const lease = new Lease({
      acknowledge: (details) => client.withDeadline(Date.now() + ACKNOWLEDGE_MS, () => client.activity.heartbeat(taskToken, details)),
      heartbeat: (details) => context.heartbeat(details),
      details: (): Handover => ({ ...handingOver(), complete }),
      now,
      timeoutMs: heartbeatTimeoutMs ?? 0,
    });
    if (!(await lease.beat())) throw failure(Failure.GatewayHandedOver, 'the lease was not acknowledged', RETRY_MS);

    const startedAt = now();
    let usedAt = startedAt;
    let over = false;
    const pacedHttp = (settings: Connection) => {
      const http = deps.openHttp(settings);
      return paced((call) => ((usedAt = now()), http(call)), quota, lease, { now, patienceMs: deps.patienceMs });
    };
    const serving = (worker = await deps.serve(account, connections, pacedHttp, settlingForMs()));
    const released = new AbortController();
    const keeping = lease.keep(released.signal);
    const ended = new AbortController(); // a worker that cannot poll any more ends by itself
    const working = serving.run().finally(() => ended.abort());
    working.catch(() => undefined); // awaited below
    try {
      const end = AbortSignal.any([deps.stopping, lease.lost, cancellationSignal(), ended.signal]);
      while (!end.aborted) {
        await sleep(deps.idleMs / 4, undefined, { signal: end }).catch(() => undefined);
        if (end.aborted) break;
        if (now() - startedAt > TURN_MS) {
          over = true;
          break;
        }
        // The next hire's gateway knows nothing of this one's requests: none may count any more, no pause either, and all must show that
        // was created.
        if (!quota.forgettable || settlingForMs() > 0 || !quota.idle || now() - usedAt < deps.idleMs) continue;
        const ids = connections.map(({ id }) => id);
        if ((await countUnderWay(client, ids)) === 0) return { idle: true, ages: [] };
      }
    } finally {
      quota.close(); // who waits for a slot goes on with the next holder
      if (!ended.signal.aborted) serving.stop();
      await working;
      released.abort();
      await keeping;
      complete = true;
      await lease.beat();
    }
    if (over) return { idle: false, ...handingOver() };
    throw failure(Failure.GatewayHandedOver, 'this process stops, or has lost the lease', RETRY_MS);
  };
}

/** Half of the time for which an acknowledged lease is held: one beat may be lost. */
const ACKNOWLEDGE_MS = 2_000;
const RETRY_MS = 100;
/** A workflow takes 10,000 signals: a busy gateway's next turn is another run. */
const TURN_MS = 3_600_000;

function inherited(handover: Handover): GatewayHandover {
  return handover.complete ? handover : { ...handover, ages: [...Array.from({ length: CREDIT }, () => 0), ...handover.ages] };
}
