import {
  ActivityCancellationType,
  ActivityFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { TroubleSteps } from '../contracts/trouble.js';
import type { System, TroubleCause, TroubleNotice } from '../contracts/trouble.js';

export interface TroubleOrder {
  readonly connection: string;
  readonly system: System;
  readonly cause: TroubleCause;
  /** ISO instant of the first failure known. */
  readonly since: string;
  /** Longer than two attempts of one activity can be apart, in milliseconds. */
  readonly silenceMs: number;
  /** The operators know: an earlier run told them. */
  readonly told?: boolean;
}

/** A hire is held up by the trouble. */
export const troubleSignal = defineSignal<[TroubleCause]>('trouble');
/** A step that was held up went through. */
export const worksSignal = defineSignal('works');

/** A mail server that is down at the same time only makes the notice late. */
const { notifyOperators } = proxyActivities<TroubleSteps>({
  startToCloseTimeout: '60s', // one SMTP conversation
  scheduleToCloseTimeout: '90 days',
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
  summary: 'Mail to the operators',
});

/**
 * Tells the operators once that a connection's hires are held up by technical trouble with a system, and once that it is over; one
 * workflow per connection and system, id `trouble/{connection}/{system}`, one run per trouble.
 *
 * It cannot miss a report: a signal that arrives while it ends keeps it from completing, and begins another run.
 */
export async function trouble(order: TroubleOrder): Promise<void> {
  const { connection, system, silenceMs, since } = order;
  /** The last word of the hires; `trouble` only since it was last looked at. */
  const heard = { cause: order.cause, trouble: false, works: false };
  const show = () => setCurrentDetails(`**${heard.cause}** – ${system} holds hires up since ${since}; they go on by themselves.`);
  setHandler(troubleSignal, (cause) => {
    Object.assign(heard, { cause, trouble: true, works: false });
    show();
  });
  setHandler(worksSignal, () => void Object.assign(heard, { trouble: false, works: true }));
  show();

  if (order.told || (await toldBefore(() => heard.works, noticeOf(order, 'trouble')))) {
    // Workers that were down said nothing either: one silence may be theirs, the next one is the hires'.
    for (let silences = 0; !heard.works && silences < 2; silences = heard.trouble ? 0 : silences + 1) {
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof trouble>({ ...order, cause: heard.cause, told: true });
      heard.trouble = false;
      await condition(() => heard.works || heard.trouble, silenceMs, { summary: 'No hire meets the trouble any more' });
    }
    await notifyOperators(noticeOf(order, heard.works ? 'works' : 'silence'));
  }
  if (heard.trouble)
    await continueAsNew<typeof trouble>({ connection, system, cause: heard.cause, silenceMs, since: new Date().toISOString() });
}

/** Tells the operators, unless it works again before the mail is out. @returns whether they were told. */
async function toldBefore(works: () => boolean, notice: TroubleNotice): Promise<boolean> {
  const telling = new CancellationScope();
  const told = telling
    .run(() => notifyOperators(notice))
    .then(
      () => true,
      (reason: unknown) => {
        // An attempt that fails after it was asked to stop is not retried: its failure arrives in place of a cancellation.
        if (isCancellation(reason) || reason instanceof ActivityFailure) return false;
        throw reason;
      },
    );
  await Promise.race([told, condition(works)]);
  telling.cancel();
  return await told;
}

function noticeOf({ connection, system, cause, since }: TroubleOrder, kind: TroubleNotice['kind']): TroubleNotice {
  return { kind, connection, system, cause, since };
}
