import { ApplicationFailure, type CancellationScope, log, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { correctionErrors, type Correction, type CorrectionError } from '../../hire/correction.js';
import { FIELDS } from '../../hire/draft.js';
import { Failure } from '../../hire/failures.js';
import { fieldOf } from '../../hire/problem.js';
import { readLeft, readOrder } from '../../hire/order.js';
import type { HireRecord } from './hire-record.js';
import {
  correctionSignal,
  correctUpdate,
  dragSignal,
  leftSignal,
  mailLateSignal,
  previewQuery,
  stateQuery,
  type CorrectionTaken,
} from './messages.js';
import { mustRenew } from './renewal.js';

/** Of what is wrong with a message; the rest would be as long as the message. */
const MAX_ERRORS = 5;

/**
 * Answers the hire's messages from its first moment on. Handlers note what arrives; the main line acts on it.
 *
 * 1. A signal never throws, whatever anybody sends: that would fail the workflow task.
 * 2. However many arrive, the run is renewed before Temporal ends it for the length of its history.
 */
export function takeMessages(record: HireRecord, work: Pick<CancellationScope, 'cancel' | 'consideredCancelled'>): void {
  const take = (correction: Correction): CorrectionTaken => {
    const taken = note(record, correction);
    if (correction.kind === 'abandon') work.cancel();
    return taken;
  };
  const renewInTime = () => {
    if (mustRenew()) work.cancel();
  };
  const ignored = (why: string) => {
    record.ignoredSignal = why;
    record.show();
    log.warn('signal ignored', { why });
    renewInTime();
  };

  setHandler(previewQuery, () => record.previewBasis, { description: 'Of the connector itself: what decides what would be sent' });
  setHandler(stateQuery, () => record.state, { description: 'Status, step, draft with origins, problem, corrections' });

  setHandler(
    mailLateSignal,
    () => {
      record.noteMailLate();
      renewInTime();
    },
    { description: 'Sent by the connector itself: a mail is not taken' },
  );

  setHandler(
    dragSignal,
    (input) => {
      const order = readOrder(input, record.order);
      if (!order) return ignored('drag: no order of this hire');
      const ending = record.abandonment !== undefined || record.hasEnded || (work.consideredCancelled && !mustRenew());
      record.takeDrag(order, ending);
      renewInTime();
    },
    { description: 'Sent by the connector itself: the candidate was moved to the hired column again' },
  );

  setHandler(
    leftSignal,
    (input) => {
      const left = readLeft(input);
      if (!left) return ignored('left: not a column and an instant');
      record.takeLeft(left);
      renewInTime();
    },
    { description: 'Sent by the connector itself: the candidate was moved out of the hired column' },
  );

  setHandler(correctUpdate, take, {
    description: 'Answers the current problem, or abandons the hire; refuses at once what cannot be used',
    // Synchronous: an async validator would accept everything (its promise is never awaited).
    validator(correction) {
      const errors = refusalOf(record, correction);
      if (errors.length > 0) throw refused(errors);
    },
  });

  setHandler(
    correctionSignal,
    (correction) => {
      const errors = refusalOf(record, correction);
      if (errors.length > 0) return ignored(errors.map(sentence).join('; '));
      take({ ...correction, via: 'signal' });
      renewInTime();
    },
    { description: 'As the update correct, for the Temporal UI and CLI; a wrong one is ignored and reported in the current details' },
  );

  setDefaultSignalHandler(() => ignored('a hire knows no signal of that name'));
}

function note(record: HireRecord, correction: Correction): CorrectionTaken {
  const problem = record.problem;
  switch (correction.kind) {
    case 'fields':
      record.keep({ fields: { ...record.memory.fields, ...correction.fields } });
      break;
    case 'use-existing':
      record.keep({ link: correction.employeeId });
      break;
    case 'create-anyway':
      record.keep({
        // Also where namesakes keep Flatchr from telling which one it is.
        hiredAnyway: record.memory.hiredAnyway || problem?.step === 'validateHire',
        dismissed: [...record.memory.dismissed, ...(problem?.existing ?? []).map(({ id }) => id)],
      });
      break;
    case 'approve':
      record.keep({ approved: problem?.preview?.draft });
      break;
    case 'abandon':
      record.noteEnding({ by: correction.by, reason: correction.reason });
      break;
    case 'retry':
      break;
  }
  // The employee of an earlier run is gone, and so is all that was sent for it: the hire begins as if there had been none.
  if (problem?.code === 'employee-gone' && correction.kind !== 'retry')
    record.keep({ before: undefined, creation: undefined, employee: undefined, sent: [], settleFrom: undefined });
  record.resume(correction, new Date().toISOString());
  return { taken: true, problem: problem?.number };
}

/** Why a correction cannot be taken now: its shape first, then the state of the hire. */
function refusalOf(record: HireRecord, input: Correction): CorrectionError[] {
  const errors = correctionErrors(input).slice(0, MAX_ERRORS);
  if (errors.length > 0) return errors;
  const { problem, abandonment } = record;
  const no = (path: string, rule: string, remedy: string): CorrectionError[] => [{ path, rule, remedy }];

  if (abandonment || record.hasEnded) return no('', 'the hire has ended', 'drag the candidate to the hired column again to start anew');
  if (input.problem !== undefined && input.problem !== problem?.number)
    return no(
      'problem',
      `${input.problem} is not the current one`,
      problem ? `look at problem ${problem.number}` : 'nothing waits for an answer now',
    );
  if (input.kind === 'abandon') return [];
  if (!problem) return no('kind', 'nothing waits for an answer now', 'only abandon is possible while the hire is under way');
  if (!problem.remedies.includes(input.kind))
    return no('kind', `${input.kind} does not answer ${problem.code}`, `use one of ${problem.remedies.join(', ')}, abandon`);
  if (input.kind === 'fields' && input.fields.login !== undefined && record.memory.sent.length > 0)
    return no('fields.login', 'the login is fixed once an employee may exist with it', 'leave it out, and change it later in Lucca');
  return withoutEffect(record, input);
}

/** Once the employee exists, only what the problem asks for can still reach Lucca: anything else would be taken and lost. */
function withoutEffect({ memory, problem }: HireRecord, input: Correction): CorrectionError[] {
  if (!memory.creation || !problem || input.kind !== 'fields') return [];
  const asked = problem.issues.map(fieldOf);
  const others = FIELDS.filter((field) => input.fields[field] !== undefined && !asked.includes(field));
  return others.map((field) => ({ path: `fields.${field}`, rule: 'the employee exists', remedy: 'change it in Lucca' }));
}

function refused(errors: CorrectionError[]): ApplicationFailure {
  return ApplicationFailure.create({
    type: Failure.CorrectionRefused,
    message: errors.map(sentence).join('; '),
    details: [errors],
    nonRetryable: true,
  });
}

function sentence({ path, rule, remedy }: CorrectionError): string {
  return `${path ? `${path}: ` : ''}${rule} (${remedy})`;
}
