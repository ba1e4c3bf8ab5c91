import type { Employee } from './draft.js';
import type { Hire } from './order.js';

/** What of a hire is compared once its employee is there. */
export const SAID_FIELDS = ['lastName', 'firstName', 'email', 'startDate', 'department'] as const;
export type SaidField = (typeof SAID_FIELDS)[number];

/** What Flatchr says of a hire, in the form in which it is used, before people's answers and rules. What is absent is not known. Holds personal data. */
export type Said = { readonly [Field in SaidField]?: string | undefined };

/** Where Flatchr shows the candidate: `gone` – archived and out of sight, deleted, anonymised. */
export type Place = 'hired' | 'left' | 'gone';

/** What Flatchr says of a hire later. */
export interface Later {
  /** Absent where nothing tells. */
  readonly place?: Place | undefined;
  /** Title of the column. */
  readonly column?: string | undefined;
  readonly said: Said;
}

/** How a hire ended that has an employee: with this, what Flatchr says later is compared. In its memo. Holds personal data. */
export interface HiredAs {
  readonly employee: Employee;
  readonly order: Hire;
  /** As in {@link Known}. */
  readonly place?: Place | undefined;
  /** What Flatchr said when the employee was created. */
  readonly said: Said;
  /** What Lucca was sent; of an existing employee: nothing. */
  readonly sent: Said;
}

/** What is different in Flatchr now. */
export type Change =
  /** The candidate is not in the hired column any more. */
  | { readonly kind: 'left'; readonly column?: string | undefined }
  /** Flatchr does not show the application any more. */
  | { readonly kind: 'gone' }
  /** After one of these: the candidate is back there. */
  | { readonly kind: 'back' }
  | { readonly kind: 'value'; readonly field: SaidField; readonly was: string; readonly now: string; readonly sent?: string | undefined };

/** What the admins know of it. */
export interface Known {
  /** Absent where a person said that the hire goes on wherever Flatchr shows the candidate: that is not told of then. */
  readonly place?: Place | undefined;
  readonly said: Said;
}

/**
 * What is new in what Flatchr says, against what the admins know.
 *
 * 1. What is not known now is no change, and neither is what was not known then.
 * 2. A value that has become what Lucca was sent anyhow is none: somebody has put Flatchr right.
 */
export function changesOf({ place, said }: Known, later: Later, sent: Said): Change[] {
  const moved: Change[] =
    later.place === undefined || place === undefined || later.place === place
      ? []
      : later.place === 'hired'
        ? [{ kind: 'back' }]
        : [{ kind: later.place, ...(later.place === 'left' && later.column !== undefined && { column: later.column }) }];
  const values = SAID_FIELDS.flatMap((field): Change[] => {
    const [was, now] = [said[field], later.said[field]];
    if (was === undefined || now === undefined || isSame(was, now) || isSame(now, sent[field])) return [];
    return [{ kind: 'value', field, was, now, sent: sent[field] }];
  });
  return [...moved, ...values];
}

/** What the admins know once they are told. */
export function afterTelling(told: Known, later: Later): Known {
  const known = Object.fromEntries(Object.entries(later.said).filter(([, value]) => value !== undefined));
  return { place: told.place && (later.place ?? told.place), said: { ...told.said, ...known } };
}

/** However it is spelled. */
function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
