import type { FindingsNotice } from '../../contracts/doctor.js';
import type { CheckId } from '../../contracts/check.js';

/** Checks that a mail can be about. */
export type ToldCheck = Extract<CheckId, `lucca.${string}` | `flatchr.${string}` | 'web.public-url' | 'chat'>;

/** Every text of the mails about what the doctor found, in one language. */
export interface FindingsTexts {
  readonly subjects: Record<FindingsNotice['kind'], (connection: string) => string>;
  readonly leads: Record<FindingsNotice['kind'], string>;
  /** What was looked at. */
  readonly checks: Record<ToldCheck, string>;
  /** What follows is in English, and comes once for each change. */
  readonly calm: string;
  /** Introduces the command that looks again. */
  readonly again: string;
  readonly footer: (connection: string) => string;
}
