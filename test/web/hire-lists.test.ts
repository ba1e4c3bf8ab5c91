import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { HireSummary } from '../../src/client.js';
import { createHireLists } from '../../src/web/pages/hire-lists.js';

describe('the lists that the pages show', () => {
  let now: number;
  /** Settles the reads under way, the oldest first. */
  let reads: ((list: HireSummary[] | Error) => void)[];
  const hire = (id: string) => ({ id }) as HireSummary; // no other value is looked at

  function started(patienceMs = 1) {
    return createHireLists({
      hires: {
        list: () =>
          new Promise((resolve, reject) => {
            reads.push((list) => (list instanceof Error ? reject(list) : resolve(list)));
          }),
      },
      now: () => now,
      patienceMs,
    });
  }
  beforeEach(() => {
    now = 0;
    reads = [];
  });
  const ids = async (list: Promise<readonly HireSummary[]>) => (await list).map(({ id }) => id);

  it('are read once for many readers, and kept for two seconds', async () => {
    const lists = started();
    const both = [lists.get('acme', 'under-way'), lists.get('acme', 'under-way')].map(ids);
    reads[0]?.([hire('a')]);
    assert.deepEqual(await Promise.all(both), [['a'], ['a']]);
    now = 2_000;
    assert.deepEqual(await ids(lists.get('acme', 'under-way')), ['a']);
    assert.equal(reads.length, 1);
  });

  it('are new ones where reading is quick, and the last ones where it is slow', async () => {
    const lists = started(50);
    const first = lists.get('acme', 'under-way');
    reads[0]?.([hire('a')]);
    await first;
    now = 10_000;
    const quick = lists.get('acme', 'under-way');
    reads[1]?.([hire('b')]);
    assert.deepEqual(await ids(quick), ['b']);
    now = 20_000;
    assert.deepEqual(await ids(lists.get('acme', 'under-way')), ['b'], 'the read takes too long');
    reads[2]?.([hire('c')]);
    await turn();
    assert.deepEqual(await ids(lists.get('acme', 'under-way')), ['c'], 'but was not in vain');
  });

  it('are waited for after half a minute', async () => {
    const lists = started();
    const first = lists.get('acme', 'under-way');
    reads[0]?.([hire('a')]);
    await first;
    now = 30_001;
    const late = lists.get('acme', 'under-way');
    await turn();
    setTimeout(() => reads[1]?.([hire('b')]), 20);
    assert.deepEqual(await ids(late), ['b']);
  });

  it('are new ones after a change, also when one was being read at that moment', async () => {
    const lists = started();
    const before = lists.get('acme', 'under-way');
    lists.forget('acme');
    const after = lists.get('acme', 'under-way');
    reads[1]?.([hire('new')]);
    reads[0]?.([hire('old')]);
    assert.deepEqual([await ids(before), await ids(after)], [['old'], ['new']]);
    assert.deepEqual(await ids(lists.get('acme', 'under-way')), ['new']);
    lists.forget('other');
    assert.deepEqual(await ids(lists.get('acme', 'under-way')), ['new']);
    assert.equal(reads.length, 2);
    lists.forget('acme');
    const changed = lists.get('acme', 'under-way');
    reads[2]?.([hire('changed')]);
    assert.deepEqual(await ids(changed), ['changed']);
  });

  it('fail when Temporal does, are tried again, and outlast a short failure', async () => {
    const lists = started(50);
    const failed = lists.get('acme', 'under-way');
    reads[0]?.(new Error('down'));
    await assert.rejects(failed, /down/);
    const again = lists.get('acme', 'under-way');
    reads[1]?.([hire('a')]);
    assert.deepEqual(await ids(again), ['a']);
    now = 5_000;
    const short = lists.get('acme', 'under-way');
    reads[2]?.(new Error('down'));
    assert.deepEqual(await ids(short), ['a']);
  });
});
