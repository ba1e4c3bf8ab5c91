import type { FailureType } from './failures.js';

/** What a connection joins. */
export type System = 'flatchr' | 'lucca';

/** What is wrong with a system, as far as it tells a person what to do. */
export type TroubleCause = 'key-refused' | 'unreachable' | 'rate-limited';

/**
 * Technical trouble: nobody can answer it away, and hires wait it out. Trouble with the mail server is none of it: the notice would be a
 * mail.
 */
const CAUSES: Record<System, Partial<Record<string, TroubleCause>>> = {
  lucca: {
    LuccaUnauthorized: 'key-refused',
    LuccaUnavailable: 'unreachable',
    LuccaRateLimited: 'rate-limited',
    EmployeeOutcomeUnknown: 'unreachable', // for so long: Lucca answers no request that writes
  },
  flatchr: {
    FlatchrUnauthorized: 'key-refused',
    FlatchrUnavailable: 'unreachable',
  },
} satisfies Record<System, Partial<Record<FailureType, TroubleCause>>>;

/** Undefined: a failure of this type is no trouble with the system. */
export function troubleCause(system: System, failureType: string | null | undefined): TroubleCause | undefined {
  return CAUSES[system][failureType ?? ''];
}

/** A message to the operators about a connection's trouble with a system. */
export interface TroubleNotice {
  /** - `trouble`: hires are held up. - `works`: it is over. - `silence`: no hire has met it for a while; whether it is over is not known. */
  readonly kind: 'trouble' | 'works' | 'silence';
  readonly connection: string;
  readonly system: System;
  readonly cause: TroubleCause;
  /** ISO instant: how long it has been going on at least. */
  readonly since: string;
}
