import assert from 'node:assert/strict';
import { setImmediate as drained } from 'node:timers/promises';
import { Reservations } from '../../../src/activities/hire/reservations.js';
import { LuccaError } from '../../../src/lucca/errors.js';

describe('reservations', () => {
  let later: { readonly ms: number; readonly act: () => void }[];
  let reservations: Reservations;
  const holds = ({ held }: { held?: unknown }) => held !== undefined;
  const never = new AbortController().signal;
  beforeEach(() => {
    later = [];
    reservations = new Reservations(0, (ms, act) => void later.push({ ms, act }));
  });
  const hold = (hire: string, marks: readonly string[], signal = never) => {
    const state: { held?: Awaited<ReturnType<Reservations['hold']>>; error?: unknown } = {};
    reservations.hold(hire, marks, signal).then(
      (held) => (state.held = held),
      (error: unknown) => (state.error = error),
    );
    return state;
  };

  it('let the next hire of one mark go on when the one before it is done, in the order in which they asked', async () => {
    const [a, b, c, other] = [hold('a', ['x', 'y']), hold('b', ['y']), hold('c', ['y', 'z']), hold('d', ['w'])];
    await drained();
    assert.deepEqual([a, b, c, other].map(holds), [true, false, false, true]);
    a.held?.release();
    await drained();
    assert.deepEqual([b, c].map(holds), [true, false]);
    b.held?.release();
    await drained();
    assert.ok(holds(c));
  });

  it('never make two hires wait for each other', async () => {
    const [a, b] = [hold('a', ['x']), hold('b', ['y'])];
    await drained();
    // Both were corrected, each to what the other one has.
    const [a2, b2] = [hold('a', ['x', 'y']), hold('b', ['x', 'y'])];
    await drained();
    assert.equal([a2, b2].filter(({ held }) => held).length, 1);
    for (const { held } of [a, b, a2, b2]) held?.release();
    await drained();
    assert.ok(a2.held && b2.held);
  });

  it("give a hire its own again, and an earlier attempt's release takes nothing from the later one", async () => {
    const first = hold('a', ['x']);
    await drained();
    const [second, other] = [hold('a', ['x']), hold('b', ['x'])];
    await drained();
    assert.deepEqual([second, other].map(holds), [true, false]);
    first.held?.release();
    await drained();
    assert.ok(!holds(other));
    second.held?.release();
    await drained();
    assert.ok(holds(other));
  });

  it('are given to nobody while what the last holder created may not show', async () => {
    reservations = new Reservations(45_000, (ms, act) => void later.push({ ms, act }));
    const [a, b] = [hold('a', ['x']), hold('b', ['x'])];
    await drained();
    assert.deepEqual([[a, b].map(holds), later.map(({ ms }) => ms)], [[false, false], [45_000]]);
    later[0]?.act();
    await drained();
    assert.deepEqual([a, b].map(holds), [true, false]);
  });

  it('of an unknown outcome end by themselves', async () => {
    const [a, b] = [hold('a', ['x']), hold('b', ['x'])];
    await drained();
    a.held?.releaseAfter(45_000);
    await drained();
    assert.ok(!holds(b));
    assert.deepEqual(
      later.map(({ ms }) => ms),
      [45_000],
    );
    later[0]?.act();
    await drained();
    assert.ok(holds(b));
  });

  it('are not waited for by who is cancelled', async () => {
    const cancelled = new AbortController();
    const [a, b, c] = [hold('a', ['x']), hold('b', ['x'], cancelled.signal), hold('c', ['x'])];
    await drained();
    cancelled.abort();
    await drained();
    assert.ok(b.error);
    a.held?.release();
    await drained();
    assert.deepEqual([b, c].map(holds), [false, true]);
  });

  it('end with the gateway: who waits is told, and nobody gets one any more', async () => {
    const [a, b] = [hold('a', ['x']), hold('b', ['x'])];
    await drained();
    reservations.close();
    a.held?.release();
    const c = hold('c', ['z']);
    await drained();
    for (const { held, error } of [b, c]) assert.ok(!held && error instanceof LuccaError && error.kind === 'unavailable');
  });
});
