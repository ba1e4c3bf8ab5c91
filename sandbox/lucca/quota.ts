import type { Settings } from '../settings.js';

/** Counts requests over a sliding window, per key. Refused ones do not count. */
export class SlidingWindow {
  readonly #passed = new Map<string, number[]>();

  /**
   * Counts a request if the quota lets it pass.
   * @returns 0 when it passes, else the milliseconds until one more may.
   */
  take(key: string, quota: Settings['quota'], now: number): number {
    if (quota === 'off') return 0;
    const recent = (this.#passed.get(key) ?? []).filter((at) => at > now - quota.perMs);
    this.#passed.set(key, recent);
    const oldest = recent[recent.length - quota.requests];
    if (oldest !== undefined) return oldest + quota.perMs - now;
    recent.push(now);
    return 0;
  }

  /** Counts requests that passed before a restart; times ascend. */
  restore(key: string, times: readonly number[]): void {
    this.#passed.set(key, [...times]);
  }

  clear(): void {
    this.#passed.clear();
  }
}
