import type { DoctorSteps } from '../../contracts/doctor.js';
import { checkLucca } from '../../doctor/lucca.js';
import { dayOfInstant } from '../../hire/day.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';
import { createResolveDefaults } from '../hire/resolve-defaults.js';

/** Looks at a connection's Lucca from its gateway, within the quota. */
export function createCheckLucca(deps: GatewayStepDeps): DoctorSteps['checkLucca'] {
  return async ({ connection }) => {
    const own = connectionOf(deps, connection);
    return await checkLucca({
      ...own,
      today: dayOfInstant(deps.now(), own.settings.timeZone),
      async issuesOf(values, offer) {
        const imagined = new Map([[connection, { ...own, settings: { ...own.settings, ...values } }]]);
        const { problem } = await createResolveDefaults({ ...deps, connections: imagined })({ connection, fields: {}, offer });
        return problem?.issues ?? [];
      },
    });
  };
}
