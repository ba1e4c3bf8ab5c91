import assert from 'node:assert/strict';
import { lucca, useSandbox } from './support.js';

describe('sandbox Lucca: quota', () => {
  let now = Date.parse('2026-11-23T09:00:00Z');
  const sandbox = useSandbox({ quota: { requests: 3, perMs: 60_000 }, clock: () => now });
  const ask = async () => lucca(sandbox(), '/api/v3/roles');

  it('slides: what passed counts until its own minute is over', async () => {
    const statusAt = async (second: number) => {
      now = Date.parse('2026-11-23T10:00:00Z') + second * 1_000;
      return (await ask()).status;
    };
    assert.deepEqual([await statusAt(0), await statusAt(50), await statusAt(55)], [200, 200, 200]);
    assert.equal(await statusAt(59), 429);
    assert.equal(await statusAt(60), 200, 'the first one has left the window');
    assert.equal(await statusAt(61), 429, 'a fixed window would let this one pass');
    assert.equal(await statusAt(110), 200);
  });

  it('counts neither what it refuses nor another key', async () => {
    await lucca(sandbox(), '/api/v3/roles', { headers: { authorization: 'lucca application=other' } });
    for (let n = 0; n < 3; n++) assert.equal((await ask()).status, 200);
    for (let n = 0; n < 5; n++) assert.equal((await ask()).status, 429);
    now += 60_000;
    assert.equal((await ask()).status, 200);
  });

  it('tells when to come back, in the form that is set', async () => {
    for (let n = 0; n < 3; n++) await ask();
    now += 20_000;
    const retryAfter = async (form: 'seconds' | 'date' | 'absent' | 'nonsense') => {
      sandbox().set({ retryAfter: form });
      return (await ask()).headers.get('retry-after');
    };
    assert.equal(await retryAfter('seconds'), '40');
    assert.equal(Date.parse((await retryAfter('date')) ?? ''), now + 40_000);
    assert.equal(await retryAfter('absent'), null);
    assert.ok(Number.isNaN(Date.parse((await retryAfter('nonsense')) ?? '')));
  });
});
