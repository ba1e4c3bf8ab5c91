import type { TraceSteps } from '../../contracts/trace.js';
import { createFlatchrClient, FLATCHR_URL, FlatchrError } from '../../flatchr/flatchr-client.js';
import { dayOfInstant } from '../../hire/day.js';
import { Tracer } from '../../trace/trace.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

/** Nobody's: what a search answers that finds nobody. */
const NOBODY = 'flatchr-lucca-trace@example.org';
/** Enough for a shape. */
const SAMPLE = 3;
const DAYS = 90;

/** Asks Flatchr all that hires ask of it, and keeps the shapes. */
export function createTraceFlatchr(deps: Pick<HireStepDeps, 'connections' | 'now'>): TraceSteps['traceFlatchr'] {
  return async ({ connection }) => {
    const { flatchr: own, timeZone } = connectionOf(deps, connection).settings;
    const { apiKey, companyId, url: baseUrl = FLATCHR_URL } = own;
    if (apiKey === undefined) return { calls: [], failed: ['flatchr.apiKey is not configured: nothing can be asked'] };
    const tracer = new Tracer();
    const failed: string[] = [];
    const { now } = deps;
    const flatchr = createFlatchrClient({ baseUrl, companyId, apiKey, now, onAnswer: (exchange) => tracer.add(exchange) });
    const ask = async <T>(question: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof FlatchrError)) throw error;
        failed.push(error.message);
        return undefined;
      }
    };

    await ask(() => flatchr.columns());
    await ask(() => flatchr.candidateTags());
    await ask(() => flatchr.contractTypes());
    const vacancies = await ask(() => flatchr.vacancyIds());
    for (const id of [...(vacancies?.values() ?? [])].slice(-SAMPLE)) await ask(() => flatchr.vacancy(id));
    const days = { from: dayOfInstant(now() - DAYS * 86_400_000, timeZone), to: dayOfInstant(now(), timeZone) };
    const hired = await ask(() => flatchr.hired('flagged', days));
    for (const { applicant } of hired?.rows.slice(-SAMPLE) ?? []) await ask(() => flatchr.tagsOf(applicant));
    await ask(() => flatchr.search({ email: NOBODY }, undefined));
    return { calls: tracer.calls, failed };
  };
}
