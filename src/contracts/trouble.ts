import type { FindingsNotice } from './doctor.js';
import { troubledBy, type FailureType, type Troubled } from '../hire/failures.js';
import type { Delivery } from '../hire/steps.js';

/** What a connection joins. Trouble with the mail server is not told to the operators: the notice would be a mail. */
export type System = Exclude<Troubled, 'mail'>;

/** What is wrong with a system, as far as it tells a person what to do. */
export type TroubleCause = 'key-refused' | 'unreachable' | 'rate-limited' | 'endpoint-gone';

/** Technical trouble: nobody can answer it away, and hires wait it out. */
const CAUSES: Partial<Record<string, TroubleCause>> = {
  LuccaUnauthorized: 'key-refused',
  LuccaEndpointGone: 'endpoint-gone',
  LuccaUnavailable: 'unreachable',
  LuccaRateLimited: 'rate-limited',
  EmployeeOutcomeUnknown: 'unreachable', // for so long: Lucca answers no request that writes
  FlatchrUnauthorized: 'key-refused',
  FlatchrUnavailable: 'unreachable',
} satisfies Partial<Record<FailureType, TroubleCause>>;

/** Undefined: a failure of this type is no trouble with the system. */
export function troubleCause(system: System, failureType: string | null | undefined): TroubleCause | undefined {
  return troubledBy(failureType) === system ? CAUSES[failureType ?? ''] : undefined;
}

/** Whether waiting cannot help, so that the operators hear of it with the first hire that meets it. */
export function toldAtOnce(cause: TroubleCause): boolean {
  return cause === 'endpoint-gone';
}

/** A message to the operators about a connection's trouble with a system. */
export interface TroubleNotice {
  /** - `trouble`: hires are held up. - `works`: it is over. - `silence`: no hire has met it for a while; whether it is over is not known. */
  readonly kind: 'trouble' | 'works' | 'silence';
  readonly connection: string;
  readonly system: System;
  readonly cause: TroubleCause;
  /** Method and path of what is gone. */
  readonly endpoint?: string | undefined;
  /** ISO instant: how long it has been going on at least. */
  readonly since: string;
}

/**
 * What a Lucca key cannot see, so that a hire may miss somebody who is there. Hires go on.
 * - `no-former-employees`: a rehire is not recognised. - `no-directory`: nobody is recognised by name.
 */
export type BlindSpot = 'no-former-employees' | 'no-directory';

/** A message to the operators about a connection's key. */
export interface BlindSpotNotice {
  readonly kind: BlindSpot;
  readonly connection: string;
}

/** What tells the operators of technical trouble. */
export interface TroubleSteps {
  /** Mails a notice to the operators, at least once. */
  notifyOperators(notice: TroubleNotice | BlindSpotNotice | FindingsNotice): Promise<Delivery>;
}
