import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import { dayOfInstant } from '../../hire/day.js';
import { addDays } from '../../hire/days.js';
import { connectionOf } from '../deps.js';
import type { ReconcileDeps } from './deps.js';

/**
 * Flatchr tells days without a time, of an unknown zone, and its search lags: what changed on these days before the last run may have shown
 * after it.
 */
const OVERLAP_DAYS = 2;

/** Which days a reconciliation reads. */
export function createPlanReconciliation(deps: ReconcileDeps): ReconcileSteps['planReconciliation'] {
  return async ({ connection }) => {
    const { settings, flatchr } = connectionOf(deps, connection);
    const { mode, since: configured } = settings.reconcile;
    if (!flatchr || mode === 'off') return undefined;
    await deps.sides().begin(connection);
    const { firstRan, reconciled } = await deps.sides().known(connection);
    const since = configured ?? firstDay(firstRan === undefined ? deps.now() : Date.parse(firstRan), settings.timeZone);
    const upTo = dayOfInstant(deps.now(), 'UTC');
    const goOnFrom = reconciled ? addDays(reconciled.upTo, -OVERLAP_DAYS) : since;
    return { mode, since, days: { from: goOnFrom > since ? goOnFrom : since, to: addDays(upTo, 1) }, upTo };
  };
}

/** The day of an instant; where its zone decides, the earlier one: nobody knows in which one Flatchr counts. */
function firstDay(ms: number, timeZone: string): string {
  const [first = ''] = [dayOfInstant(ms, timeZone), dayOfInstant(ms, 'UTC')].sort();
  return first;
}
