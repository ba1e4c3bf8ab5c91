import {
  ActivityCancellationType,
  defineQuery,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Backfill, BackfillOrder, BackfillRow, BackfillSteps, Judged } from '../contracts/backfill.js';
import type { ReconcileSteps } from '../contracts/reconciliation.js';
import { partsOf } from '../hire/days.js';
import type { Hire } from '../hire/order.js';
import { wakeGateway } from './hire/activity-options.js';

export const backfillQuery = defineQuery<Backfill>('backfill');

const PATIENT = {
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '1 day',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} satisfies ActivityOptions;

const { findMissing } = proxyActivities<ReconcileSteps>({ ...PATIENT, summary: 'Hired in Flatchr, and known to no hire' });
/** As long as Lucca's quota takes: 10,000 hires are a day. */
const { startBehind } = proxyActivities<BackfillSteps>({
  ...PATIENT,
  startToCloseTimeout: '90 days',
  scheduleToCloseTimeout: '90 days',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED, // stopped is who starts no more
  summary: 'Start them, a few at a time, behind all others',
});

/** One look at Flatchr. */
const MOST_DAYS = 7;
/** Looked at in one attempt. */
const AT_ONCE = 20;
/** More are left to the next backfill: a result of Temporal's is bounded. */
const MOST_ROWS = 1_000;

/**
 * Who was hired in Flatchr since a day and is not known here: looked at, and – where a person has confirmed how many there are – started as
 * hires that go behind all others. One for each connection, id `backfill/{connection}`; a dry run is a run of its own.
 *
 * 1. Nothing is started but what was looked at in the same run, and only when there are as many as were confirmed.
 * 2. Each hire claims its application before it begins, so that neither a repeat of this, nor a reconciliation, nor a webhook makes a second.
 * 3. It can be cancelled at any time: what has begun goes on, no more is started; the next one goes on with the rest.
 */
export async function backfill({ connection, since, days, confirmed }: BackfillOrder): Promise<Backfill> {
  let state: Backfill = { phase: 'looking', rows: [], toStart: 0, known: 0, unread: 0, cutOff: [], more: false };
  setHandler(backfillQuery, () => state, { description: 'How far it is, and who would be created, asked about or skipped' });
  const become = (changes: Partial<Backfill>): Backfill => {
    state = { ...state, ...changes };
    setCurrentDetails(`**${state.phase}** – ${state.rows.length} looked at, ${state.toStart} to start, ${state.known} known`);
    return state;
  };

  const toStart: Hire[] = [];
  for (const part of partsOf(days, MOST_DAYS)) {
    if (state.rows.length >= MOST_ROWS) {
      become({ more: true });
      break;
    }
    const { missing, known, unread, cutOff, more } = await findMissing({ connection, days: part, since });
    const found = missing.filter(({ order }) => !state.rows.some(({ applicant }) => applicant === order.applicant)).slice(0, MOST_ROWS);
    become({ known: state.known + known, unread: state.unread + unread, cutOff: [...state.cutOff, ...cutOff], more: state.more || more });
    for (let at = 0; at < found.length; at += AT_ONCE) {
      const some = found.slice(at, at + AT_ONCE);
      const hires = some.map(({ order }) => ({ ...order, origin: 'backfill' }) satisfies Hire);
      const judged = await (await atGateway(connection)).judgeHires({ connection, hires });
      const rows = some.map(({ order, changedOn }, n) => rowOf(order, changedOn, judged[n]));
      toStart.push(...hires.filter((_, n) => isStarted(rows[n])));
      become({ rows: [...state.rows, ...rows], toStart: toStart.length });
    }
  }
  if (confirmed === undefined) return become({ phase: 'dry-run' });
  if (confirmed !== toStart.length) return become({ phase: 'refused' });
  become({ phase: 'starting' });
  if (toStart.length > 0) await startBehind({ connection, hires: toStart });
  return become({ phase: 'done' });
}

function rowOf({ applicant, candidate, vacancy }: Hire, changedOn: string | undefined, judged: Judged | undefined): BackfillRow {
  const person = [candidate.firstName, candidate.lastName].filter(Boolean).join(' ');
  const row = { applicant, person, vacancy: vacancy.title, changedOn };
  if (changedOn === undefined) return { ...row, outcome: 'skip', why: 'Flatchr tells no day of its change' };
  return { ...row, ...(judged ?? { outcome: 'skip', why: 'it was not looked at' }) };
}

function isStarted(row: BackfillRow | undefined): boolean {
  return row?.outcome === 'create' || row?.outcome === 'ask';
}

async function atGateway(connection: string): Promise<Pick<BackfillSteps, 'judgeHires'>> {
  const { taskQueue } = await wakeGateway({ connection });
  // Not the proxy itself: a promise would take it for another one.
  const { judgeHires } = proxyActivities<BackfillSteps>({ ...PATIENT, taskQueue, summary: 'What would become of them' });
  return { judgeHires };
}
