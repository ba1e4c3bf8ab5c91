import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import type { EmployeeDraft } from '../../hire/draft.js';
import type { Hire } from '../../hire/order.js';
import type { StepResult } from '../../hire/problem.js';
import type { CreateResult, Creation, EarlierEmployee, InLucca, Repeat, ValidateOrder } from '../../hire/steps.js';
import { ask, asksTheSame, type Asking } from './awaiting-correction.js';
import { complete, completeRepeat, endEarly, OnlyPreviewed, type HireResult } from './ending.js';
import type { Carried } from './hire-memory.js';
import { HireRecord } from './hire-record.js';
import { luccaSteps, notifyAdmin, recallHire, tellChanges, validateHire, wakeGateway } from './activity-options.js';
import { mustRenew, Renewal, renew } from './renewal.js';
import { isStopped } from '../stopped.js';
import { takeMessages } from './taking-messages.js';

/**
 * A candidate was moved to the hired column: validate the data, resolve defaults, derive the login, create the employee in Lucca and
 * notify the admin. Where a person must decide, wait for a correction and go round from the top with it.
 *
 * What this workflow keeps true:
 * 1. A draft is noted as sent before the activity that may send it starts, so that no later round forgets to look for it; and no later run.
 * 2. Once a draft may have reached Lucca, its login is never derived anew: a second login could make a second employee.
 *    Unless someone else holds that login: then none of them was carried out.
 * 3. Once an employee is known, nothing before the creation runs again: only the contract type and the mail remain.
 * 4. The run completes only with an employee. Without one it fails, and a later drag starts a new run under the same id, which knows of it.
 * 5. No message is lost while a run ends: a drag that arrives then makes it continue as a new one.
 */
export async function hire(order: Hire, carried: Carried = {}): Promise<HireResult> {
  const record = new HireRecord(order, carried);
  const run = CancellationScope.current();
  const work = new CancellationScope();
  takeMessages(record, work);
  run.cancelRequested.catch(() => record.noteEndBegins());
  try {
    const result = await work.run(() => carryOut(record));
    return result.kind === 'repeat' ? await completeRepeat(record, result) : await complete(record, result);
  } catch (reason) {
    const ended = run.consideredCancelled || record.abandonment !== undefined;
    if (!ended && (reason instanceof Renewal || (work.consideredCancelled && mustRenew()))) return await renew(record);
    record.noteEndBegins();
    return await CancellationScope.nonCancellable(() => endEarly(record, reason, work.consideredCancelled));
  }
}

async function carryOut(record: HireRecord): Promise<InLucca | Repeat> {
  const { question } = record.memory;
  let asking: Asking | undefined = question && ask(record, question);
  try {
    for (;;) {
      if (record.problem) await asking?.answer();
      if (asking && record.memory.question !== asking.question) {
        asking.end();
        asking = undefined;
      }
      const result = await goRound(record);
      switch (result.kind) {
        case 'created':
        case 'linked':
          record.noteInLucca(result);
          record.enter('notifyAdmin');
          record.noteTold(result.kind, await notifyAdmin({ subject: record.subject, notice: record.closingNotice(result) }));
          if (record.hasNews) await tellLater(record);
          return result;
        case 'still-there':
          record.noteStillThere(result.was.employee);
          await tellLater(record);
          return result.was;
        case 'repeat':
          return result;
        case 'problem':
          if (record.hasNews) break; // it is about what Flatchr said before
          if (asking && asksTheSame(asking.question, result.problem)) {
            record.ask(asking.question);
          } else {
            asking?.end();
            const question = record.park(result.problem);
            asking = mustRenew() ? undefined : ask(record, question); // else the next run asks
          }
          break;
        case 'previewed':
          if (record.hasNews) break; // likewise
          throw new OnlyPreviewed(result);
        case 'recall':
          record.noteRecalled(await recallHire({ hireId: record.id, earlier: record.earlier }));
          break;
        case 'login-taken': // someone was faster: the next round derives another
        case 'stale': // Flatchr says something else by now: the next round reads it
        case 'news':
          break;
      }
      // Here, and not on an answer: one that arrives while a run is renewed may be lost.
      if (mustRenew()) throw new Renewal();
    }
  } finally {
    asking?.end();
  }
}

type RoundResult =
  | CreateResult
  | Repeat
  /** Flatchr said something new meanwhile. */
  | { readonly kind: 'news' }
  /** The employee of an earlier run is in Lucca, and the admins know. */
  | { readonly kind: 'still-there'; readonly was: InLucca };

/** One round from the top. The steps before the creation are cheap and repeatable. */
async function goRound(record: HireRecord): Promise<RoundResult> {
  const { id: hireId, order, memory } = record;
  const { connection } = order;
  record.hasNews = false;
  if (record.earlier !== undefined) return { kind: 'recall' };
  if (memory.before) return lookAfter(record, memory.before);
  if (memory.creation) return setContractType(record, memory.creation);
  if (memory.link !== undefined) return link(record, memory.link);
  const { fields, dismissed, hiredAnyway, startedAt, left } = memory;

  record.enter('validateHire');
  const validated: ValidateOrder = {
    hire: order,
    fields,
    hiredAnyway,
    earlier: memory.reading,
    startedAt,
    mayExist: record.mayExist,
    left,
  };
  const valid = await validateHire(validated);
  if (valid.repeat) return valid.repeat;
  record.noteReading(valid.reading);
  if (valid.known) record.learn(valid.known);
  if (valid.problem) return blocked(valid);
  const { person, offer, gateway, seen, said } = valid.done;
  record.keep({ said });
  const { resolveDefaults, deriveLogin, createEmployee } = luccaSteps(gateway);
  record.learn(person, offer);

  record.enter('resolveDefaults');
  const defaults = await resolveDefaults({ connection, fields, offer });
  if (defaults.problem) return blocked(defaults);
  record.learn(defaults.done);

  record.enter('deriveLogin');
  const names = { firstName: person.firstName.value, lastName: person.lastName.value };
  const login = record.fixedLogin ?? (await deriveLogin({ connection, hireId, ...names, wanted: fields.login, dismissed }));
  if (login.problem) return blocked(login);
  record.learn({ login: login.done });

  if (record.hasNews) return { kind: 'news' };
  record.enter('createEmployee');
  const draft: EmployeeDraft = { ...person, ...defaults.done, login: login.done };
  const { sent, settleFrom } = record.memory;
  record.noteSending(draft);
  const { knows } = record;
  const intent = { draft, sent, settleFrom, dismissed, knows, validated, seen, approved: memory.approved };
  const creating = new CancellationScope();
  record.stopCreation = () => creating.cancel();
  try {
    const result = await creating.run(() => createEmployee({ kind: 'create', hireId, connection, ...intent }));
    record.noteResult(draft, result);
    return result;
  } catch (reason) {
    // Stopped by itself, not with all that is under way.
    if (!isStopped(reason) || !creating.consideredCancelled || CancellationScope.current().consideredCancelled) throw reason;
    record.noteCreationStopped();
    return { kind: 'news' };
  } finally {
    record.stopCreation = undefined;
  }
}

/** The employee is there, and Flatchr says something new. Trouble with it holds no hire up: the next comparison sees it, too. */
async function tellLater({ id: hireId, order, memory: { left } }: HireRecord): Promise<void> {
  await tellChanges({ hireId, order, left }).catch((reason: unknown) => {
    if (!(reason instanceof ActivityFailure) || isCancellation(reason)) throw reason;
  });
}

/** The employee exists and only its contract type was refused: nothing else is asked again. */
async function setContractType(record: HireRecord, creation: Creation): Promise<CreateResult> {
  const { id: hireId, memory } = record;
  const { connection } = record.order;

  record.enter('resolveDefaults');
  const { resolveDefaults, createEmployee } = luccaSteps(await wakeGateway({ connection }));
  const defaults = await resolveDefaults({ connection, fields: memory.fields, offer: memory.offer });
  if (defaults.problem) return blocked(defaults);

  record.enter('createEmployee');
  const draft = { ...creation.draft, contractType: defaults.done.contractType };
  const result = await createEmployee({ kind: 'set-contract-type', hireId, connection, draft, employee: creation.employee });
  record.noteResult(draft, result);
  return result;
}

/** A person said which employee in Lucca the hire is. */
async function link(record: HireRecord, employeeId: number): Promise<CreateResult> {
  record.enter('createEmployee');
  record.keep({ link: undefined }); // if there is no such employee, the next answer may be of another kind
  const { connection } = record.order;
  const { createEmployee } = luccaSteps(await wakeGateway({ connection }));
  return await createEmployee({ kind: 'link', hireId: record.id, connection, employeeId });
}

/** An earlier run ended with an employee: while it is in Lucca, only a mail that did not go out is left to do. */
async function lookAfter(record: HireRecord, before: EarlierEmployee): Promise<RoundResult> {
  record.enter('createEmployee');
  const { connection } = record.order;
  const { createEmployee } = luccaSteps(await wakeGateway({ connection }));
  const result = await createEmployee({ kind: 'look', hireId: record.id, connection, before });
  if (result.kind !== 'created' && result.kind !== 'linked') return result;
  record.keep({ before: undefined });
  if (before.told) return { kind: 'still-there', was: result };
  return record.memory.creation ? await setContractType(record, record.memory.creation) : result;
}

function blocked({ problem }: Extract<StepResult<unknown>, { problem: object }>): CreateResult {
  return { kind: 'problem', problem, maybeSent: false };
}
