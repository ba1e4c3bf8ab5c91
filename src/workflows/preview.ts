import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import { asIfHired, type PreviewBasis, type PreviewOrder, type PreviewReport, type PreviewSteps } from '../contracts/preview.js';
import type { EmployeeDraft } from '../hire/draft.js';
import { hireId } from '../hire/order.js';
import type { FoundProblem } from '../hire/problem.js';
import type { Steps } from '../hire/steps.js';

/** Somebody waits for it. */
const SOON = {
  startToCloseTimeout: '60s',
  scheduleToCloseTimeout: '60s',
  heartbeatTimeout: '10s',
  retry: { maximumInterval: '5s' },
} as const;

const { preparePreview, validateHire } = proxyActivities<PreviewSteps & Steps>({ ...SOON, summary: 'Read Flatchr' });

/** Takes a hire through its first steps, up to what would be sent to Lucca, and leaves no trace of it. Its result is what `hire preview` shows. */
export async function preview(order: PreviewOrder): Promise<PreviewReport> {
  try {
    const { admins, hire, several } = await preparePreview(order);
    if (!hire) return { draft: {}, failed: whyNobody(several) };
    return await toTheRequests('basis' in order ? order.basis : asIfHired(hire, new Date().toISOString()), admins);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    const summary = `${error.activityType} did not come to its end in time${type ? ` (${type})` : ''}`;
    return { draft: {}, failed: { summary, remedy: 'run hire doctor, then try again' } };
  }
}

async function toTheRequests(
  { hire, fields, hiredAnyway, startedAt, earlier, dismissed, sent }: PreviewBasis,
  of: readonly string[],
): Promise<PreviewReport> {
  const { connection } = hire;
  const id = hireId(hire);
  let draft: Partial<EmployeeDraft> = {};
  const asked = (problem: FoundProblem): PreviewReport => ({ draft, asked: { problem, of } });

  const validated = { hire, fields, hiredAnyway, earlier, startedAt, mayExist: true };
  const valid = await validateHire(validated);
  draft = { ...valid.known, ...valid.done?.person };
  if (valid.repeat) return { draft, failed: { summary: `${valid.repeat.of} carries the same application`, remedy: 'preview that one' } };
  if (valid.problem) return asked(valid.problem);
  const { person, offer, gateway, seen } = valid.done;
  const { resolveDefaults, deriveLogin, createEmployee } = proxyActivities<Steps>({
    ...SOON,
    taskQueue: gateway.taskQueue,
    summary: 'Ask Lucca, and write nothing',
  });

  const defaults = await resolveDefaults({ connection, fields, offer });
  draft = { ...draft, ...defaults.known, ...defaults.done };
  if (defaults.problem) return asked(defaults.problem);

  const names = { firstName: person.firstName.value, lastName: person.lastName.value };
  const fixed = sent[0] && { done: sent[0].login, problem: undefined };
  const login = fixed ?? (await deriveLogin({ connection, hireId: id, ...names, wanted: fields.login, dismissed, onlyLook: true }));
  if (login.problem) return asked(login.problem);

  const whole: EmployeeDraft = { ...person, ...defaults.done, login: login.done };
  draft = whole;
  const result = await createEmployee({ kind: 'preview', hireId: id, connection, draft: whole, sent, dismissed, validated, seen });
  switch (result.kind) {
    case 'previewed':
      return { draft, preview: result.preview, employee: result.employee };
    case 'problem':
      return asked(result.problem);
    case 'created':
    case 'linked':
      return { draft, employee: result.employee };
    case 'login-taken':
    case 'recall':
    case 'stale':
      return { draft, failed: { summary: 'Something has changed meanwhile', remedy: 'try again' } };
  }
}

function whyNobody(several: readonly string[] = []): PreviewReport['failed'] {
  return several.length > 0
    ? { summary: `Flatchr has several applications of that address: ${several.join(', ')}`, remedy: 'name one by --applicant' }
    : { summary: 'Flatchr shows no such application', remedy: 'check what was typed; --email finds those that are in no hired column' };
}
