import { condition, continueAsNew, defineSignal, setHandler, upsertMemo, workflowInfo } from '@temporalio/workflow';
import { LATER, type ChangeMemo, type ChangeOrder, type Told } from '../contracts/changes.js';
import { afterTelling, changesOf, type Later } from '../hire/changes.js';
import { notifyAdmin } from './hire/activity-options.js';

/** What Flatchr says of the hire now. */
export const laterSignal = defineSignal<[Later]>(LATER);

/** Whoever told of a change before this passed is heard by the same run, which knows what was told. */
const LINGERS = '1 day';

/**
 * Tells the admins what has changed in Flatchr since a hire's employee was created: `change/hire/{connection}/{applicant}`. Nothing is changed in Lucca.
 *
 * 1. Each change is told once, whoever saw it, and however many at once: one run hears them all, and compares with what it has told.
 * 2. What was told stands in its memo, from which the next run goes on and which the hire's story shows.
 */
export async function change({ subject, hired, told: before }: ChangeOrder): Promise<Told> {
  let told = before;
  const heard: Later[] = [];
  setHandler(laterSignal, (later) => void heard.push(later));
  const keep = (more: Partial<Told>) => {
    told = { ...told, ...more };
    upsertMemo({ told } satisfies ChangeMemo);
  };
  const note = (event: Told['story'][number]) => keep({ story: [...told.story, event] });

  while (await condition(() => heard.length > 0, LINGERS)) {
    const later = heard.shift();
    const changes = later ? changesOf(told, later, hired.sent) : [];
    if (later && changes.length > 0) {
      const number = told.mails + 1;
      keep({ ...afterTelling(told, later), mails: number });
      note({ kind: 'changed', changes, at: new Date().toISOString() });
      const delivery = await notifyAdmin({ subject, notice: { kind: 'changed', changes, employee: hired.employee, number } });
      note({ kind: 'told', notice: 'changed', ...delivery, at: new Date().toISOString() });
    }
    if (heard.length === 0 && workflowInfo().continueAsNewSuggested) await continueAsNew<typeof change>({ subject, hired, told });
  }
  return told;
}
