import { CancellationScope } from '@temporalio/workflow';
import type { EmployeeDraft } from '../../hire/draft.js';
import type { Hire } from '../../hire/hire.js';
import type { StepResult } from '../../hire/problem.js';
import type { CreateResult, InLucca } from '../../hire/steps.js';
import { awaitCorrection } from './awaiting-correction.js';
import { complete, endEarly, type HireResult } from './ending.js';
import { HireRecord, type Creation } from './hire-record.js';
import { luccaSteps, notifyAdmin, validateHire, wakeGateway } from './activity-options.js';
import { takeCorrections } from './taking-corrections.js';

/**
 * A candidate was moved to the hired column: validate the data, resolve defaults, derive the login, create the employee in Lucca and
 * notify the admin. Where a person must decide, wait for a correction and go round from the top with it.
 *
 * What this workflow keeps true:
 * 1. A draft is noted as sent before the activity that may send it starts, so that no later round forgets to look for it.
 * 2. Once a draft may have reached Lucca, its login is never derived anew: a second login could make a second employee.
 *    Unless someone else holds that login: then none of them was carried out.
 * 3. Once an employee is known, nothing before the creation runs again: only the contract type and the mail remain.
 * 4. The run completes only with an employee. Without one it fails, so that a later drag may start a new run under the same id.
 */
export async function hire(order: Hire): Promise<HireResult> {
  const record = new HireRecord(order);
  const work = new CancellationScope();
  takeCorrections(record, () => work.cancel());
  try {
    const result = await work.run(() => carryOut(record));
    return await complete(record, result);
  } catch (reason) {
    return await CancellationScope.nonCancellable(() => endEarly(record, reason, work.consideredCancelled));
  }
}

async function carryOut(record: HireRecord): Promise<InLucca> {
  for (;;) {
    const result = await goRound(record);
    switch (result.kind) {
      case 'created':
      case 'linked':
        record.noteInLucca(result);
        record.enter('notifyAdmin');
        record.noteTold(result.kind, await notifyAdmin({ subject: record.subject, notice: record.closingNotice(result) }));
        return result;
      case 'problem':
        await awaitCorrection(record, result.problem);
        break;
      case 'login-taken': // someone was faster: the next round derives another
        break;
    }
  }
}

/** One round from the top. The steps before the creation are cheap and repeatable. */
async function goRound(record: HireRecord): Promise<CreateResult> {
  const { id: hireId, order, fields, dismissed, hiredAnyway, startedAt } = record;
  const { connection } = order;
  if (record.creation) return setContractType(record, record.creation);
  if (record.link !== undefined) return link(record, record.link);

  record.enter('validateHire');
  const valid = await validateHire({ hire: order, fields, hiredAnyway, startedAt });
  if (valid.known) record.learn(valid.known);
  if (valid.problem) return blocked(valid);
  const { person, offer, gateway } = valid.done;
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

  record.enter('createEmployee');
  const draft: EmployeeDraft = { ...person, ...defaults.done, login: login.done };
  const sent = record.sent;
  record.noteSent(draft);
  const result = await createEmployee({ kind: 'create', hireId, connection, draft, sent, dismissed });
  record.noteResult(draft, result);
  return result;
}

/** The employee exists and only its contract type was refused: nothing else is asked again. */
async function setContractType(record: HireRecord, creation: Creation): Promise<CreateResult> {
  const { id: hireId, fields, offer } = record;
  const { connection } = record.order;

  record.enter('resolveDefaults');
  const { resolveDefaults, createEmployee } = luccaSteps(await wakeGateway({ connection }));
  const defaults = await resolveDefaults({ connection, fields, offer });
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
  record.link = undefined; // if there is no such employee, the next answer may be of another kind
  const { connection } = record.order;
  const { createEmployee } = luccaSteps(await wakeGateway({ connection }));
  return await createEmployee({ kind: 'link', hireId: record.id, connection, employeeId });
}

function blocked({ problem }: Extract<StepResult<unknown>, { problem: object }>): CreateResult {
  return { kind: 'problem', problem, maybeSent: false };
}
