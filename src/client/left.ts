import { WorkflowNotFoundError } from '@temporalio/client';
import { hireId, isNewerThan, type Hire, type Left } from '../hire/order.js';
import { leftSignal } from '../workflows/hire/messages.js';
import { hearLater } from './changes.js';
import { hasEmployee, isOpen, lastRun, MAX_ATTEMPTS, memoOf, type Hires } from './drags.js';

/** What became of a drag out of the hired column. */
export interface TakenLeft {
  readonly hire: string;
  /**
   * - `stopped`: the hire is open, and asks before it creates. - `told`: it has an employee, and the admins are asked whether it is off.
   * - `nothing`: no such hire, one that ended without an employee, or nothing new.
   */
  readonly outcome: 'stopped' | 'told' | 'nothing';
}

/**
 * Takes that a candidate was moved out of the hired column; returns only when Temporal has it durably.
 *
 * @throws what the SDK throws when Temporal cannot take it.
 */
export async function takeLeft(hires: Hires, who: Pick<Hire, 'connection' | 'applicant'>, left: Left): Promise<TakenLeft> {
  let hire = hireId(who);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const last = await lastRun(hires.client, hire);
    const { repeatOf, event = null, hired } = last ? memoOf(last) : {};
    if (repeatOf) {
      hire = repeatOf;
      continue;
    }
    if (!last || !isNewerThan({ switchedAt: left.at }, { switchedAt: event ?? undefined })) return { hire, outcome: 'nothing' };
    if (!isOpen(last)) {
      if (!hasEmployee(last) || !hired) return { hire, outcome: 'nothing' };
      const isNew = await hearLater(hires, hire, hired, { place: 'left', column: left.column, said: {} });
      return { hire, outcome: isNew ? 'told' : 'nothing' };
    }
    try {
      await hires.client.workflow.getHandle(hire, last.runId).signal(leftSignal, left);
      return { hire, outcome: 'stopped' };
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error; // it has ended meanwhile
    }
  }
  throw new Error(`${hire} begins and ends faster than it can be told of a drag`);
}
