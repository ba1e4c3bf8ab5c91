import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createTroubleWatch, type Watch } from '../../../src/activities/attempt/trouble-watch.js';

const MINUTE = 60_000;

describe('the watch for technical trouble', () => {
  let now: number;
  let reports: string[];
  let watch: Watch;
  /** What Temporal answers to a report. */
  let temporal: () => Promise<void>;
  beforeEach(() => {
    now = 1_000 * MINUTE;
    reports = [];
    temporal = async () => undefined;
    watch = createTroubleWatch({ taskQueue: 'hires', now: () => now, troubleAfterMs: 15 * MINUTE, reportWithinMs: 15 * MINUTE });
  });

  const client = {
    withAbortSignal: async (_signal: AbortSignal, call: () => Promise<unknown>) => call(),
    withDeadline: async (_deadline: number, call: () => Promise<unknown>) => call(),
    workflow: {
      async signalWithStart(_type: string, { workflowId, signalArgs }: { workflowId: string; signalArgs: string[] }) {
        reports.push(`${workflowId} ${signalArgs.join(' ')}`);
        await temporal();
      },
      getHandle: (workflowId: string) => ({
        async signal(name: string) {
          reports.push(`${workflowId} ${name}`);
          await temporal();
        },
      }),
    },
  } as unknown as Client; // as much of it as the watch uses

  /** One attempt of a step that was first scheduled so many minutes ago. @returns its outcome. */
  async function attempt(
    minutes: number,
    failureType?: string,
    activityType = 'createEmployee',
    connection = 'acme',
    { activityId = '1', attempts = 1, details = [] as unknown[] } = {},
  ): Promise<unknown> {
    const environment = new MockActivityEnvironment(
      { activityType, activityId, attempt: attempts, scheduledTimestampMs: now - minutes * MINUTE },
      { client, logger: new DefaultLogger('ERROR') },
    );
    const work = async () => {
      if (failureType !== undefined) throw ApplicationFailure.create({ type: failureType, message: 'trouble', details });
      return 'done';
    };
    return await environment.run(() => watch({ connection, system: 'lucca' }, work)).catch((error: unknown) => error);
  }
  const isFailure = (outcome: unknown, type: string) => assert.ok(outcome instanceof ApplicationFailure && outcome.type === type);

  it('reports what has held a step up for a quarter of an hour, not before', async () => {
    isFailure(await attempt(14, 'LuccaUnauthorized'), 'LuccaUnauthorized');
    assert.deepEqual(reports, []);
    isFailure(await attempt(15, 'LuccaUnauthorized'), 'LuccaUnauthorized');
    assert.deepEqual(reports, ['trouble/acme/lucca key-refused']);
  });

  describe('where no waiting helps', () => {
    const gone = (activityId = '1', minutes = 0) =>
      attempt(minutes, 'LuccaEndpointGone', 'resolveDefaults', 'acme', { activityId, details: ['GET /departments'] });

    it('reports at once, with the name of what is gone', async () => {
      isFailure(await gone(), 'LuccaEndpointGone');
      assert.deepEqual(reports, ['trouble/acme/lucca endpoint-gone GET /departments']);
    });

    it('reports the end as soon as it is mended', async () => {
      await gone();
      now += MINUTE;
      await attempt(1, undefined, 'resolveDefaults');
      assert.deepEqual(reports.slice(1), ['trouble/acme/lucca works']);
      await attempt(1, undefined, 'resolveDefaults');
      assert.equal(reports.length, 2);
    });

    it('reports no end while another hire needs what is gone', async () => {
      await gone('1');
      await attempt(0, undefined, 'resolveDefaults', 'acme', { activityId: '2' });
      assert.equal(reports.length, 1);
    });
  });

  it('tells key, reach and quota apart, and connections; knows nothing of other failures', async () => {
    for (const type of [
      'LuccaUnauthorized',
      'LuccaUnavailable',
      'LuccaRateLimited',
      'EmployeeOutcomeUnknown',
      'MailNotDelivered',
      'TypeError',
    ])
      await attempt(20, type, 'createEmployee', `c-${type.toLowerCase()}`);
    assert.deepEqual(reports, [
      'trouble/c-luccaunauthorized/lucca key-refused',
      'trouble/c-luccaunavailable/lucca unreachable',
      'trouble/c-luccaratelimited/lucca rate-limited',
      'trouble/c-employeeoutcomeunknown/lucca unreachable',
    ]);
  });

  it('reports the end when a step that was held up goes through', async () => {
    assert.equal(await attempt(1), 'done');
    assert.deepEqual(reports, []);
    assert.equal(await attempt(20), 'done');
    assert.deepEqual(reports, ['trouble/acme/lucca works']);
  });

  it('does not take a backlog for trouble: the same step has just gone through', async () => {
    await attempt(20);
    reports = [];
    await attempt(20, 'LuccaUnavailable');
    assert.deepEqual(reports, []);
    now += 15 * MINUTE;
    await attempt(20, 'LuccaUnavailable');
    assert.deepEqual(reports, ['trouble/acme/lucca unreachable']);
  });

  describe('a hire that is stuck while others pass', () => {
    const stuck = (failureType?: string, attempts = 20, activityId = 'stuck') =>
      attempt(70, failureType, 'createEmployee', 'acme', { activityId, attempts });
    const passes = () => attempt(20);
    const told = () => reports.map((report) => report.split(' ')[1]);
    beforeEach(async () => {
      await passes();
      reports = [];
      now += 5 * MINUTE;
    });

    it('is reported once it has failed twenty times', async () => {
      await stuck('LuccaUnavailable', 19);
      assert.deepEqual(told(), []);
      await stuck('LuccaUnavailable', 20);
      assert.deepEqual(told(), ['unreachable']);
    });

    it('is one trouble, however many that were held up pass beside it, and ends when it passes itself', async () => {
      for (let attempts = 20; attempts < 30; attempts++) {
        await stuck('LuccaUnavailable', attempts);
        await passes();
        now += 5 * MINUTE;
      }
      assert.deepEqual([...new Set(told())], ['unreachable']);
      await stuck('LuccaUnavailable', 30, 'second');
      await stuck();
      assert.deepEqual([...new Set(told())], ['unreachable'], 'the second one still is stuck');
      await stuck(undefined, 31, 'second');
      assert.equal(told().at(-1), 'works');
    });

    it('is forgotten when nothing was heard of it for a while, such as after it was abandoned', async () => {
      await stuck('LuccaUnavailable');
      now += 15 * MINUTE;
      await passes();
      assert.equal(told().at(-1), 'works');
    });

    it('keeps nobody else from hearing that theirs works again', async () => {
      await stuck('LuccaUnavailable');
      await attempt(20, undefined, 'createEmployee', 'acme2');
      assert.deepEqual(reports.at(-1), 'trouble/acme2/lucca works');
    });
  });

  it('sees a key that may read and not write, although other steps go through', async () => {
    await attempt(0, undefined, 'deriveLogin');
    await attempt(20, 'LuccaUnauthorized', 'createEmployee');
    assert.deepEqual(reports, ['trouble/acme/lucca key-refused']);
  });

  it('repeats a report after minutes only, and a new one at once', async () => {
    for (let i = 0; i < 100; i++) await attempt(20, 'LuccaUnavailable');
    await attempt(20, 'LuccaUnauthorized');
    await attempt(20);
    await attempt(20);
    assert.deepEqual(
      reports.map((report) => report.split(' ')[1]),
      ['unreachable', 'key-refused', 'works'],
    );
    now += 3 * MINUTE;
    await attempt(20);
    assert.equal(reports.length, 4);
  });

  it('leaves the outcome as it is when Temporal takes no report, and reports again', async () => {
    temporal = async () => Promise.reject(new Error('down'));
    isFailure(await attempt(20, 'LuccaUnavailable'), 'LuccaUnavailable');
    isFailure(await attempt(20, 'LuccaUnavailable'), 'LuccaUnavailable');
    assert.equal(reports.length, 2);
    assert.equal(await attempt(20), 'done');
  });

  it('takes it that nobody knew of the trouble for an answer', async () => {
    temporal = async () => Promise.reject(new WorkflowNotFoundError('not found', 'trouble/acme/lucca', undefined));
    assert.equal(await attempt(20), 'done');
    assert.equal(await attempt(20), 'done');
    assert.equal(reports.length, 1);
  });
});
