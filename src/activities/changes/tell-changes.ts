import type { Client } from '@temporalio/client';
import { hearLater } from '../../client/changes.js';
import type { ChangeSteps } from '../../contracts/changes.js';
import type { Later } from '../../hire/changes.js';
import type { HireMemo } from '../../hire/notice.js';
import { parseHireId, type Hire, type Left } from '../../hire/order.js';
import { connectionOf, type ConnectionDeps } from '../deps.js';
import { rereadHire, sourceFromWebhook } from '../hire/hire-source.js';
import { saidBy } from '../hire/said-by.js';

export interface ChangeDeps {
  readonly connections: ReadonlyMap<string, ConnectionDeps>;
  /** Where hires run. */
  readonly hires: () => { readonly client: Client; readonly taskQueue: string };
}

/** Compares what Flatchr says with what a hire was created from, and has the admins told. */
export function createTellChanges(deps: ChangeDeps): ChangeSteps['tellChanges'] {
  return async ({ hireId, order, left }) => {
    const { client } = deps.hires();
    const memo = (await client.workflow.getHandle(hireId).describe()).memo as Partial<HireMemo> | undefined; // written by the workflow
    const { connection = '' } = parseHireId(hireId) ?? {};
    if (!memo?.hired) return;
    await hearLater(deps.hires(), hireId, memo.hired, await laterOf(connectionOf(deps, connection), order, left));
  };
}

/**
 * What Flatchr says of a hire now. Without a key that is what its webhooks said.
 *
 * @param left - a webhook said so after the order: it counts, since the search may lag behind it.
 * @throws {FlatchrError}
 */
export async function laterOf({ flatchr, settings }: ConnectionDeps, order: Hire, left?: Left): Promise<Later> {
  const moved: Later | undefined = left && { place: 'left', column: left.column, said: {} };
  if (!flatchr) return { place: 'hired', said: saidBy(sourceFromWebhook(order), settings), ...moved };
  const found = await rereadHire(flatchr, settings.flatchr, { hire: order, fields: {} });
  switch (found.kind) {
    case 'hired':
    case 'elsewhere':
      return { place: found.kind === 'hired' ? 'hired' : 'left', column: found.column, said: saidBy(found.source, settings), ...moved };
    case 'not-found':
      return moved ?? { place: 'gone', said: {} };
    case 'ambiguous':
    case 'other-person':
    case 'nameless':
    case 'search-refused':
      return moved ?? { said: {} }; // nothing tells
  }
}
