import type { Missed } from '../../contracts/flatchr-side.js';

/** Every text of the mail about hires that are missed, in one language. */
export interface MissedTexts {
  readonly subject: (connection: string) => string;
  /** What happened, in a sentence. */
  readonly what: Readonly<Record<Missed['reason'], string>>;
  readonly labels: {
    readonly connection: string;
    /** Title of the column. */
    readonly title: string;
    readonly seen: Readonly<Record<Missed['reason'], string>>;
    readonly configured: Readonly<Record<Missed['reason'], string>>;
    readonly applicant: string;
  };
  /** Stands where no column is configured. */
  readonly none: string;
  /** One mail for each, and what is kept. */
  readonly calm: string;
  readonly heading: string;
  /** What to do, a sentence each. */
  readonly todo: Readonly<Record<Missed['reason'], (setting: string) => readonly string[]>>;
  /** Introduces the commands that make hires of what was missed. */
  readonly after: string;
  readonly footer: (connection: string) => string;
}
