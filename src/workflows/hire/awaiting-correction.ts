import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { Notice } from '../../hire/notice.js';
import type { FoundProblem } from '../../hire/problem.js';
import { isStopped } from '../stopped.js';
import type { Question } from './hire-memory.js';
import type { HireRecord } from './hire-record.js';
import { notifyAdmin, planWait } from './activity-options.js';

/** Nobody answered until the deadline. */
export class Expired extends Error {
  override readonly name = 'Expired';
}

/** A question that people are asked and reminded of, until {@link end}. */
export interface Asking {
  readonly question: Question;
  /** Until somebody answers, or Flatchr says something new. @throws {Expired} at the deadline. */
  answer(): Promise<void>;
  end(): void;
}

/**
 * Asks people. Mails and reminders go on beside the wait and end with it, so that neither a mail server that is down nor a slow calendar
 * can hold an answer up; and they go on while the hire looks whether Flatchr's new data answer it.
 */
export function ask(record: HireRecord, question: Question): Asking {
  const beside = new CancellationScope();
  const reminding = beside.run(() => remind(record, question));
  reminding.catch(() => undefined); // heard by who waits for the answer
  return {
    question,
    answer: () => Promise.race([condition(() => record.problem === undefined), reminding]),
    end: () => beside.cancel(),
  };
}

/** Whether it is the question that is asked already. */
export function asksTheSame({ problem: { number: _number, ...asked } }: Question, found: FoundProblem): boolean {
  return JSON.stringify(asked) === JSON.stringify(found);
}

/** Tells the admins, then others, then warns; ends only by {@link Expired} or by cancellation. */
async function remind(record: HireRecord, question: Question): Promise<never> {
  const { problem, since } = question;
  const { draft } = record.memory;
  const tellOnce = (notice: Notice) => {
    if (!record.wasTold(notice.kind, question)) tell(record, notice);
  };
  tellOnce({ kind: 'problem', problem, draft });
  const plan = await planWait({ connection: record.order.connection, since });
  record.plan = plan;
  const sleepUntil = async (reminder: 'escalation' | 'last-warning' | 'expired', at: string, summary: string) => {
    record.next = { reminder, at };
    record.show();
    const ms = Date.parse(at) - Date.now();
    if (ms > 0) await sleep(ms, { summary });
  };

  await sleepUntil('escalation', plan.escalateAt, 'Escalate: tell others that this hire waits');
  tellOnce({ kind: 'escalation', problem, draft, waitingSince: since });
  await sleepUntil('last-warning', plan.warnAt, 'Last warning before the hire expires');
  tellOnce({ kind: 'last-warning', problem, draft, expiresAt: plan.expireAt });
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
