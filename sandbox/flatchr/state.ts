import { SANDBOX_CONNECTION } from '../../src/config/sandbox-connection.js';

/** Flatchr writes ids in two forms; webhook and REST use different ones for the same thing. */
export interface Ids {
  readonly id: number;
  readonly encoded: string;
}

export interface Column extends Ids {
  readonly title: string;
  readonly position: number;
  readonly hired: boolean;
}

export interface Tag extends Ids {
  readonly title: string;
  readonly folder: boolean;
  readonly type: 'candidates' | 'vacancies';
}

export interface Vacancy extends Ids {
  readonly title: string;
  readonly reference: string;
  readonly contractTypeId: number | null;
  /** ISO timestamp. */
  readonly startDate: string | null;
  readonly tags: readonly Tag[];
}

interface Trait {
  readonly id: string;
  /** The tag's encoded id. */
  readonly tag: string;
  readonly value: string;
}

/** Text, and who may see it. */
export interface Note {
  readonly type: string;
  readonly private: boolean;
  readonly text: string;
}

/** One candidate's application to one vacancy. */
export interface Applicant extends Ids {
  readonly candidate: Ids & {
    readonly firstname: string | null;
    readonly lastname: string | null;
    readonly email: string | null;
    readonly phone: string | null;
  };
  /** Plain ids. */
  readonly vacancyId: number;
  columnId: number;
  /** What search shows until its lag is over; null: nothing. */
  previousColumnId: number | null;
  status: 0 | 1;
  readonly traits: Trait[];
  /** Comments, the oldest first. */
  notes?: Note[];
  /** Why this one is on the board, for people. */
  readonly hint: string;
  /** ISO instants. */
  readonly createdAt: string;
  updatedAt: string;
  /** What the webhook answered to the last drag. */
  answer?: WebhookAnswer;
}

/** Status 0: nobody answered. */
export interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
}

export interface FlatchrState {
  columns: Column[];
  tags: Tag[];
  contractTypes: { id: number; title: string }[];
  vacancies: Vacancy[];
  applicants: Applicant[];
  nextId: number;
}

export const COMPANY = { id: 60, encoded: SANDBOX_CONNECTION.companyId, name: 'Acme' } as const;
