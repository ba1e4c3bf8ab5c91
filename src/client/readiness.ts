import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { HireConnectionAttribute } from '../workflows/search-attributes.js';

/** Who asks has little patience. */
const DEADLINE_MS = 4_000;
/** No worker asks for work here, so that none is given the last probe of a process. It ends by itself. */
const TASK_QUEUE = 'readiness';
const DELAY_MS = 60_000;
const TIMEOUT_MS = 61_000;

/**
 * Whether a hire would be taken and worked on: some worker has asked for work within the last minutes, and a start like a hire's, with a search
 * attribute of ours, is stored.
 *
 * Each probe deletes the one before, so that neither the list of workflows nor the store grows. It does not delete itself: a server that is
 * asked to delete what it has not listed yet lists it afterwards, for ever.
 */
export class Readiness {
  readonly #client: Client;
  readonly #taskQueue: string;
  #last: { readonly workflowId: string; readonly runId: string } | undefined;

  constructor(client: Client, taskQueue: string) {
    this.#client = client;
    this.#taskQueue = taskQueue;
  }

  /** @throws what the SDK throws when Temporal does not answer or cannot store it. */
  async holds(): Promise<boolean> {
    return await this.#client.withDeadline(Date.now() + DEADLINE_MS, async () => (await this.#somebodyWorks()) && (await this.#isStored()));
  }

  async #somebodyWorks(): Promise<boolean> {
    const { workflowService, options } = this.#client;
    const { pollers } = await workflowService.describeTaskQueue({ namespace: options.namespace, taskQueue: { name: this.#taskQueue } });
    return pollers.length > 0;
  }

  async #isStored(): Promise<boolean> {
    const before = this.#last;
    const { workflowId, firstExecutionRunId: runId } = await this.#client.workflow.start('readiness', {
      workflowId: `readiness/${randomUUID()}`,
      taskQueue: TASK_QUEUE,
      args: [],
      startDelay: DELAY_MS,
      workflowExecutionTimeout: TIMEOUT_MS,
      staticSummary: 'Shows that a hire could be stored; the next one deletes it',
      typedSearchAttributes: [{ key: HireConnectionAttribute, value: 'readiness' }],
    });
    this.#last = { workflowId, runId };
    if (before) await this.#delete(before).catch(() => undefined); // what was to be shown was
    return true;
  }

  async #delete(workflowExecution: { readonly workflowId: string; readonly runId: string }): Promise<void> {
    const { workflowService, options } = this.#client;
    await workflowService.deleteWorkflowExecution({ namespace: options.namespace, workflowExecution });
  }
}
