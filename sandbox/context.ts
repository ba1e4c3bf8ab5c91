import type { FastifyBaseLogger } from 'fastify';
import type { TracedSystems } from './shaping.js';
import type { SandboxState } from './state.js';
import type { Store } from './store.js';

/** What every part of the sandbox is given. */
export interface SandboxContext {
  readonly store: Store<SandboxState>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: FastifyBaseLogger;
  /** Addresses that the pages link to, by name. */
  readonly links: Readonly<Record<string, string>>;
  /** The key both APIs accept. */
  readonly apiKey: string;
  /** An account whose answers these resemble. */
  readonly trace?: TracedSystems | undefined;
  /** The token of a user of Flatchr's. */
  readonly userToken: string;
}
