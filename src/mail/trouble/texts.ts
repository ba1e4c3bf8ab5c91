import type { System, TroubleCause, TroubleNotice } from '../../contracts/trouble.js';

/** Every text of the mails about technical trouble, in one language. */
export interface TroubleTexts {
  readonly systems: Record<System, string>;
  /** A clause for subjects. */
  readonly subjects: Record<TroubleNotice['kind'], (connection: string, what: string) => string>;
  /** What is wrong, in a clause: starts with the system's name, ends without a full stop. */
  readonly causes: Record<TroubleCause, (system: string, endpoint?: string) => string>;
  readonly labels: { readonly connection: string; readonly system: string; readonly since: string; readonly underWay: string };
  /** Nothing is lost, and one more message will come. */
  readonly calm: string;
  readonly heading: string;
  /** What to do, a sentence each. */
  readonly todo: Record<Exclude<TroubleCause, 'key-refused'>, readonly string[]> & {
    readonly 'key-refused': Record<System, readonly string[]>;
  };
  /** Introduces the command that makes the hires go on at once. */
  readonly atOnce: string;
  readonly works: (system: string) => string;
  readonly silence: (system: string) => string;
  readonly footer: (connection: string) => string;
}
