import { ActivityFailure, ApplicationFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { EmployeeDraft } from '../../src/hire/draft.js';
import { hireId, type Hire } from '../../src/hire/order.js';
import type { NaiveSteps } from './steps.js';

/** With Temporal's default retries: for ever, after 1 s, 2 s, 4 s … up to 100 s. */
const { validateHire, resolveDefaults, deriveLogin, createEmployee, notifyAdmin } = proxyActivities<NaiveSteps>({
  startToCloseTimeout: '1m',
});

/** The five steps in a row, as a first Temporal workflow has them; under the name by which the web process starts a hire. */
export async function hire(order: Hire): Promise<void> {
  const { connection, candidate } = order;
  const { person, offer } = await validateHire(order, workflowInfo().startTime.toISOString());
  const defaults = await resolveDefaults(offer);
  for (;;) {
    const login = await deriveLogin(person.firstName.value, person.lastName.value);
    const draft: EmployeeDraft = { ...person, ...defaults, login };
    try {
      const employee = await createEmployee(draft);
      const subject = { hireId: hireId(order), connection, person: `${candidate.firstName} ${candidate.lastName}` };
      return void (await notifyAdmin({ subject, notice: { kind: 'created', draft, employee } }));
    } catch (error) {
      if (!isLoginTaken(error)) throw error;
    }
  }
}

function isLoginTaken(error: unknown): boolean {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === 'LoginTaken';
}
