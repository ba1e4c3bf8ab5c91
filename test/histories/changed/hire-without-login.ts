import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** A changed workflow: one step is gone, as if a line had been deleted. Its replay of a recorded hire must fail. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleActivity: async (input, next) =>
        input.activityType === 'deriveLogin' ? { done: { value: 'anyone', origin: 'derived' } } : await next(input),
    },
  ],
});
