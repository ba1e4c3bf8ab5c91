import { changeId, LATER, nothingTold, type ChangeMemo, type Told } from '../contracts/changes.js';
import { changesOf, type HiredAs, type Later } from '../hire/changes.js';
import type { change } from '../workflows/change.js';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';
import { lastRun, type Hires } from './drags.js';

/**
 * Has the admins told of what Flatchr says of a hire now, where that is news to them. Strongly consistent: whoever sees the same at the same
 * moment has it told once.
 *
 * @returns whether there was anything new.
 */
export async function hearLater({ client, taskQueue }: Hires, hire: string, hired: HiredAs, later: Later): Promise<boolean> {
  const { connection } = hired.order;
  const told = (await toldOf({ client }, hire)) ?? nothingTold(hired);
  if (changesOf(told, later, hired.sent).length === 0) return false;
  const { candidate, vacancy } = hired.order;
  const person = [candidate.firstName, candidate.lastName].filter(Boolean).join(' ');
  const { employee, sent } = hired;
  await client.workflow.signalWithStart<typeof change, [Later]>('change', {
    workflowId: changeId(hire),
    taskQueue,
    args: [{ subject: { hireId: hire, connection, person, vacancy: vacancy.title }, hired: { employee, sent }, told }],
    memo: { told } satisfies ChangeMemo,
    signal: LATER,
    signalArgs: [later],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `What has changed in Flatchr since ${hire} was created`,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: connection }],
  });
  return true;
}

/** What the admins were told of a hire after its end; undefined: nothing. */
export async function toldOf({ client }: Pick<Hires, 'client'>, hire: string): Promise<Told | undefined> {
  const run = await lastRun(client, changeId(hire));
  return (run?.memo as ChangeMemo | undefined)?.told; // written by hearLater and by the workflow
}
