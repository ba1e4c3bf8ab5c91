import { world } from './world-of.js';

/** The workflow's clock: Temporal's in the real sandbox, the world's here. */
class WorldDate extends globalThis.Date {
  constructor(at?: string | number) {
    super(at ?? world().now);
  }
  static override now(): number {
    return world().now;
  }
}

export { WorldDate as Date };
