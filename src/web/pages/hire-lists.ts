import { setTimeout as sleep } from 'node:timers/promises';
import { ALL, type HireClient, type HireSummary } from '../../client.js';
import type { View } from './texts/texts.js';

/** The lists that the pages show, of one connection each. */
export interface HireLists {
  get(connection: string, view: View): Promise<readonly HireSummary[]>;
  /** Something was changed: the next list is a new one. */
  forget(connection: string): void;
}

export interface HireListsOptions {
  readonly hires: Pick<HireClient, 'list'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a reader waits for a new list while an older one is at hand, in milliseconds. */
  readonly patienceMs?: number;
}

/** Of those that ended only the newest are of interest here. */
const MAX_ENDED = 500;
/** How long a list is good: many readers must not load Temporal. */
const FRESH_MS = 2_000;
/** An older one is not shown any more, however long a new one takes. */
const USABLE_MS = 30_000;

interface Kept {
  readonly at: number;
  readonly list: readonly HireSummary[];
}

/**
 * Reads lists from visibility and memos, and keeps them for a moment.
 *
 * Temporal needs about a quarter of a millisecond for each hire. Up to some hundreds a reader sees what is; with thousands what was at
 * most half a minute ago, while the list is read anew for the next look.
 */
export function createHireLists({ hires, now, patienceMs = 100 }: HireListsOptions): HireLists {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Kept>>();

  function refresh(connection: string, view: View): Promise<Kept> {
    const key = `${connection}/${view}`;
    const running = underWay.get(key);
    if (running) return running;
    const at = now();
    const reading = read(hires, connection, view)
      .then((list) => {
        const fresh = { at, list };
        if (underWay.get(key) === reading) kept.set(key, fresh);
        return fresh;
      })
      .finally(() => {
        if (underWay.get(key) === reading) underWay.delete(key);
      });
    underWay.set(key, reading);
    return reading;
  }

  return {
    async get(connection, view) {
      const last = kept.get(`${connection}/${view}`);
      const age = last ? now() - last.at : Infinity;
      if (last && age <= FRESH_MS) return last.list;
      const fresh = refresh(connection, view);
      if (!last || age > USABLE_MS) return (await fresh).list;
      return (await Promise.race([fresh, sleep(patienceMs, last, { ref: false })]).catch(() => last)).list;
    },
    forget(connection) {
      for (const lists of [kept, underWay]) for (const key of lists.keys()) if (key.startsWith(`${connection}/`)) lists.delete(key);
    },
  };
}

async function read(hires: HireListsOptions['hires'], connection: string, view: View): Promise<readonly HireSummary[]> {
  switch (view) {
    case 'waiting': {
      const waiting = await hires.list({ connection, status: 'awaiting-correction', limit: ALL });
      return waiting.toSorted((one, other) => (one.waitingSince ?? '').localeCompare(other.waitingSince ?? ''));
    }
    case 'under-way':
      return await hires.list({ connection, status: 'in-progress', limit: ALL });
    case 'ended': {
      const ended = await hires.list({ connection, ended: true, limit: MAX_ENDED });
      return ended.toSorted((one, other) => (other.closedAt ?? '').localeCompare(one.closedAt ?? ''));
    }
  }
}
