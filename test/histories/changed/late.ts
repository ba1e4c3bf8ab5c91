import { sleep, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Every workflow is changed: it waits for a moment before anything else. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async execute(input, next) {
        await sleep('1s');
        return await next(input);
      },
    },
  ],
});
