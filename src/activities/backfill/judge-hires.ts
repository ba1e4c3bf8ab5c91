import type { BackfillSteps, Judged } from '../../contracts/backfill.js';
import { dayOfInstant } from '../../hire/day.js';
import { sameName } from '../../hire/names.js';
import type { Hire } from '../../hire/order.js';
import type { FoundProblem } from '../../hire/problem.js';
import { sameEmail } from '../../hire/same-email.js';
import type { LuccaUser } from '../../lucca/lucca-client.js';
import { connectionOf, type CreateStepDeps } from '../deps.js';
import { holdersOf } from '../hire/holders.js';
import { createResolveDefaults } from '../hire/resolve-defaults.js';
import { createValidateHire } from '../hire/validate-hire.js';

/**
 * Looks what would become of hires by their first two steps and by Lucca's records with their addresses. Nothing is claimed, written or asked
 * of a person. What only the creation finds is not seen: namesakes, and what Lucca would refuse.
 */
export function createJudgeHires(deps: CreateStepDeps): BackfillSteps['judgeHires'] {
  const validateHire = createValidateHire({
    connections: deps.sources,
    now: deps.now,
    flatchrLagMs: 0, // they were hired long ago
    wakeGateway: async () => ({ taskQueue: '' }), // it is here
    applications: { claim: refuse, handOver: refuse },
  });
  const resolveDefaults = createResolveDefaults(deps);

  async function looked(hire: Hire): Promise<{ readonly judged: Judged; readonly email?: string; readonly name?: Name }> {
    const order = { hire, fields: {}, hiredAnyway: false, mayExist: true, startedAt: new Date(deps.now()).toISOString() };
    const valid = await validateHire(order);
    if (!('done' in valid) || !valid.done) return { judged: asked('problem' in valid ? valid.problem : undefined) };
    const { person, offer } = valid.done;
    const about = { startDate: person.startDate.value };
    const name = { firstName: person.firstName.value, lastName: person.lastName.value };
    const email = person.email.value;
    const defaults = await resolveDefaults({ connection: hire.connection, fields: {}, offer });
    if (defaults.problem) return { judged: { ...asked(defaults.problem), ...about }, email, name };
    const { department } = defaults.done;
    return { judged: { outcome: 'create', why: '', ...about, department: department?.label ?? undefined }, email, name };
  }

  return async ({ connection, hires }) => {
    const { lucca, settings } = connectionOf(deps, connection);
    const all: Awaited<ReturnType<typeof looked>>[] = [];
    for (const hire of hires) all.push(await looked(hire)); // one by one: how fast Flatchr may be asked is not known
    const { found } = await holdersOf(
      'mail',
      all.flatMap(({ email }) => email ?? []),
      lucca,
    );
    const today = dayOfInstant(deps.now(), settings.timeZone);
    return all.map(({ judged, email, name }) => {
      const holder = email === undefined ? undefined : found.find((user) => sameEmail(user.mail, email));
      return holder && name ? held(judged, holder, name, today) : judged;
    });
  };
}

interface Name {
  readonly firstName: string;
  readonly lastName: string;
}

function held(judged: Judged, user: LuccaUser, name: Name, today: string): Judged {
  const works = user.contractEnd === undefined || user.contractEnd >= today;
  if (works && sameName(user, name)) return { ...judged, outcome: 'linked', why: `is employee ${user.id} in Lucca` };
  return { ...judged, outcome: 'ask', why: `employee-exists: ${user.id}${works ? '' : ', a former one'}` };
}

function asked(problem: FoundProblem | undefined): Judged {
  const issues = (problem?.issues ?? []).map(({ code, field, given }) => [code, field, given].filter(Boolean).join(' '));
  return { outcome: 'ask', why: issues.join(', ') };
}

async function refuse(): Promise<never> {
  throw new Error('a look claims nothing');
}
