import { isProduction } from '../../config/lucca-host.js';
import type { TrialRefusal, TrialSteps } from '../../contracts/trial.js';
import type { Fields } from '../../hire/correction.js';
import { dayOfInstant } from '../../hire/day.js';
import type { FoundProblem } from '../../hire/problem.js';
import { inventedDraft } from '../../trial/person.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';
import { createResolveDefaults } from '../hire/resolve-defaults.js';

/** The trial creates an employee, and so does no connection of that mode. */
export const ONLY_PREVIEWS: TrialRefusal = {
  refused: 'This connection has mode: preview: nothing is ever written to its Lucca',
  remedy: 'give the connection mode: approve or live for the trial',
};

/** Where the configuration has no default, the first that Lucca offers will do: nobody works there. */
export function createPrepareTrial(deps: GatewayStepDeps): TrialSteps['prepareTrial'] {
  const resolve = createResolveDefaults(deps);
  return async ({ connection, production, token }) => {
    const { settings } = connectionOf(deps, connection);
    if (settings.mode === 'preview') return ONLY_PREVIEWS;
    if (isProduction(settings) && !production)
      return {
        refused: 'This is a production account: an employee who is created there stays, since Lucca deletes no files',
        remedy: 'use a test account (acme.ilucca-test.net), or say --production',
      };
    const order = { connection, offer: { departments: [], contractType: [] } };
    let { done, problem } = await resolve({ ...order, fields: {} });
    if (problem) ({ done, problem } = await resolve({ ...order, fields: firstOffered(problem) }));
    if (!done) return withoutValues(problem);
    const { timeZone, login } = settings;
    return { draft: inventedDraft(token, dayOfInstant(deps.now(), timeZone), login, done) };
  };
}

function firstOffered({ issues }: FoundProblem): Fields {
  const missing = issues.filter(({ code, choices }) => code === 'missing' && choices?.length);
  return Object.fromEntries(missing.map(({ field, choices }) => [field, String(choices?.[0]?.id)]));
}

function withoutValues(problem: FoundProblem | undefined): TrialRefusal {
  const fields = (problem?.issues ?? []).map(({ field, code, given }) => `${field} (${code}${given === undefined ? '' : ` ${given}`})`);
  return { refused: `Lucca has no usable value for ${fields.join(', ')}`, remedy: 'run hire doctor, and correct defaults' };
}
