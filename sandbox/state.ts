import type { ActiveFault } from './faults.js';
import type { FlatchrState } from './flatchr/state.js';
import type { LuccaState } from './lucca/state.js';
import type { Message } from './mail/message.js';
import { seedFlatchr } from './flatchr/seed.js';
import { seedLucca } from './lucca/seed.js';
import { defaultSettings, type Seed, type Settings } from './settings.js';

/** All that the sandbox remembers; plain JSON. */
export interface SandboxState {
  lucca: LuccaState;
  flatchr: FlatchrState;
  messages: Message[];
  faults: ActiveFault[];
  settings: Settings;
}

export function initialState(seed: Seed, settings: Partial<Settings>, now: number): SandboxState {
  return {
    lucca: seedLucca(seed, now),
    flatchr: seedFlatchr(seed, now),
    messages: [],
    faults: [],
    settings: { ...defaultSettings, ...settings },
  };
}
