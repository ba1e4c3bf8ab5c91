import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { CancelledFailure, TypedSearchAttributes } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createStartBehind } from '../../../src/activities/backfill/start-behind.js';
import type { Hire } from '../../../src/hire/order.js';
import { HireStatusAttribute } from '../../../src/workflows/search-attributes.js';

const ORDER = Array.from({ length: 12 }, (_, n): Hire => ({
  connection: 'acme',
  applicant: `z7gWQnjXG77hJ${100 + n}`,
  origin: 'backfill',
  candidate: {},
  vacancy: {},
}));

/** As much of a Temporal as starting takes. */
class FakeTemporal {
  /** What is open, by id, with what it was started with. */
  readonly started = new Map<string, { readonly memo?: object; readonly priority?: { readonly priorityKey: number } }>();
  readonly ended = new Set<string>();
  most = 0;

  get underWay(): string[] {
    return this.hires.filter((id) => !this.ended.has(id));
  }
  get hires(): string[] {
    return [...this.started.keys()].filter((id) => id.startsWith('hire/'));
  }

  readonly client = {
    options: { loadedDataConverter: { payloadCodecs: [] } },
    workflow: {
      start: async (type: string, options: { workflowId: string; memo?: object }) => {
        const { workflowId: id } = options;
        if (this.started.has(id)) throw new WorkflowExecutionAlreadyStartedError('is there', id, type);
        this.started.set(id, options);
        this.most = Math.max(this.most, this.underWay.length);
      },
      getHandle: (id: string) => ({
        describe: async () => {
          const options = this.started.get(id);
          if (!options) throw new WorkflowNotFoundError('is not there', id, undefined);
          return {
            memo: options.memo,
            status: { name: this.ended.has(id) ? 'COMPLETED' : 'RUNNING' },
            typedSearchAttributes: new TypedSearchAttributes([{ key: HireStatusAttribute, value: 'in-progress' }]),
          };
        },
      }),
    },
  } as unknown as Client;
}

describe('starting hires behind all others', () => {
  let temporal: FakeTemporal;
  beforeEach(() => void (temporal = new FakeTemporal()));

  const begin = () => {
    const environment = new MockActivityEnvironment();
    const startBehind = createStartBehind({ hires: () => ({ client: temporal.client, taskQueue: 'hires' }) });
    const running = environment.run(startBehind, { connection: 'acme', hires: ORDER });
    running.catch(() => undefined); // awaited by each test
    return { running, cancel: () => environment.cancel() };
  };
  /** Ends hires as they come, until all have. */
  async function endAll(): Promise<void> {
    while (temporal.hires.length < ORDER.length) {
      for (const id of temporal.underWay) temporal.ended.add(id);
      await sleep(20);
    }
  }

  it('has five under way at most, each with a priority behind', async () => {
    const { running } = begin();
    await sleep(100);
    assert.equal(temporal.hires.length, 5);
    await endAll();
    assert.deepEqual(await running, { started: 12 });
    assert.equal(temporal.most, 5);
    assert.ok(temporal.hires.every((id) => temporal.started.get(id)?.priority?.priorityKey === 5));
  });

  it('starts no more once it is stopped; the next goes on with the rest, and makes no double', async () => {
    const first = begin();
    await sleep(50);
    first.cancel();
    await assert.rejects(first.running, CancelledFailure);
    assert.equal(temporal.hires.length, 5);

    const again = begin();
    await endAll();
    assert.deepEqual(await again.running, { started: 7 });
    assert.equal(temporal.hires.length, 12);
  });

  it('leaves an application alone that another hire carries', async () => {
    temporal.started.set(`applicant/acme/${ORDER[0]?.applicant}`, { memo: { hire: 'hire/acme/1474' } });
    const { running } = begin();
    while (temporal.hires.length < 11) {
      for (const id of temporal.underWay) temporal.ended.add(id);
      await sleep(20);
    }
    assert.deepEqual(await running, { started: 11 });
    assert.ok(!temporal.hires.includes(`hire/acme/${ORDER[0]?.applicant}`));
  });
});
