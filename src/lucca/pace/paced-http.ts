import { LuccaError } from '../errors.js';
import type { LuccaHttp } from '../http.js';
import type { Quota } from './quota.js';
import { goesBehind } from './turns.js';

/** Leave to send: only one process at a time has it for a connection. */
export interface Leave {
  /** Asked before each request. @throws when this process must not send. */
  ask(): Promise<void>;
  /** Whether it still may, at this very moment. */
  held(): boolean;
}

/** How long a request takes its turn again. */
export interface Patience {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly patienceMs: number;
}

/**
 * Sends within the quota. Waiting for a slot is no attempt and no failure; neither is a 429, which carried nothing out: the request
 * takes its turn again after the pause that Lucca asked for. A request fails, so that it shows, once it was refused at every turn for
 * `patienceMs`.
 */
export function paced(http: LuccaHttp, quota: Quota, leave: Leave, { now, patienceMs }: Patience): LuccaHttp {
  return async (call) => {
    const handedOver = () =>
      new LuccaError('unavailable', `${call.method} ${call.path}`, { reason: 'another process speaks to Lucca now' });
    let refusedAt: number | undefined;
    for (;;) {
      const permit = await quota.take(goesBehind()).catch(() => Promise.reject(handedOver()));
      let sent = false;
      try {
        return await http({
          ...call,
          async beforeSend() {
            await leave.ask().catch(() => Promise.reject(handedOver()));
            await call.beforeSend?.();
            if (!leave.held()) throw handedOver();
            sent = true;
          },
        });
      } catch (error) {
        if (!(error instanceof LuccaError) || error.kind !== 'rate-limited') throw error;
        quota.refused(error.retryAfterMs ?? 0);
        refusedAt ??= now();
        if (now() - refusedAt >= patienceMs) throw error;
      } finally {
        if (sent) permit.answered();
        else permit.unused();
      }
    }
  };
}
