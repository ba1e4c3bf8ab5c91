import { log } from '@temporalio/activity';
import { EraseRefusedError, eraseHires, type Erasure, type ErasureDeps } from '../../client/erasure.js';
import { lastRun, type Hires } from '../../client/drags.js';
import type { Config } from '../../config/schema.js';
import type { RetentionSteps } from '../../contracts/retention.js';
import { HireStatusAttribute } from '../../workflows/search-attributes.js';

export interface RetentionDeps {
  readonly hires: () => Hires;
  readonly keys: ErasureDeps['keys'];
  /** Milliseconds by status. */
  readonly retention: Config['retention'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** In one attempt. */
const AT_ONCE = 50;

/**
 * Erases hires as `hire erase` does, but without a tombstone: a later drag begins the hire anew, as after the end of Temporal's own retention.
 *
 * 1. The status of the last run counts, and when that ended.
 * 2. One that has begun anew meanwhile stays.
 */
export function createEraseDue({ hires, keys, retention, now }: RetentionDeps): RetentionSteps['eraseDue'] {
  return async ({ connection }) => {
    const deps = { ...hires(), keys };
    const due: string[] = [];
    for (const [status, keptMs] of Object.entries(retention))
      if (keptMs !== undefined) due.push(...(await dueHires(deps, connection, status, new Date(now() - keptMs))));
    const chosen = due.slice(0, AT_ONCE);
    const done = chosen.length > 0 ? await eraseAll(deps, chosen) : [];
    const erased = done.reduce((sum, { hires: { length } }) => sum + length, 0);
    const unwritten = new Set(done.flatMap(({ keys: { toConfigure } }) => toConfigure.map(({ id }) => id)));
    if (unwritten.size > 0)
      log.warn('hires were deleted, but the key stands in no file that may be written: it still reads old copies', {
        keys: [...unwritten].join(', '),
      });
    log.info('hires were erased at the end of their retention', { connection, erased });
    return { erased, more: due.length > chosen.length && erased > 0 };
  };
}

/** Together; where one of them is open again, one by one without it. */
async function eraseAll(deps: ErasureDeps, ids: readonly string[]): Promise<Erasure[]> {
  try {
    return [await eraseHires(deps, ids)];
  } catch (error) {
    if (!(error instanceof EraseRefusedError)) throw error;
    const [only, ...others] = ids;
    if (others.length === 0 || only === undefined) return [];
    const half = Math.ceil(ids.length / 2);
    return [...(await eraseAll(deps, ids.slice(0, half))), ...(await eraseAll(deps, ids.slice(half)))];
  }
}

async function dueHires({ client }: ErasureDeps, connection: string, status: string, before: Date): Promise<string[]> {
  const query = `WorkflowType = 'hire' AND HireConnection = '${connection}' AND HireStatus = '${status}' AND CloseTime < '${before.toISOString()}'`;
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  const due: string[] = [];
  for (const id of ids) {
    const last = await lastRun(client, id);
    const isDue = last?.closeTime && last.closeTime < before && last.typedSearchAttributes.get(HireStatusAttribute) === status;
    if (isDue) due.push(id);
  }
  return due;
}
