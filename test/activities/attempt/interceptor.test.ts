import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { aroundAttempts, type Activities } from '../../../src/activities/attempt/interceptor.js';
import { ChatError } from '../../../src/chat/chat-client.js';
import { FlatchrError } from '../../../src/flatchr/flatchr-client.js';
import { LuccaError } from '../../../src/lucca/errors.js';
import { goesBehind } from '../../../src/lucca/pace/turns.js';
import { MailError } from '../../../src/mail/mailer.js';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const HIRE = { connection: 'acme', applicant: '1', candidate: {}, vacancy: {} };

describe('what surrounds an attempt', () => {
  let told: string[];
  beforeEach(() => (told = []));

  const client = {
    withAbortSignal: async (_signal: AbortSignal, call: () => Promise<unknown>) => call(),
    withDeadline: async (_deadline: number, call: () => Promise<unknown>) => call(),
    workflow: {
      signalWithStart: async (_type: string, { workflowId, signalArgs }: { workflowId: string; signalArgs: string[] }) =>
        told.push(`${workflowId} ${signalArgs.join(' ')}`),
      getHandle: (workflowId: string) => ({ signal: async (name: string) => told.push(`${workflowId} ${name}`) }),
    },
  } as unknown as Client; // as much of it as the watches use

  const environmentOf = (activityType: keyof Activities, priority?: { readonly priorityKey: number }) =>
    new MockActivityEnvironment(
      {
        activityType,
        ...(priority && { priority }),
        scheduledTimestampMs: NOW - 20 * MINUTE,
        workflowExecution: { workflowId: 'hire/acme/1', runId: 'run' },
      },
      {
        client,
        logger: new DefaultLogger('ERROR'),
        interceptors: [
          aroundAttempts({
            taskQueue: 'hires',
            now: () => NOW,
            troubleAfterMs: 15 * MINUTE,
            reportWithinMs: 15 * MINUTE,
            mailLateAfterMs: 5 * MINUTE,
          }),
        ],
      },
    );

  /** One attempt of an activity that was due twenty minutes ago. @returns the failure that Temporal would see. */
  const attempt = async <Name extends keyof Activities>(name: Name, order: Partial<Parameters<Activities[Name]>[0]>, error: Error) =>
    await environmentOf(name)
      .run(async (_order) => Promise.reject(error), order)
      .catch((failure: unknown) => failure);

  it('lets requests of an activity that Temporal puts behind others go behind others', async () => {
    const at = async (priority?: { readonly priorityKey: number }) => {
      const environment = environmentOf('createEmployee', priority);
      return await environment.run(async (_order: object) => goesBehind(), { connection: 'acme' });
    };
    assert.deepEqual([await at(), await at({ priorityKey: 3 }), await at({ priorityKey: 5 })], [false, false, true]);
  });

  for (const [name, order, error, type, report] of [
    [
      'validateHire',
      { hire: HIRE },
      new FlatchrError('unauthorized', 'GET x', 401),
      'FlatchrUnauthorized',
      'trouble/acme/flatchr key-refused',
    ],
    [
      'resolveDefaults',
      { connection: 'acme' },
      new LuccaError('unauthorized', 'GET x', { status: 401 }),
      'LuccaUnauthorized',
      'trouble/acme/lucca key-refused',
    ],
    [
      'deriveLogin',
      { connection: 'acme' },
      new LuccaError('unavailable', 'GET x', { status: 503 }),
      'LuccaUnavailable',
      'trouble/acme/lucca unreachable',
    ],
    [
      'createEmployee',
      { connection: 'acme' },
      new LuccaError('unavailable', 'GET x', { status: 503 }),
      'LuccaUnavailable',
      'trouble/acme/lucca unreachable',
    ],
    ['notifyAdmin', {}, new MailError('unreachable'), 'MailNotDelivered', 'hire/acme/1 mailLate'],
    ['notifyOperators', {}, new MailError('unreachable'), 'MailNotDelivered', undefined],
    ['sendDailyList', {}, new MailError('unreachable'), 'MailNotDelivered', undefined],
    ['sendLink', {}, new MailError('unreachable'), 'MailNotDelivered', undefined],
    ['postToChat', {}, new ChatError('unavailable', 503), 'ChatUnavailable', undefined],
    ['planWait', {}, new FlatchrError('unavailable', 'GET x', 503), 'FlatchrUnavailable', undefined],
  ] as const)
    it(`${name}: ${error.name} becomes ${type}, and ${report ? `is told to ${report}` : 'is told to nobody'}`, async () => {
      const failure = await attempt(name, order, error);
      assert.ok(failure instanceof ApplicationFailure && failure.type === type, String(failure));
      assert.deepEqual(told, report === undefined ? [] : [report]);
    });

  it('leaves a defect as it is', async () => {
    const defect = new TypeError('not a function');
    assert.equal(await attempt('createEmployee', { connection: 'acme' }, defect), defect);
    assert.deepEqual(told, []);
  });

  it('beats for every activity but the gateway, whose beats are its lease', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const beats = async (name: keyof Activities) => {
        const environment = environmentOf(name);
        let count = 0;
        environment.on('heartbeat', () => count++);
        await environment.run(async (_order) => mock.timers.tick(9_000), { connection: 'acme', hire: HIRE });
        return count;
      };
      for (const name of ['validateHire', 'createEmployee', 'notifyAdmin', 'planWait', 'sendLink'] as const)
        assert.equal(await beats(name), 3, name);
      assert.equal(await beats('holdGateway'), 0);
    } finally {
      mock.timers.reset();
    }
  });
});
