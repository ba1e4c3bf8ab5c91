import { changesTo, type Employee, type EmployeeDraft } from './draft.js';
import type { CreateResult, Creation, Sendings } from './steps.js';

export const NOTHING_SENT: Sendings = { sent: [] };

/** An activity that may send this draft is about to start. */
export function withSending(before: Sendings, draft: EmployeeDraft): Sendings {
  return { ...before, sent: [...before.sent, draft] };
}

/** Forgets drafts that certainly did not reach Lucca; remembers what was created. */
export function withResult(before: Sendings, draft: EmployeeDraft, result: CreateResult): Sendings {
  switch (result.kind) {
    case 'login-taken':
      // Logins are unique in Lucca: while someone else holds this one, no draft with it was carried out, not even one that was in doubt.
      return { ...before, sent: before.sent.filter(({ login }) => login.value !== draft.login.value) };
    case 'recall':
    case 'stale':
      return withoutLast(before, draft);
    case 'problem':
    case 'previewed':
      if (result.employee) return { ...before, creation: creationOf(before, draft, result.employee, result.draft) };
      return result.maybeSent ? { ...before, sent: distinct(before.sent) } : withoutLast(before, draft);
    case 'linked':
      return before;
    case 'created':
      return { ...before, creation: creationOf(before, draft, result.employee, result.draft) };
  }
}

/** What two runs of one hire may have sent. */
export function together(one: Sendings, other: Sendings): Sendings {
  const settleFrom = Math.max(one.settleFrom ?? 0, other.settleFrom ?? 0);
  return {
    sent: distinct([...one.sent, ...other.sent]),
    creation: other.creation ?? one.creation,
    ...(settleFrom > 0 && { settleFrom }),
  };
}

/** Once created, it stays what it was created from, but for the contract type. */
function creationOf(before: Sendings, draft: EmployeeDraft, employee: Employee, inLucca = draft): Creation {
  return { ...before.creation, employee, draft: inLucca, ...(inLucca !== draft && { toChange: changesTo(draft, inLucca) }) };
}

/** Only what this activity was about to send: the same draft may be in doubt from an earlier one. */
function withoutLast(before: Sendings, draft: EmployeeDraft): Sendings {
  const last = before.sent.findLastIndex((other) => sameDraft(other, draft));
  return { ...before, sent: before.sent.filter((_other, at) => at !== last) };
}

/** A draft that was sent again is looked for once. */
function distinct(drafts: readonly EmployeeDraft[]): EmployeeDraft[] {
  return drafts.filter((draft, at) => drafts.findIndex((other) => sameDraft(draft, other)) === at);
}

/** Whether two drafts have the same values, wherever those came from. */
export function sameDraft(one: EmployeeDraft, other: EmployeeDraft): boolean {
  return Object.keys(changesTo(one, other)).length === 0 && Object.keys(changesTo(other, one)).length === 0;
}
