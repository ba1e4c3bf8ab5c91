import type { RigOptions } from '../../test/support/rig.js';
import type { LedgerEntry } from '../../sandbox/lucca/state.js';
import type { QuotaLimit } from '../../src/lucca/pace/quota.js';

/** A rig whose Lucca enforces a quota that its connection knows. */
export function withQuota({ requests, perMs }: QuotaLimit, settleMs = 1_000): RigOptions {
  return {
    sandbox: { quota: { requests, perMs } },
    connection: (settings) => ({
      ...settings,
      lucca: { ...settings.lucca, settleFor: `${settleMs}ms`, quota: { requests, per: `${perMs}ms` } },
    }),
  };
}

export interface Usage {
  readonly requests: number;
  /** Requests that were answered with 429. */
  readonly refused: number;
  /** Of all windows that begin with a request, as Lucca counts, the fullest. */
  readonly most: number;
  /** Of what is allowed up to the last full window, 0 to 1. What remains after it cannot fill one. */
  readonly used: number;
  /** The rest of it, in windows. */
  readonly lostWindows: number;
  /** From the first request to the last. */
  readonly seconds: number;
}

/** How a quota was used, from Lucca's ledger. */
export function usage(ledger: readonly LedgerEntry[], { requests, perMs }: QuotaLimit): Usage {
  const times = ledger.map(({ at }) => at);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const windows = Math.floor((last - first) / perMs);
  const used = times.filter((at) => at < first + windows * perMs).length / (windows * requests);
  return {
    requests: times.length,
    refused: ledger.filter(({ status }) => status === 429).length,
    most: Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length)),
    used,
    lostWindows: windows * (1 - used),
    seconds: (last - first) / 1000,
  };
}
