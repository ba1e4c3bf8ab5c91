import { ApplicationFailure, log, patched, setHandler } from '@temporalio/workflow';
import { correctionErrors, type Correction, type CorrectionError } from '../../hire/correction.js';
import { FIELDS } from '../../hire/draft.js';
import { Failure } from '../../hire/failures.js';
import { fieldOf } from '../../hire/problem.js';
import type { HireRecord } from './hire-record.js';
import { correctionSignal, correctUpdate, mailLateSignal, stateQuery, type CorrectionTaken } from './messages.js';

/** Answers the hire's messages from its first moment on. Handlers note a correction; the main line acts on it. */
export function takeCorrections(record: HireRecord, onAbandon: () => void): void {
  const take = (correction: Correction): CorrectionTaken => {
    const taken = note(record, correction);
    if (correction.kind === 'abandon') onAbandon();
    return taken;
  };

  setHandler(stateQuery, () => record.state, { description: 'Status, step, draft with origins, problem, corrections' });

  setHandler(mailLateSignal, () => record.noteMailLate(), { description: 'Sent by the connector itself: a mail is not taken' });

  setHandler(correctUpdate, take, {
    description: 'Answers the current problem, or abandons the hire; refuses at once what cannot be used',
    // Synchronous: an async validator would accept everything (its promise is never awaited).
    validator(correction) {
      const refusal = refusalOf(record, correction);
      const errors = refusal.length > 0 ? refusal : withoutEffect(record, correction);
      if (errors.length > 0) throw refused(errors);
    },
  });

  setHandler(
    correctionSignal,
    (correction) => {
      // A signal has no answer and must never throw: that would fail the workflow task.
      let errors = refusalOf(record, correction);
      if (errors.length === 0) {
        const lost = withoutEffect(record, correction);
        // A run of an earlier version took such a signal and went on from it: when it is replayed, it must take it again. An update needs no
        // patch, since its validator does not run on replay. Asked only where it matters, so that no other run has the marker.
        if (lost.length > 0 && patched('fields-without-effect')) errors = lost;
      }
      if (errors.length === 0) return void take(correction);
      record.ignoredSignal = errors.map(sentence).join('; ');
      record.show();
      log.warn('correction signal ignored', { errors: errors.map(sentence) });
    },
    { description: 'As the update correct, for the Temporal UI and CLI; a wrong one is ignored and reported in the current details' },
  );
}

function note(record: HireRecord, correction: Correction): CorrectionTaken {
  const problem = record.problem;
  switch (correction.kind) {
    case 'fields':
      record.fields = { ...record.fields, ...correction.fields };
      break;
    case 'use-existing':
      record.link = correction.employeeId;
      break;
    case 'create-anyway':
      record.hiredAnyway ||= problem?.step === 'validateHire'; // also where namesakes keep Flatchr from telling which one it is
      record.dismissed = [...record.dismissed, ...(problem?.existing ?? []).map(({ id }) => id)];
      break;
    case 'abandon':
      record.abandonment = { by: correction.by, reason: correction.reason };
      break;
    case 'retry':
      break;
  }
  record.resume(correction, new Date().toISOString());
  return { taken: true, problem: problem?.number };
}

/** Why a correction cannot be taken now: its shape first, then the state of the hire. */
function refusalOf(record: HireRecord, input: Correction): CorrectionError[] {
  const errors = correctionErrors(input);
  if (errors.length > 0) return errors;
  const { problem, abandonment } = record;
  const no = (path: string, rule: string, remedy: string): CorrectionError[] => [{ path, rule, remedy }];

  if (abandonment || !['in-progress', 'awaiting-correction'].includes(record.status))
    return no('', 'the hire has ended', 'drag the candidate to the hired column again to start anew');
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
  if (input.kind === 'fields' && input.fields.login !== undefined && record.sent.length > 0)
    return no('fields.login', 'the login is fixed once an employee may exist with it', 'leave it out, and change it later in Lucca');
  return [];
}

/** Once the employee exists, only what the problem asks for can still reach Lucca: anything else would be taken and lost. */
function withoutEffect({ creation, problem }: HireRecord, input: Correction): CorrectionError[] {
  if (!creation || !problem || input.kind !== 'fields') return [];
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
