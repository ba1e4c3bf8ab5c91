import assert from 'node:assert/strict';
import { LuccaError } from '../../../src/lucca/errors.js';
import type { LuccaCall, LuccaHttp } from '../../../src/lucca/http.js';
import { paced, type Leave } from '../../../src/lucca/pace/paced-http.js';
import { Quota } from '../../../src/lucca/pace/quota.js';

describe('requests within the quota', () => {
  let events: string[];
  let answers: (() => unknown)[];
  let quota: Quota;
  let leave: Leave;
  beforeEach(() => {
    events = [];
    answers = [];
    quota = new Quota({ requests: 1, perMs: 20 }, () => performance.now());
    leave = { ask: async () => void events.push('leave'), held: () => true };
  });
  afterEach(() => quota.close());

  const call: LuccaCall = { method: 'POST', path: '/x', beforeSend: async () => void events.push('beforeSend') };
  const http: LuccaHttp = async ({ beforeSend }) => {
    await beforeSend?.();
    events.push('sent');
    return answers.shift()?.();
  };
  const patience = { now: () => performance.now(), patienceMs: 50 };
  const send = () => paced(http, quota, leave, patience)(call);
  const tooMany = () => {
    throw new LuccaError('rate-limited', 'POST /x', { status: 429, retryAfterMs: 30 });
  };
  const refuse = async () => Promise.reject(new Error('not the holder'));
  const noLeave = { name: 'LuccaError', kind: 'unavailable' };

  it('runs beforeSend after the wait and before the sending', async () => {
    const permit = await quota.take();
    const sending = send();
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(events, []);
    permit.unused();
    await sending;
    assert.deepEqual(events, ['leave', 'beforeSend', 'sent']);
  });

  it('lets a request that Lucca refused with 429 take its turn again, after the pause', async () => {
    answers = [tooMany, () => 'done'];
    const begun = performance.now();
    assert.equal(await send(), 'done');
    assert.ok(performance.now() - begun >= 30);
    assert.equal(events.filter((event) => event === 'sent').length, 2);
  });

  it('fails a request that was refused at every turn for too long, with the pause that Lucca asked for', async () => {
    answers = Array.from({ length: 10 }, () => tooMany);
    await assert.rejects(send(), { kind: 'rate-limited', retryAfterMs: 30 });
    const sent = events.filter((event) => event === 'sent').length;
    assert.ok(sent >= 2 && sent <= 4, `${sent} turns`);
  });

  it('counts a request from its answer, also one that failed', async () => {
    answers = [() => Promise.reject(new LuccaError('outcome-unknown', 'POST /x'))];
    await assert.rejects(send(), { kind: 'outcome-unknown' });
    assert.equal(quota.ages().length, 1);
  });

  it('sends nothing without leave', async () => {
    leave = { ...leave, ask: refuse };
    await assert.rejects(send(), noLeave);
    assert.deepEqual(events, []);
    assert.deepEqual(quota.ages(), []);
  });

  it('sends nothing where the lease runs out while beforeSend runs', async () => {
    leave = { ...leave, held: () => !events.includes('beforeSend') };
    await assert.rejects(send(), noLeave);
    assert.deepEqual(events, ['leave', 'beforeSend']);
    assert.deepEqual(quota.ages(), []);
  });

  it('frees the slot where beforeSend throws, and passes its error on', async () => {
    await assert.rejects(
      paced(http, quota, leave, patience)({ ...call, beforeSend: () => Promise.reject(new TypeError('no')) }),
      TypeError,
    );
    assert.deepEqual(quota.ages(), []);
    await send();
  });

  it('tells who waits when the quota is closed', async () => {
    await quota.take();
    const sending = assert.rejects(send(), noLeave);
    quota.close();
    await sending;
    assert.deepEqual(events, []);
  });
});
