import type { Delivery } from '../hire/steps.js';

/** The mail of every working day about the hires that wait. */
export interface DailyListSteps {
  /** Mails the list to one admin; mails nothing when nothing waits. */
  sendDailyList(order: DailyListOrder): Promise<{ readonly hires: number }>;
}

/** What is posted to a chat channel. */
export interface ChatSteps {
  /** Posts a notice to the connection's channel, at least once; nothing where none is configured any more. */
  postToChat(order: ChatOrder): Promise<{ readonly posted: boolean }>;
}

/** Order of `postToChat`. */
export interface ChatOrder {
  readonly connection: string;
  /** The notice in one line; personal data. */
  readonly line: string;
}

/** What is written at the applicant in Flatchr. */
export interface NoteSteps {
  /** Writes a private note, at most once. `not-sent`: it certainly was not written, and may be sent later. */
  writeNote(order: NoteOrder): Promise<{ readonly outcome: 'written' | 'not-sent' | 'off'; readonly reason: string }>;
}

/** Order of `writeNote`. */
export interface NoteOrder {
  readonly connection: string;
  /** Flatchr's encoded id of the application. */
  readonly applicant: string;
  /** Plain text; may hold personal data. */
  readonly text: string;
}

/** A link that someone asked for on a page. */
export interface LinkSteps {
  /** Mails a link to one reader: to the problem that a hire waits with – nothing when it waits with none – or to the list. */
  sendLink(order: LinkOrder): Promise<Delivery>;
}

/** Order of `sendLink`. */
export interface LinkOrder {
  readonly connection: string;
  /** Digest of the reader's address. */
  readonly reader: string;
  /** Id of the hire; left out: the list of all. */
  readonly hire?: string | undefined;
}

/** Order of `sendDailyList`. */
export interface DailyListOrder {
  readonly connection: string;
  /** Address of an admin. */
  readonly to: string;
  /** ISO instant for which the list was planned; its day is the list's. */
  readonly plannedFor: string;
}
