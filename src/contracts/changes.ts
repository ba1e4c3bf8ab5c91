import type { HiredAs, Known } from '../hire/changes.js';
import type { NoticeSubject } from '../hire/notice.js';
import type { Hire, Left } from '../hire/order.js';
import type { StoryEvent } from '../hire/story.js';

/** What the admins were told of a hire since its employee is there. Holds personal data. */
export interface Told extends Known {
  /** Number of mails so far. */
  readonly mails: number;
  readonly story: readonly StoryEvent[];
}

/** Nobody was told of anything: Flatchr said this when the employee was created. */
export function nothingTold({ place, said }: Pick<HiredAs, 'place' | 'said'>): Told {
  return { place, said, mails: 0, story: [] };
}

/** Order of the workflow `change`. */
export interface ChangeOrder {
  readonly subject: NoticeSubject;
  readonly hired: Pick<HiredAs, 'employee' | 'sent'>;
  readonly told: Told;
}

/** Its memo. */
export interface ChangeMemo {
  readonly told: Told;
}

/** Order of `tellChanges`. */
export interface TellOrder {
  readonly hireId: string;
  /** What Flatchr said last. */
  readonly order: Hire;
  /** The candidate was moved out of the hired column after that. */
  readonly left?: Left | undefined;
}

/** What is done about what Flatchr says after the fact. */
export interface ChangeSteps {
  /** Compares what Flatchr says with what was created; what is new is told to the admins. */
  tellChanges(order: TellOrder): Promise<void>;
}

/** Name of the signal of what Flatchr says later. */
export const LATER = 'later';

/** Id of the workflow that tells of changes of a hire. No personal data. */
export function changeId(hire: string): string {
  return `change/${hire}`;
}
