import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { FoundProblem, Problem } from '../../hire/problem.js';
import type { Notice } from '../../hire/notice.js';
import { isStopped } from '../stopped.js';
import type { HireRecord } from './hire-record.js';
import { notifyAdmin, planWait } from './activity-options.js';

/** Nobody answered until the deadline. */
export class Expired extends Error {
  override readonly name = 'Expired';
}

/**
 * Parks the hire until a person answers. The wait starts at once; mails and reminders go on beside it and end with it, so that neither a
 * mail server that is down nor a slow calendar can hold an answer up.
 *
 * @throws {Expired} at the deadline.
 */
export async function awaitCorrection(record: HireRecord, found: FoundProblem): Promise<void> {
  const since = new Date().toISOString();
  const problem = record.park(found, since);
  const answered = () => record.problem !== problem;
  const beside = new CancellationScope();
  try {
    await Promise.race([condition(answered), beside.run(() => remind(record, problem, since))]);
  } finally {
    beside.cancel();
  }
}

/** Tells the admins, then others, then warns; ends only by {@link Expired} or by cancellation. */
async function remind(record: HireRecord, problem: Problem, since: string): Promise<never> {
  const draft = record.knownDraft;
  tell(record, { kind: 'problem', problem, draft });
  const plan = await planWait({ connection: record.order.connection, since });
  record.plan = plan;
  const sleepUntil = async (reminder: 'escalation' | 'last-warning' | 'expired', at: string, summary: string) => {
    record.next = { reminder, at };
    record.show();
    const ms = Date.parse(at) - Date.now();
    if (ms > 0) await sleep(ms, { summary });
  };

  await sleepUntil('escalation', plan.escalateAt, 'Escalate: tell others that this hire waits');
  tell(record, { kind: 'escalation', problem, draft, waitingSince: since });
  await sleepUntil('last-warning', plan.warnAt, 'Last warning before the hire expires');
  tell(record, { kind: 'last-warning', problem, draft, expiresAt: plan.expireAt });
  await sleepUntil('expired', plan.expireAt, 'The hire expires');
  throw new Expired();
}

/** A mail that nothing waits for: it is retried for as long as the hire waits. */
function tell(record: HireRecord, notice: Notice): void {
  notifyAdmin({ subject: record.subject, notice }).then(
    (delivery) => record.noteTold(notice.kind, delivery),
    (reason: unknown) => {
      if (!isStopped(reason)) throw reason;
    },
  );
}
