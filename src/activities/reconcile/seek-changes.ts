import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { hearLater } from '../../client/changes.js';
import type { ReconcileSteps, SoughtChanges } from '../../contracts/reconciliation.js';
import { FlatchrError } from '../../flatchr/flatchr-client.js';
import type { HireMemo } from '../../hire/notice.js';
import type { Hire } from '../../hire/order.js';
import { leftSignal } from '../../workflows/hire/messages.js';
import { HireApplicantAttribute, HireProblemAttribute } from '../../workflows/search-attributes.js';
import { laterOf } from '../changes/tell-changes.js';
import { connectionOf } from '../deps.js';
import type { ReconcileDeps } from './deps.js';

/** Flatchr's search shows a drag after seconds, as far as is known; one that is younger is left to the next run. */
const SETTLED_MS = 10 * 60_000;
/** So long after its end a hire is looked after, and until its first day. */
const LOOKED_AFTER_DAYS = 30;
/** Each costs up to three requests to Flatchr. Where there are more, run after run takes its turn. */
const MOST_AT_ONCE = 100;
/** The newest of each kind: memory is bounded. */
const MOST_WATCHED = 1_000;
/** So many failures in a row: Flatchr is down. */
const MOST_FAILURES = 3;

interface Watched {
  readonly hire: string;
  readonly order: Hire;
  readonly memo: Partial<HireMemo>;
  readonly open: boolean;
}

/**
 * Looks after hires that are open or have made an employee: whether their candidates are still in the hired column, and Flatchr says what it
 * said. The search of those who are hired shows nobody who has left: each of these is searched for by itself.
 *
 * 1. One that is open and whose candidate has left is told, and asks before it creates.
 * 2. For one with an employee the admins are told what is different, once.
 * 3. Trouble with Flatchr ends nothing: who was not looked at is looked at by a later run.
 */
export function createSeekChanges(deps: ReconcileDeps): ReconcileSteps['seekChanges'] {
  return async ({ connection }) => {
    const of = connectionOf(deps, connection);
    const { client } = deps.hires();
    const none: SoughtChanges = { looked: 0, stopped: 0, told: 0 };
    if (!of.flatchr) return none;
    let [found, failures] = [none, 0];
    for (const { hire, order, memo, open } of turnOf(await watched(client, connection, deps.now()), deps.now())) {
      if (failures >= MOST_FAILURES) break;
      if (deps.paceMs > 0) await pause(deps.paceMs);
      try {
        const later = await laterOf(of, order);
        failures = 0;
        found = { ...found, looked: found.looked + 1 };
        if (!open) {
          if (memo.hired && (await hearLater(deps.hires(), hire, memo.hired, later))) found = { ...found, told: found.told + 1 };
        } else if (later.place === 'left' || later.place === 'gone') {
          await client.workflow.getHandle(hire).signal(leftSignal, { column: later.column });
          found = { ...found, stopped: found.stopped + 1 };
        }
      } catch (error) {
        if (!(error instanceof FlatchrError)) throw error;
        failures++;
      }
    }
    return found;
  };
}

/** All, or their turn: the day's hours pass over them. */
function turnOf(all: readonly Watched[], now: number): readonly Watched[] {
  if (all.length <= MOST_AT_ONCE) return all;
  const from = (Math.floor(now / 3_600_000) * MOST_AT_ONCE) % all.length;
  return [...all.slice(from), ...all.slice(0, from)].slice(0, MOST_AT_ONCE);
}

/** Hires that are open, and those that ended lately with an employee or whose work has not begun. */
async function watched(client: Client, connection: string, now: number): Promise<Watched[]> {
  const instant = (at: number) => `'${new Date(at).toISOString()}'`;
  const hires = `WorkflowType = 'hire' AND HireConnection = '${connection}' AND StartTime <= ${instant(now - SETTLED_MS)}`;
  const recent = `(CloseTime >= ${instant(now - LOOKED_AFTER_DAYS * 86_400_000)} OR HireStartDate >= ${instant(now)})`;
  const found = new Map<string, Watched>();
  const add = (info: WorkflowExecutionInfo, open: boolean): void => {
    const memo = (info.memo ?? {}) as Partial<HireMemo>; // written by the workflow and by `begin`
    const order = open ? memo.order : memo.hired?.order;
    if (!order || found.has(info.workflowId)) return;
    // Known by its encoded id, it is that application and no other.
    const applicant = info.typedSearchAttributes.get(HireApplicantAttribute) ?? order.applicant;
    found.set(info.workflowId, { hire: info.workflowId, order: { ...order, applicant }, memo, open });
  };
  const isAsked = ({ typedSearchAttributes }: WorkflowExecutionInfo) => typedSearchAttributes.get(HireProblemAttribute) === 'not-hired';
  for await (const info of client.workflow.list({ query: `${hires} AND ExecutionStatus = 'Running'` })) {
    if (found.size === MOST_WATCHED) break;
    if (!(info.memo as Partial<HireMemo>).left && !isAsked(info)) add(info, true);
  }
  const ended = `${hires} AND HireStatus IN ('created', 'linked') AND ExecutionStatus = 'Completed' AND ${recent}`;
  for await (const info of client.workflow.list({ query: ended })) {
    if (found.size === 2 * MOST_WATCHED) break;
    add(info, false);
  }
  return [...found.values()].toSorted((one, other) => (one.hire < other.hire ? -1 : 1));
}
