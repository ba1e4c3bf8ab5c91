import type { HiredAs, Later, Told } from '../hire/changes.js';
import type { NoticeSubject } from '../hire/notice.js';
import { parseHireId, type Hire, type Left } from '../hire/order.js';

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

/** Name of the signal of {@link Later}. */
export const LATER = 'later' satisfies keyof { later: Later };

/** Id of the workflow that tells of changes of a hire; undefined for what is no hire's id. No personal data. */
export function changeId(hire: string): string | undefined {
  const parsed = parseHireId(hire);
  return parsed && `change/${parsed.connection}/${parsed.applicant}`;
}
