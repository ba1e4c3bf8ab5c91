import { AsyncLocalStorage } from 'node:async_hooks';

const behind = new AsyncLocalStorage<boolean>();

/** Does some work whose requests go behind those of all other work, or not. */
export function inTurn<T>(turn: 'front' | 'behind', work: () => T): T {
  return behind.run(turn === 'behind', work);
}

/** Whether requests that are made here go behind others. */
export function goesBehind(): boolean {
  return behind.getStore() ?? false;
}
