import { setTimeout as delay } from 'node:timers/promises';
import { untilAborted } from './process.js';

/** What should run for as long as its process does. */
export interface Running {
  /** Resolves to the reason when it has ended. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it; does nothing where it has ended already. */
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  /** Its name, at the beginning of a sentence. */
  readonly what: string;
  /** Aborted when it is not to be started again. */
  readonly signal: AbortSignal;
  /** Takes what a person should know. */
  readonly warn: (message: string) => void;
  /** Milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Pauses before each new start: together half a minute. Then somebody else must act. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
/** What has run for so long has recovered. */
const STEADY_MS = 60_000;

/** Keeps something running: starts it, and again whenever it ends by itself. */
export class Supervisor<R extends Running> {
  /**
   * Rejects with one sentence when it ended, or could not be started, too often in a row; resolves when the signal is aborted and nothing is
   * being started any more.
   */
  readonly lasting: Promise<void>;
  #current: R;
  readonly #start: () => Promise<R>;
  readonly #options: SuperviseOptions;

  private constructor(first: R, start: () => Promise<R>, options: SuperviseOptions) {
    this.#current = first;
    this.#start = start;
    this.#options = options;
    this.lasting = this.#keep();
    this.lasting.catch(() => undefined); // looked at when all else has started
  }

  /** @throws what the first start throws. */
  static async start<R extends Running>(start: () => Promise<R>, options: SuperviseOptions): Promise<Supervisor<R>> {
    return new Supervisor(await start(), start, options);
  }

  /** The one that runs now, or ran last. */
  get current(): R {
    return this.#current;
  }

  /** Ends it for good, once the signal is aborted. */
  async stop(): Promise<void> {
    await this.lasting.catch(() => undefined);
    await this.#current.stop();
  }

  async #keep(): Promise<void> {
    const { what, signal, warn, sleep = pause, now = () => performance.now() } = this.#options;
    const told = untilAborted(signal).then(() => 'it was told to');
    let failures = 0;
    for (;;) {
      const startedAt = now();
      let reason = await Promise.race([this.#current.ended, told]);
      if (now() - startedAt >= STEADY_MS) failures = 0;
      for (let runs = false; !runs;) {
        if (signal.aborted) return;
        const pauseMs = PAUSES_MS[failures++];
        if (pauseMs === undefined)
          throw new Error(`${what} has ended ${failures} times in a row and is given up. The last time: ${reason}`);
        warn(`${what} has ended (${reason}): it is started again in ${pauseMs / 1000} s`);
        await sleep(pauseMs, signal).catch(() => undefined); // aborted: seen below
        if (signal.aborted) return;
        try {
          this.#current = await this.#start();
          runs = true;
        } catch (error) {
          reason = error instanceof Error ? error.message : String(error);
        }
      }
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal });
}
