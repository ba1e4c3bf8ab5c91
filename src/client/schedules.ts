import { setTimeout as delay } from 'node:timers/promises';
import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, type ScheduleOptions } from '@temporalio/client';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;
/** A fresh namespace does not know everything yet, for seconds. A person should hear of what lasts longer. */
const PATIENCE_MS = 15_000;

/** How long, and with what, schedules are tried. */
export interface SchedulingOptions {
  readonly taskQueue?: string;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
  /** Takes what a person should know. */
  readonly warn: (message: string) => void;
  /** Milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Tries until Temporal has a schedule as it is to be. @param what it is, for a person. */
export async function untilItHolds(
  client: Pick<Client, 'schedule'>,
  what: string,
  wanted: ScheduleOptions,
  { signal, warn, sleep = pause }: SchedulingOptions,
): Promise<void> {
  let waitedMs = 0;
  let warned = false;
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      await schedule(client, wanted);
      if (warned) warn(`${what} is scheduled now`);
      return;
    } catch (error) {
      if (!warned && waitedMs >= PATIENCE_MS) {
        warned = true;
        const reason = error instanceof Error ? error.message : String(error);
        warn(`${what} is not scheduled yet (${reason}): it is tried again every minute`);
      }
    }
    waitedMs += pauseMs;
    await sleep(pauseMs, signal).catch(() => undefined); // aborted: the loop ends
  }
}

/** Ends a schedule that there may be. @param what it is of, for a person. */
export async function endSchedule(client: Pick<Client, 'schedule'>, id: string, what: string, { warn }: SchedulingOptions): Promise<void> {
  try {
    await client.schedule.getHandle(id).delete();
  } catch (error) {
    // What it starts all the same finds that there is nothing to do.
    if (!(error instanceof ScheduleNotFoundError)) warn(`The schedule of ${what} could not be ended`);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal });
}

async function schedule(client: Pick<Client, 'schedule'>, options: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    await client.schedule.getHandle(options.scheduleId).update(({ state }) => ({ spec, action, ...(policies && { policies }), state }));
  }
}
