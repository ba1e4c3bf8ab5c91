/**
 * What `src/workflows` uses of `@temporalio/workflow`, in virtual time: the bundle of the simulation has it in place of the real one.
 * Retries, cancellation and the order of events are Temporal's; nothing is recorded.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ActivityFailure, CancelledFailure } from '@temporalio/common';
import { world, type ActivityRun } from './world-of.js';

export { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';

const scopes = new AsyncLocalStorage<CancellationScope>();

export class CancellationScope {
  consideredCancelled = false;
  readonly #cancellable: boolean;
  readonly #listeners = new Set<() => void>();
  readonly #parent = scopes.getStore();

  constructor({ cancellable = true } = {}) {
    this.#cancellable = cancellable;
    if (cancellable) this.#parent?.onCancel(() => this.cancel());
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    return await scopes.run(this, work);
  }

  cancel(): void {
    if (this.consideredCancelled || !this.#cancellable) return;
    this.consideredCancelled = true;
    for (const listener of this.#listeners) listener();
  }

  get cancelRequested(): Promise<never> {
    return new Promise((_resolve, reject) => this.onCancel(() => reject(cancelled())));
  }

  onCancel(listener: () => void): void {
    if (this.consideredCancelled) listener();
    else this.#listeners.add(listener);
  }

  static current(): CancellationScope {
    return scopes.getStore() ?? new CancellationScope();
  }

  static async nonCancellable<T>(work: () => Promise<T>): Promise<T> {
    return await new CancellationScope({ cancellable: false }).run(work);
  }
}

function cancelled(): CancelledFailure {
  return new CancelledFailure('cancelled');
}

export function isCancellation(error: unknown): boolean {
  return error instanceof CancelledFailure || (error instanceof ActivityFailure && error.cause instanceof CancelledFailure);
}

export async function condition(holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    scopes.getStore()?.onCancel(() => reject(cancelled()));
    world().untilTrue(holds, resolve);
  });
}

export async function sleep(ms: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    scopes.getStore()?.onCancel(() => reject(cancelled()));
    world().after(ms, resolve);
  });
}

interface Options {
  readonly retry?: { readonly initialInterval: string; readonly maximumInterval: string };
}

export function proxyActivities(options: Options): Record<string, (order: unknown) => Promise<unknown>> {
  return new Proxy(
    {},
    {
      get: (_target, name: string) => async (order: unknown) => {
        const run: ActivityRun = { cancelRequested: false };
        const scope = scopes.getStore();
        return await new Promise((resolve, reject) => {
          scope?.onCancel(() => {
            run.cancelRequested = true;
            run.onCancel?.();
          });
          world().activity(name, structuredClone(order), run, options.retry).then(resolve, reject);
        });
      },
    },
  );
}

export function setHandler(
  { name }: { readonly name: string },
  handle: (input: never) => unknown,
  { validator }: { validator?: (input: never) => void } = {},
): void {
  world().handlers.set(name, { handle, validator });
}

const named = (name: string) => ({ name });
export const defineQuery = named;
export const defineSignal = named;
export const defineUpdate = named;
/** A sink takes everything and says nothing. */
export const proxySinks = () => new Proxy({}, { get: () => new Proxy({}, { get: () => (): void => {} }) });
export const setCurrentDetails = (): void => {};
export const upsertMemo = (): void => {};
export const upsertSearchAttributes = (): void => {};
export const allHandlersFinished = (): boolean => true;
export const workflowInfo = () => world().info;
export const setDefaultSignalHandler = (): void => {};
/** Ends the run; the world starts the next one. */
export const continueAsNew = async (...args: unknown[]): Promise<never> => await world().continueAsNew(args);
export const makeContinueAsNewFunc = () => continueAsNew;
export const metricMeter = { createCounter: () => ({ add: (): void => {} }) };
export const startChild = async (): Promise<void> => {};
export const log = { warn: (): void => {} };
export const ParentClosePolicy = { ABANDON: 'ABANDON' };
export const ActivityCancellationType = { WAIT_CANCELLATION_COMPLETED: 'WAIT_CANCELLATION_COMPLETED' };
