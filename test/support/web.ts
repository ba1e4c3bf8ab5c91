import assert from 'node:assert/strict';
import { createLinks } from '../../src/links.js';
import type { WebOptions } from '../../src/web/app.js';

/** What the web process needs for its pages, where a test is about something else. */
export const NO_PAGES = {
  hires: {
    left: async () => ({ hire: '', outcome: 'nothing' as const }),
    state: unused,
    correct: unused,
    preview: unused,
    mailLink: unused,
    list: unused,
    heldUpBy: unused,
    retryActivities: unused,
    reopen: unused,
  },
  sessions: { open: unused, isOpen: unused, close: unused },
  flatchr: { known: async () => ({ columns: {}, missed: [] }), taken: async () => undefined, missed: unused },
  refused: { keep: async () => undefined },
  links: createLinks('a secret of the tests'),
  connection: {
    language: 'fr',
    timeZone: 'Europe/Paris',
    admins: ['hr@acme.example'],
    correction: { escalateAfter: 1, escalateTo: [], expireAfter: 1, dailyListAt: { hour: 8, minute: 0 } },
    contractTypes: {},
  },
} satisfies {
  hires: unknown;
  sessions: WebOptions['sessions'];
  flatchr: WebOptions['flatchr'];
  refused: WebOptions['refused'];
  links: WebOptions['links'];
  connection: Partial<WebOptions['connections'][number]>;
};

/** Sessions as Temporal keeps them: an id is taken once. */
export function sessionsInMemory(): WebOptions['sessions'] {
  const open = new Map<string, boolean>();
  return {
    open: async (id) => !open.has(id) && open.set(id, true).has(id),
    isOpen: async (id) => open.get(id) === true,
    close: async (id) => void open.set(id, false),
  };
}

async function unused(): Promise<never> {
  return assert.fail('no page was opened');
}
