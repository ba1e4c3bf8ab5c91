export interface Load {
  /** Wall-clock milliseconds for all tasks. */
  readonly totalMs: number;
  /** Milliseconds of each task. */
  readonly latenciesMs: readonly number[];
}

/** Runs a task once for each item, so many at a time; a finished one is followed by the next at once. */
export async function run<T>(items: readonly T[], atOnce: number, task: (item: T) => Promise<unknown>): Promise<Load> {
  const waiting = items.values();
  const latenciesMs: number[] = [];
  const started = performance.now();
  async function lane(): Promise<void> {
    for (const item of waiting) {
      const begun = performance.now();
      await task(item);
      latenciesMs.push(performance.now() - begun);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { totalMs: performance.now() - started, latenciesMs };
}
