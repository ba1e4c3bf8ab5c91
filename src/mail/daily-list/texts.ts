/** Every text of the daily list, in one language. `when` is a day seen from today: "in 3 days", "yesterday". */
export interface DailyListTexts {
  readonly subject: (count: number, day: string) => string;
  readonly lead: (count: number) => string;
  /** How many start today, or have started. */
  readonly urgent: (count: number) => string;
  /** How to answer each of them. */
  readonly answer: string;
  /** The same, where each name is a link. */
  readonly open: string;
  readonly waits: (date: string, when: string) => string;
  readonly starts: (when: string) => string;
  readonly started: (when: string) => string;
  readonly noStart: string;
  /** Of the hires that the list leaves out. */
  readonly more: (count: number) => string;
  readonly footer: (connection: string) => string;
}
