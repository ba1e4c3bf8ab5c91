import { luccaBaseUrl } from '../../config/lucca-host.js';
import type { TraceSteps } from '../../contracts/trace.js';
import { LuccaError } from '../../lucca/errors.js';
import type { LuccaGet } from '../../lucca/http.js';
import { createLuccaReader } from '../../lucca/lucca-client.js';
import { WRITTEN_FIELDS } from '../../lucca/written-fields.js';
import { Tracer } from '../../trace/trace.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';

/** Nobody's: what a look-up answers that finds nobody. */
const NOBODY = 'flatchr-lucca-trace';
/** Enough for a shape. */
const SAMPLE = 20;

/** Asks Lucca all that hires ask of it, but for what writes, and keeps the shapes. */
export function createTraceLucca(deps: GatewayStepDeps): TraceSteps['traceLucca'] {
  return async ({ connection }) => {
    const { settings, http } = connectionOf(deps, connection);
    const tracer = new Tracer();
    const failed: string[] = [];
    const seen: LuccaGet = (call) => http({ ...call, onAnswer: (exchange) => tracer.add(exchange) });
    const lucca = createLuccaReader(seen, luccaBaseUrl(settings));
    const ask = async <T>(question: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof LuccaError)) throw error;
        failed.push(error.message);
        return undefined;
      }
    };

    await ask(() => lucca.establishments());
    await ask(() => lucca.departments());
    await ask(() => lucca.roles());
    await ask(() => lucca.contractTemplates());
    const people = ((await ask(() => lucca.everybody())) ?? []).slice(-SAMPLE);
    const two = people.filter(({ login, mail }) => login !== '' && mail !== '').slice(-2);
    for (const asked of [two.slice(0, 1), two]) {
      await ask(() =>
        lucca.usersBy(
          'login',
          asked.map(({ login }) => login),
        ),
      );
      await ask(() =>
        lucca.usersBy(
          'mail',
          asked.map(({ mail }) => mail),
        ),
      );
      await ask(() =>
        lucca.usersBy(
          'id',
          asked.map(({ id }) => id),
        ),
      );
    }
    await ask(() => lucca.usersBy('login', [NOBODY]));
    if (people.length > 0) await ask(() => lucca.contractsOf(people.map(({ id }) => id)));
    for (const fields of WRITTEN_FIELDS) {
      const query = { paging: `0,${SAMPLE}`, orderBy: 'id,asc', fields: ['id', ...fields].join(',') };
      await ask(() => seen({ method: 'GET', path: '/api/v3/users', query }));
    }
    return { calls: tracer.calls, failed };
  };
}
