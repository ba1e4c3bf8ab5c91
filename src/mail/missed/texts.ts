import type { Missed } from '../../contracts/flatchr-side.js';

/** Every text of the mail about hires that are missed, in one language. */
export interface MissedTexts {
  readonly subject: Readonly<Record<Missed['reason'], string>>;
  /** What happened, in a sentence. */
  readonly what: Readonly<Record<Missed['reason'], string>>;
  readonly labels: {
    readonly connection: string;
    /** Title of the column. */
    readonly title: string;
    /** Left out where the sentence says it all. */
    readonly seen: Readonly<Partial<Record<Missed['reason'], string>>>;
    readonly configured: Readonly<Partial<Record<Missed['reason'], string>>>;
    readonly applicant: string;
  };
  /** Stands where no column is configured. */
  readonly none: string;
  /** One mail for each. */
  readonly once: string;
  /** Where something is kept. */
  readonly kept: string;
  readonly heading: string;
  /** What to do, a sentence each. */
  readonly todo: Readonly<Record<Missed['reason'], (setting: string) => readonly string[]>>;
  /** Introduces the commands that make hires of what was missed. */
  readonly after: string;
  readonly footer: (connection: string) => string;
}
