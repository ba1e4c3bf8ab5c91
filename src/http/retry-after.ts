/** Where a server gives no usable Retry-After: quotas mostly count by the minute. */
const DEFAULT_RETRY_AFTER_MS = 30_000;
/** A nonsensical Retry-After must not stall a connection for a day. */
const MAX_RETRY_AFTER_MS = 10 * 60_000;

/**
 * Milliseconds of a Retry-After in any form: seconds, a date, absent or nonsense.
 *
 * @param now milliseconds since the epoch.
 */
export function retryAfterMs(header: string | undefined, now: number): number {
  const text = header?.trim() ?? '';
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(ms) || ms < 0) return DEFAULT_RETRY_AFTER_MS;
  return Math.min(Math.max(ms, 1000), MAX_RETRY_AFTER_MS);
}
