import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { QuotaHandover } from '../../../src/contracts/gateway.js';
import { Quota, type Permit } from '../../../src/lucca/pace/quota.js';

const LIMIT = { requests: 10, perMs: 100 };

describe('the quota', () => {
  let time: number;
  const now = () => time;
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  beforeEach(() => {
    time = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) {
      time++;
      mock.timers.tick(1);
      await settled();
    }
  }

  /** Takes as many permits as come at once. */
  async function takeAll(quota: Quota, wanted = 50): Promise<Permit[]> {
    const taken: Permit[] = [];
    for (let i = 0; i < wanted; i++)
      void quota.take().then(
        (permit) => taken.push(permit),
        () => undefined,
      );
    await settled();
    return taken;
  }

  /** Most requests that a server counts in one window, each at any moment between its sending and its answer. */
  function busiest(counted: readonly number[]): number {
    return Math.max(0, ...counted.map((end) => counted.filter((at) => at > end - LIMIT.perMs && at <= end).length));
  }

  /** Sends one request; the server counts it after `there`, its answer is there after `back` more. */
  async function send(quota: Quota, counted: number[], { there, back }: { there: number; back: number }): Promise<void> {
    const permit = await quota.take();
    await sleep(there);
    counted.push(time);
    await sleep(back);
    permit.answered();
  }

  const way = fc.record({ there: fc.integer({ min: 1, max: 60 }), back: fc.integer({ min: 1, max: 8 }) });

  it('lets those that go behind wait for all others, and leave some slots to them', async () => {
    const quota = new Quota(LIMIT, now);
    const order: string[] = [];
    const take = (name: string, behind: boolean) => void quota.take(behind).then((permit) => (order.push(name), permit.answered()));
    for (let n = 0; n < 9; n++) take(`b${n}`, true);
    await settled();
    assert.deepEqual(order, ['b0', 'b1', 'b2', 'b3', 'b4', 'b5'], 'four of ten are left');
    for (const name of ['l0', 'l1', 'l2']) take(name, false);
    await settled();
    assert.deepEqual(order.slice(6), ['l0', 'l1', 'l2'], 'at once');
    take('l3', false);
    take('l4', false);
    await settled();
    assert.deepEqual(order.slice(9), ['l3'], 'the quota is used up');
    await pass(LIMIT.perMs);
    assert.deepEqual(order.slice(10), ['l4', 'b6', 'b7', 'b8']);
    quota.close();
  });

  it('lets no more through in any window than allowed, whatever the arrivals, latencies, refusals and handovers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 400 }), way }), { minLength: 20, maxLength: 80 }),
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 600 }), retryAfterMs: fc.integer({ min: 0, max: 80 }) }), { maxLength: 2 }),
        fc.integer({ min: 50, max: 350 }),
        async (arrivals, refusals, handoverAt) => {
          const counted: number[] = [];
          let quota = new Quota(LIMIT, now);
          let opened = Promise.resolve();
          const all = arrivals.map(async ({ at, way: one }) => {
            await sleep(at);
            for (let done = false; !done;) {
              await opened;
              done = await send(quota, counted, one).then(
                () => true,
                () => false, // closed while it waited: it goes on with the successor
              );
            }
          });
          for (const { at, retryAfterMs } of refusals) void sleep(at).then(() => quota.refused(retryAfterMs));
          void sleep(handoverAt).then(() => {
            quota.close();
            opened = (async () => {
              while (!quota.idle) await sleep(1);
              quota = new Quota(LIMIT, now, quota.handover());
            })();
          });
          await pass(1_600);
          await Promise.all(all);
          assert.ok(busiest(counted) <= LIMIT.requests);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('uses at least 95 % of what is allowed while a backlog waits', async () => {
    const counted: number[] = [];
    const quota = new Quota(LIMIT, now);
    for (let i = 0; i < 300; i++) void send(quota, counted, { there: 1, back: 1 });
    await pass(2_600);
    assert.equal(busiest(counted), LIMIT.requests);
    const steady = counted.filter((at) => at > 500 && at <= 2_500).length;
    assert.ok(steady >= 0.95 * 20 * LIMIT.requests, `${steady} of ${20 * LIMIT.requests}`);
  });

  it('keeps the order', async () => {
    const quota = new Quota(LIMIT, now);
    const order: number[] = [];
    for (let i = 0; i < 30; i++)
      void quota.take().then((permit) => {
        order.push(i);
        permit.answered();
      });
    await pass(350);
    assert.deepEqual(
      order,
      Array.from({ length: 30 }, (_, i) => i),
    );
  });

  it('counts a request from its answer, not from its sending', async () => {
    const quota = new Quota(LIMIT, now);
    const permits = await takeAll(quota, 10);
    await pass(80);
    for (const permit of permits) permit.answered();
    const later = takeAll(quota);
    await pass(99);
    assert.equal((await later).length, 0);
    await pass(1);
    assert.equal((await later).length, 10);
  });

  it('frees a slot at once where nothing was sent', async () => {
    const quota = new Quota({ requests: 1, perMs: 100 }, now);
    (await quota.take()).unused();
    assert.equal((await takeAll(quota)).length, 1);
  });

  describe('handed over', () => {
    it('never lets one more through than the predecessor would have', async () => {
      const old = new Quota(LIMIT, now);
      for (const permit of await takeAll(old, 6)) permit.answered();
      await pass(40);
      const [underWay] = await takeAll(old, 1);
      assert.ok(underWay);
      assert.deepEqual(old.ages(), [40, 40, 40, 40, 40, 40, 0]);

      const next = new Quota(LIMIT, now, old.handover());
      const taken = takeAll(next);
      assert.equal((await taken).length, 3);
      await pass(59);
      assert.equal((await taken).length, 3);
      await pass(1);
      assert.equal((await taken).length, 9);
      await pass(40);
      assert.equal((await taken).length, 10);
    });

    it('counts the youngest where more is told than the quota allows', async () => {
      const old = Array.from({ length: 8 }, () => 99);
      const taken = takeAll(new Quota(LIMIT, now, { ages: [...old, 0, 0, 0, 0, 0] }));
      await pass(1);
      assert.equal((await taken).length, 5);
    });

    it('keeps the pause that Lucca asked its predecessor for, and what is left to others', async () => {
      const old = new Quota(LIMIT, now);
      old.refused(30);
      await pass(10);
      const taken = takeAll(new Quota(LIMIT, now, JSON.parse(JSON.stringify(old.handover())) as QuotaHandover));
      await pass(19);
      assert.equal((await taken).length, 0);
      await pass(1);
      assert.equal((await taken).length, 8);
      await pass(169);
      assert.equal((await taken).length, 8);
      await pass(1);
      assert.equal((await taken).length, 10);
    });

    it('is needless only once no request counts, no pause is left and nothing is left to others', async () => {
      const quota = new Quota(LIMIT, now);
      assert.ok(quota.forgettable);
      quota.refused(300);
      await pass(200); // the two windows of yielding
      assert.ok(!quota.forgettable);
      await pass(100);
      assert.ok(quota.forgettable);
      assert.deepEqual(quota.handover(), { ages: [], pausedForMs: undefined, yieldingForMs: undefined });
      quota.refused(0);
      assert.ok(!quota.forgettable);
    });
  });

  describe('refused by Lucca', () => {
    it('sends nothing for as long as Lucca asks', async () => {
      const quota = new Quota(LIMIT, now);
      quota.refused(30);
      const taken = takeAll(quota);
      await pass(29);
      assert.equal((await taken).length, 0);
      await pass(1);
      assert.ok((await taken).length > 0);
    });

    it('leaves a fifth to others for two windows, however often it is refused', async () => {
      const quota = new Quota(LIMIT, now);
      for (let i = 0; i < 10; i++) quota.refused(0);
      const taken = takeAll(quota);
      assert.equal((await taken).length, 8);
      await pass(199);
      assert.equal((await taken).length, 8);
      await pass(1);
      assert.equal((await taken).length, 10);
    });

    it('goes on with its only slot', async () => {
      const quota = new Quota({ requests: 1, perMs: 100 }, now);
      quota.refused(0);
      assert.equal((await takeAll(quota)).length, 1);
    });
  });

  describe('closed', () => {
    it('tells who waits, and who comes', async () => {
      const quota = new Quota({ requests: 1, perMs: 100 }, now);
      await quota.take();
      const waits = assert.rejects(quota.take(), { name: 'QuotaClosedError' });
      quota.close();
      await waits;
      await assert.rejects(quota.take(), { name: 'QuotaClosedError' });
    });

    it('leaves no timer that would keep the process alive', async () => {
      mock.timers.reset();
      const timers = () => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
      const quota = new Quota({ requests: 1, perMs: 60_000 }, () => 0);
      (await quota.take()).answered();
      const waits = quota.take().catch(() => undefined);
      const waiting = timers();
      quota.close();
      await waits;
      assert.equal(timers(), waiting - 1);
    });
  });

  it('is idle when nothing waits and nothing is under way', async () => {
    const quota = new Quota({ requests: 1, perMs: 100 }, now);
    assert.ok(quota.idle);
    const permit = await quota.take();
    assert.ok(!quota.idle);
    permit.answered();
    assert.ok(quota.idle);
    const waits = quota.take();
    assert.ok(!quota.idle);
    await pass(100);
    (await waits).unused();
    assert.ok(quota.idle);
  });
});
