import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { MockActivityEnvironment } from '@temporalio/testing';
import { beating, beatWith } from '../../../src/activities/attempt/beating.js';

describe('beating', () => {
  let environment: MockActivityEnvironment;
  let beats: unknown[];
  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    environment = new MockActivityEnvironment();
    beats = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
  });
  afterEach(() => mock.timers.reset());

  it('beats every three seconds, with the latest details, until the work has ended', async () => {
    let details = 'first';
    const work = async () => {
      beatWith(() => details);
      mock.timers.tick(3_000);
      details = 'second';
      mock.timers.tick(6_000);
      return 'done';
    };
    assert.equal(await environment.run(() => beating(work)), 'done');
    mock.timers.tick(30_000);
    assert.deepEqual(beats, ['first', 'second', 'second']);
  });

  it('stops when the work fails', async () => {
    const work = async () => {
      throw new Error('failed');
    };
    await assert.rejects(
      environment.run(() => beating(work)),
      /failed/,
    );
    mock.timers.tick(30_000);
    assert.deepEqual(beats, []);
  });
});
