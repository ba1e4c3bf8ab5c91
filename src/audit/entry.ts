import { createHash } from 'node:crypto';
import type { Change } from '../hire/changes.js';
import type { CorrectionKind } from '../hire/correction.js';
import type { Field } from '../hire/draft.js';
import type { Notice } from '../hire/notice.js';
import type { HireOrigin } from '../hire/order.js';
import type { ProblemCode } from '../hire/problem.js';

/**
 * By what right somebody acted. `mail-link`: whoever held the link that was mailed to that address. `session`: somebody signed in to the pages.
 * `cli`: a user of this machine, who may call himself anything (`--by`). `signal`, `update`: by Temporal's own tools, under a name of one's choice.
 * `flatchr`: its webhook. `system`: the connector by itself, or Temporal.
 */
export type Right = 'mail-link' | 'session' | 'cli' | 'signal' | 'update' | 'flatchr' | 'system';

/** Who did something; `name` is written as a digest only. */
export interface Who {
  readonly kind: Right;
  /** Mail address, or name of a user. */
  readonly name?: string | undefined;
}

/** What can be in the trail, and what is told of it: no names and no values. */
export type Deed =
  | { readonly what: 'dragged'; readonly origin: HireOrigin | 'webhook' }
  /** By a newer drag; or it was taken up again, which stands before it with who said so. */
  | { readonly what: 'begun-again' }
  | { readonly what: 'asked'; readonly problem: number; readonly code: ProblemCode }
  | {
      readonly what: 'answered';
      readonly answer: CorrectionKind;
      readonly problem?: number | undefined;
      readonly fields?: readonly Field[];
    }
  | { readonly what: 'created' | 'linked' | 'still-in-lucca' | 'abandoned' | 'expired' | 'previewed' }
  /** Out of the hired column. */
  | { readonly what: 'left' }
  /** Flatchr says something else since the employee is there: names of fields, or where the candidate went. */
  | { readonly what: 'changed'; readonly changes: readonly (Field | Change['kind'])[] }
  | { readonly what: 'repeat'; readonly of: string }
  /** A mail server, a chat or Flatchr has taken a message. */
  | {
      readonly what: 'mailed';
      readonly notice: Notice['kind'] | 'link' | 'daily-list';
      readonly accepted: number;
      readonly refused: number;
    }
  | { readonly what: 'posted' | 'noted' }
  | { readonly what: 'signed-in' | 'signed-out' | 'reopened' | 'tried-again' }
  | { readonly what: 'decoded' | 'encoded'; readonly payloads?: number }
  | { readonly what: 'exported'; readonly as: string }
  | { readonly what: 'erased'; readonly reason?: string }
  | { readonly what: 'token-made' | 'paused' | 'resumed' | 'sent-in' | 'trial' };

/** What is to be written. */
export type AuditEvent = Deed & {
  readonly by: Who;
  /** Id of the hire; after it was erased its digest. */
  readonly hire?: string | undefined;
  readonly connection?: string | undefined;
  /** The same in every repeat of the event; left out: it is written once at most. */
  readonly id?: string | undefined;
};

/** The end of a chain as somebody saw it. */
export interface Head {
  /** Of the chain. */
  readonly audit: string;
  /** Number of the entry. */
  readonly n: number;
  readonly hash: string;
}

/** An entry as it was read: of the event all but the name. */
export interface Entry extends Head {
  /** ISO instant. */
  readonly at: string;
  readonly what: string;
  readonly prev: string;
  readonly by?: { readonly kind: string; readonly digest?: string };
  readonly hire?: string;
  readonly connection?: string;
  readonly id?: string;
  /** Ends of other chains that nobody had named yet, where a file begins. */
  readonly seen?: readonly Head[];
  readonly [detail: string]: unknown;
}

/** What the first entry of a chain follows. */
export const BEGINNING = '0'.repeat(64);
const TAIL = /,"hash":"([0-9a-f]{64})"\}$/;
const TAIL_LENGTH = ',"hash":""}'.length + 64;

/** Ends an entry with its hash: of all that stands before it in the line, the hash of the entry before included. */
export function seal(entry: Omit<Entry, 'hash'>): { line: string; hash: string } {
  const body = JSON.stringify(entry).slice(0, -1);
  const hash = sha256(body);
  return { line: `${body},"hash":"${hash}"}`, hash };
}

/** @returns undefined for what is no line of a trail; `intact`: its hash is that of the line. */
export function readLine(line: string): { entry: Entry; intact: boolean } | undefined {
  if (!line.startsWith('{"audit":"')) return undefined;
  try {
    const entry = JSON.parse(line) as Entry; // what is wrong in it does not hold its hash, which is looked at before anything else
    const [, hash] = TAIL.exec(line) ?? [];
    return { entry, intact: hash !== undefined && hash === sha256(line.slice(0, -TAIL_LENGTH)) };
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
