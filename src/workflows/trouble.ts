import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { toldAtOnce, type System, type TroubleCause, type TroubleNotice, type TroubleSteps } from '../contracts/trouble.js';
import { NOTICE } from './notice-options.js';
import { isStopped } from './stopped.js';

export interface TroubleOrder {
  readonly connection: string;
  readonly system: System;
  readonly cause: TroubleCause;
  /** Method and path of what is gone. */
  readonly endpoint?: string | undefined;
  /** ISO instant of the first failure known. */
  readonly since: string;
  /** A hire that still meets the trouble reports it within this time, in milliseconds. */
  readonly reportWithinMs: number;
  /** The operators know: an earlier run told them. */
  readonly told?: boolean;
}

/** A hire is held up by the trouble; with method and path of what is gone. */
export const troubleSignal = defineSignal<[TroubleCause, string?]>('trouble');
/** A step that was held up went through. */
export const worksSignal = defineSignal('works');

/** A mail server that is down at the same time only makes the notice late. */
const { notifyOperators } = proxyActivities<TroubleSteps>({
  ...NOTICE,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  summary: 'Mail to the operators',
});

/**
 * Tells the operators once that a connection's hires are held up by technical trouble with a system, and once that it is over; one
 * workflow per connection and system, id `trouble/{connection}/{system}`, one run per trouble.
 *
 * It cannot miss a report: a signal that arrives while it ends keeps it from completing, and begins another run.
 */
export async function trouble(order: TroubleOrder): Promise<void> {
  const { connection, system, reportWithinMs, since } = order;
  /** The last word of the hires; `trouble` only since it was last looked at. */
  const heard = { cause: order.cause, endpoint: order.endpoint, trouble: false, works: false };
  const show = () =>
    setCurrentDetails(
      `**${[heard.cause, heard.endpoint].filter(Boolean).join(' ')}** – ${system} holds hires up since ${since}; they go on by themselves.`,
    );
  setHandler(troubleSignal, (cause, endpoint) => {
    Object.assign(heard, { cause, endpoint, trouble: true, works: false });
    show();
  });
  setHandler(worksSignal, () => void Object.assign(heard, { trouble: false, works: true }));
  show();

  let told = order; // the trouble that the operators know of
  /** Behind trouble that passes may stand one that does not, such as a list that is gone after a maintenance. */
  const isNews = () => toldAtOnce(heard.cause) && (heard.cause !== told.cause || heard.endpoint !== told.endpoint);
  if (order.told || (await toldBefore(() => heard.works, noticeOf(order, 'trouble')))) {
    // Workers that were down said nothing either: one silence may be theirs, the next one is the hires'.
    for (let silences = 0; !heard.works && silences < 2; silences = heard.trouble ? 0 : silences + 1) {
      if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof trouble>({ ...told, told: true });
      heard.trouble = false;
      await condition(() => heard.works || heard.trouble || isNews(), reportWithinMs, { summary: 'No hire meets the trouble any more' });
      if (!heard.works && isNews()) {
        told = { ...order, cause: heard.cause, endpoint: heard.endpoint };
        await toldBefore(() => heard.works, noticeOf(told, 'trouble'));
      }
    }
    await notifyOperators(noticeOf(order, heard.works ? 'works' : 'silence'));
  }
  if (heard.trouble)
    await continueAsNew<typeof trouble>({
      connection,
      system,
      cause: heard.cause,
      endpoint: heard.endpoint,
      reportWithinMs,
      since: new Date().toISOString(),
    });
}

/** Tells the operators, unless it works again before the mail is out. @returns whether they were told. */
async function toldBefore(works: () => boolean, notice: TroubleNotice): Promise<boolean> {
  const telling = new CancellationScope();
  const told = telling
    .run(() => notifyOperators(notice))
    .then(
      () => true,
      (reason: unknown) => {
        if (isStopped(reason)) return false;
        throw reason;
      },
    );
  await Promise.race([told, condition(works)]);
  telling.cancel();
  return await told;
}

function noticeOf({ connection, system, cause, endpoint, since }: TroubleOrder, kind: TroubleNotice['kind']): TroubleNotice {
  return { kind, connection, system, cause, endpoint, since };
}
