import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** A changed daily list: the second admin is mailed after the first, no longer at the same time. */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    outbound: [
      {
        async scheduleActivity(input, next) {
          if (input.activityType !== 'sendDailyList') return await next(input);
          const before = last;
          last = (async () => {
            await before;
            return await next(input);
          })();
          return await last;
        },
      },
    ],
  };
};
