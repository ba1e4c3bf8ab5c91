import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { CREDIT, Lease } from '../../../src/activities/gateway/lease.js';

describe('the lease', () => {
  let time: number;
  let beats: number;
  let sdkBeats: number;
  let acknowledge: () => Promise<void>;
  let lease: Lease;
  beforeEach(() => {
    time = 0;
    beats = 0;
    sdkBeats = 0;
    acknowledge = async () => undefined;
    lease = new Lease({
      acknowledge: async () => {
        beats++;
        await acknowledge();
      },
      heartbeat: () => void sdkBeats++,
      details: () => ({}),
      now: () => time,
      timeoutMs: 6_000,
    });
  });

  const refuse = async () => Promise.reject(new Error('no longer the current attempt'));
  const asks = (count: number) => Promise.all(Array.from({ length: count }, () => lease.ask()));

  it('is not held before it was acknowledged', async () => {
    acknowledge = refuse;
    assert.equal(lease.held(), false);
    assert.equal(await lease.beat(), false);
    await assert.rejects(lease.ask(), { name: 'LeaseLostError' });
  });

  it('gives leave until a margin before the time-out', async () => {
    await lease.beat();
    time = 3_999;
    await lease.ask();
    time = 4_000;
    assert.equal(lease.held(), false);
    await assert.rejects(lease.ask(), { name: 'LeaseLostError' });
  });

  it('counts from when the heartbeat was sent, not from its acknowledgement', async () => {
    acknowledge = async () => void (time += 1_500);
    await lease.beat();
    time = 3_999;
    assert.ok(lease.held());
    time = 4_000;
    assert.ok(!lease.held());
  });

  it('asks the server again after so many requests', async () => {
    await lease.beat();
    await asks(CREDIT);
    assert.equal(beats, 1);
    await asks(CREDIT);
    assert.equal(beats, 2);
    acknowledge = refuse;
    await assert.rejects(lease.ask(), { name: 'LeaseLostError' });
  });

  it('does not give the credit twice that is used while a heartbeat is under way', async () => {
    await lease.beat();
    let answer = (): void => undefined;
    acknowledge = () => new Promise((resolve) => (answer = resolve));
    const beating = lease.beat();
    await asks(CREDIT); // none of them stands in the details that are on their way
    answer();
    await beating;
    acknowledge = refuse;
    await assert.rejects(lease.ask(), { name: 'LeaseLostError' });
  });

  it('shares a heartbeat among all that ask at once', async () => {
    let answer = (): void => undefined;
    acknowledge = () => new Promise((resolve) => (answer = resolve));
    const all = asks(CREDIT);
    await settled();
    answer();
    await all;
    assert.equal(beats, 1);
  });

  it('is lost for good when it was not acknowledged in time', async () => {
    await lease.beat();
    acknowledge = refuse;
    time = 3_999;
    const keeping = lease.keep(new AbortController().signal);
    await settled();
    assert.ok(!lease.lost.aborted, 'a heartbeat that fails is no loss yet');
    time = 4_000;
    await keeping;
    assert.ok(lease.lost.aborted);
  });
  it('that is asked for within another activity leaves the heartbeat of that one alone', async () => {
    const other = new MockActivityEnvironment();
    const details: unknown[] = [];
    other.on('heartbeat', (one) => details.push(one));
    await other.run(() => lease.ask());
    assert.deepEqual([details, sdkBeats, beats], [[], 1, 1]);
  });
});
