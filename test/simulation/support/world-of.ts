/** An activity that a workflow asked for. */
export interface ActivityRun {
  cancelRequested: boolean;
  /** Set while it waits for its next attempt. */
  onCancel?: (() => void) | undefined;
}

/** What the fake workflow library needs of the world around it. */
export interface WorldOfWorkflow {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly handlers: Map<string, { handle: (input: never) => unknown; validator: ((input: never) => void) | undefined }>;
  /** Of the run that asks. */
  readonly info: object;
  continueAsNew(args: readonly unknown[]): Promise<never>;
  untilTrue(holds: () => boolean, act: () => void): void;
  after(ms: number, act: () => void): void;
  activity(
    name: string,
    order: unknown,
    run: ActivityRun,
    retry: { readonly initialInterval: string; readonly maximumInterval: string } | undefined,
  ): Promise<unknown>;
}

// The bundle has a copy of this module of its own: both find the world in one place.
const PLACE = Symbol.for('hire.simulated-world');

export function world(): WorldOfWorkflow {
  return Reflect.get(globalThis, PLACE) as WorldOfWorkflow; // set by enterWorld
}

export function enterWorld(entered: WorldOfWorkflow): void {
  Reflect.set(globalThis, PLACE, entered);
}
