import { continueAsNew, workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** A changed gateway: it stays open although nothing is left to do. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async execute(input, next) {
        await next(input);
        if (workflowInfo().workflowType === 'gateway') await continueAsNew(...input.args);
      },
    },
  ],
});
