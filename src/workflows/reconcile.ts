import { metricMeter, proxyActivities, setCurrentDetails, type ActivityOptions } from '@temporalio/workflow';
import { MOST_LISTED, type FoundMissing, type Reconciliation, type ReconcileSteps } from '../contracts/reconciliation.js';
import { partsOf } from '../hire/days.js';
import { addUp, startable } from './reconciliation-sum.js';
import { wakeGateway } from './hire/activity-options.js';

export interface ReconcileOrder {
  readonly connection: string;
}

/** A day without an answer ends a run: the schedule brings the next one, which goes on from the last good one. */
const PATIENT = {
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '1 day',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
} satisfies ActivityOptions;

const { planReconciliation } = proxyActivities<ReconcileSteps>({ ...PATIENT, summary: 'Which days to read' });
const { findMissing } = proxyActivities<ReconcileSteps>({ ...PATIENT, summary: 'Hired in Flatchr, and known to no hire' });
const { startMissing } = proxyActivities<ReconcileSteps>({ ...PATIENT, summary: 'Start them as hires' });
const { seekChanges } = proxyActivities<ReconcileSteps>({ ...PATIENT, startToCloseTimeout: '1h', summary: 'Who left, and what changed' });
const { noteReconciliation } = proxyActivities<ReconcileSteps>({ ...PATIENT, summary: 'Keep what came of it' });

/** One look at Flatchr. */
const MOST_DAYS = 7;

/**
 * Compares who is hired in Flatchr with what is known here: a webhook is sent once, and may be lost. Started by the schedule
 * `reconcile/{connection}`, by `hire reconcile`, and on the page of a connection.
 *
 * 1. It reads from two days before the last good run on, and no earlier than `since`: nothing falls between two runs, nobody is hired who
 *    was before this connection ran. Part by part: a run that is cut off goes on with the part that it was at.
 * 2. Who is known to a hire, whatever became of it, or is in Lucca, is left alone.
 * 3. Whose candidate has left the column, or is changed there, asks or is told of: nothing in Lucca is changed.
 * 4. What is started has claimed its application before: `claimApplication` knows no two.
 *
 * @returns undefined where there is nothing to compare with, or it is switched off.
 */
export async function reconcile({ connection }: ReconcileOrder): Promise<Reconciliation | undefined> {
  const at = new Date().toISOString();
  const plan = await planReconciliation({ connection });
  if (!plan) return undefined;
  const counts = { hired: 0, known: 0, inLucca: 0, started: 0, missing: 0, unread: 0, gone: 0 };
  const none = { found: [], goneEmployees: [], cutOff: [], more: false, changes: { looked: 0, stopped: 0, told: 0 } };
  let result: Reconciliation = { ...plan, ...counts, ...none, connection, at };
  for (const days of partsOf(plan.days, MOST_DAYS)) {
    const found = await findMissing({ connection, days, since: plan.since });
    result = await takenUp(result, found);
    setCurrentDetails(`Read until ${days.to}: ${result.hired} hired, ${result.started} started, ${result.missing} missing`);
  }
  const changes = await seekChanges({ connection });
  const { seekGone } = await atGateway(connection);
  const goneEmployees = await seekGone({ connection, since: plan.days.from });
  result = { ...result, changes, goneEmployees: goneEmployees.slice(0, MOST_LISTED), gone: goneEmployees.length };
  await noteReconciliation(result);
  count(result);
  return result;
}

function count({ connection, started, missing }: Reconciliation): void {
  const found = metricMeter.createCounter('hire_reconcile_missing', undefined, 'Hired in Flatchr, and nothing had told of it');
  found.add(started + missing, { connection });
  const lastGood = metricMeter.createGauge('hire_reconcile_last_good_seconds', 'float', undefined, 'Unix time of the last good comparison');
  lastGood.set(Date.now() / 1000, { connection });
}

/** Starts what is missing, and adds up. */
async function takenUp(before: Reconciliation, found: FoundMissing): Promise<Reconciliation> {
  const { connection, mode } = before;
  const hires = found.missing.map(({ order }) => order);
  const there = hires.length > 0 ? await (await atGateway(connection)).seekInLucca({ connection, hires }) : [];
  const toStart = mode === 'start' ? startable(found, there) : [];
  const started = toStart.length > 0 ? await startMissing({ connection, hires: toStart }) : [];
  return addUp(before, { found, there, started });
}

async function atGateway(connection: string): Promise<Pick<ReconcileSteps, 'seekInLucca' | 'seekGone'>> {
  const { taskQueue } = await wakeGateway({ connection });
  // Not the proxy itself: a promise would take it for another one.
  const { seekInLucca, seekGone } = proxyActivities<ReconcileSteps>({ ...PATIENT, taskQueue, summary: 'Look at Lucca' });
  return { seekInLucca, seekGone };
}
