import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chooseFault, activeFault, type FaultInput } from '../../sandbox/faults.js';
import { call, flatchr, lucca, NEW_USER, useSandbox, type Items } from './support.js';

const USERS = '/api/v3/users';

describe('sandbox faults', () => {
  const sandbox = useSandbox();
  const create = async (changes: object = {}, signal?: AbortSignal) =>
    lucca(sandbox(), USERS, { body: { ...NEW_USER, ...changes }, ...(signal ? { signal } : {}) });
  const created = () => sandbox().lucca.users.filter(({ login }) => login === NEW_USER.login).length;
  const fault = (action: FaultInput['action'], rest: Partial<FaultInput> = {}) =>
    sandbox().faults.add({ system: 'lucca', method: 'POST', action, ...rest });

  it('answers in place of Lucca, before anything is carried out', async () => {
    fault({ answer: { status: 503, retryAfter: 'seconds', retryAfterMs: 7_000 } });
    const answer = await create();
    assert.deepEqual([answer.status, answer.headers.get('retry-after'), created()], [503, '7', 0]);
    assert.equal(sandbox().lucca.ledger.at(-1)?.status, 503);
  });

  it('commits, then answers otherwise', async () => {
    fault({ when: 'after', answer: { status: 500, body: 'empty' } });
    const answer = await create();
    assert.deepEqual([answer.status, answer.text, created()], [500, '', 1]);
    assert.equal(sandbox().lucca.ledger.at(-1)?.committed, sandbox().lucca.users.at(-1)?.id);
  });

  it('commits, then stalls until the client gives up', async () => {
    fault({ when: 'after', answer: 'stall' });
    await assert.rejects(create({}, AbortSignal.timeout(150)), { name: 'TimeoutError' });
    assert.equal(created(), 1);
    assert.equal(sandbox().lucca.ledger.at(-1)?.status, null);
  });

  it('stalls or resets without carrying out', async () => {
    fault({ answer: 'stall' }, { times: 1 });
    await assert.rejects(create({}, AbortSignal.timeout(150)), { name: 'TimeoutError' });
    fault({ answer: 'reset' });
    await assert.rejects(create(), TypeError);
    assert.equal(created(), 0);
  });

  it('commits, then resets', async () => {
    fault({ when: 'after', answer: 'reset' });
    await assert.rejects(create(), TypeError);
    assert.equal(created(), 1);
  });

  it('spoils the answer of a request that was carried out', async () => {
    fault({ when: 'after', answer: 'truncated' }, { times: 1 });
    const truncated = await create();
    assert.throws(() => truncated.json(), SyntaxError);
    assert.match(truncated.text, /^\{"header"/);
    const bodies = [];
    for (const answer of ['html', 'empty', 'wrong-json'] as const) {
      sandbox().faults.clear();
      fault({ answer });
      const { status, text } = await create();
      bodies.push([status, text.slice(0, 5)]);
    }
    assert.deepEqual(bodies, [
      [200, '<!doc'],
      [200, ''],
      [200, '{"ite'],
    ]);
    assert.equal(created(), 1);
  });

  it('hides a new user from look-ups for a while, but not its login', async () => {
    fault({ visibleAfterMs: 300 });
    assert.equal((await create()).status, 200);
    const found = async () => (await lucca(sandbox(), `${USERS}?login=${NEW_USER.login}`)).json<Items>().data.items.length;
    assert.equal(await found(), 0);
    assert.equal((await create()).status, 400);
    await new Promise((resolve) => setTimeout(resolve, 320));
    assert.equal(await found(), 1);
  });

  it('delays', async () => {
    fault({ delayMs: 200 });
    const start = performance.now();
    assert.equal((await create()).status, 200);
    assert.ok(performance.now() - start >= 195);
  });

  it('kills a process after the commit', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const exit = once(child, 'exit');
    fault({ when: 'after', killPid: child.pid!, answer: 'reset' });
    await assert.rejects(create(), TypeError);
    assert.deepEqual([(await exit)[1], created()], ['SIGKILL', 1]);
  });

  it('acts on one system and on the paths it names', async () => {
    fault({ answer: { status: 418 } }, { method: 'GET', path: '/api/v3/users\\?login=x' });
    assert.equal((await lucca(sandbox(), `${USERS}?login=x`)).status, 418);
    assert.equal((await lucca(sandbox(), `${USERS}?login=y`)).status, 200);
    assert.equal((await flatchr(sandbox(), '/contracts')).status, 200);
  });

  it('can be driven from other processes', async () => {
    const url = `${sandbox().url}/-/faults`;
    assert.equal((await call(url, { body: { system: 'flatchr', action: { answer: { status: 502 } } } })).status, 201);
    assert.equal((await flatchr(sandbox(), '/contracts')).status, 502);
    assert.equal((await call(url)).json<unknown[]>().length, 1);
    assert.equal((await call(url, { method: 'DELETE' })).status, 204);
    assert.equal((await flatchr(sandbox(), '/contracts')).status, 200);
    assert.equal((await call(url, { body: { system: 'lucca', path: '(', action: {} } })).status, 400);
  });
});

describe('chooseFault', () => {
  const request = (key: string) => ({ system: 'lucca', method: 'POST', path: '/x', key }) as const;
  const runs = (input: Partial<FaultInput>, keys: string[]): boolean[] => {
    const faults = [activeFault({ system: 'lucca', action: { answer: 'reset' }, ...input })];
    return keys.map((key) => chooseFault(faults, request(key)) !== undefined);
  };
  const keys = Array.from({ length: 1_000 }, (_, n) => `key ${n}`);

  it('counts skip, times and the first attempts of each thing', () => {
    assert.deepEqual(runs({ skip: 1, times: 2 }, ['a', 'b', 'c', 'd']), [false, true, true, false]);
    assert.deepEqual(runs({ first: 1 }, ['a', 'b', 'a', 'b']), [true, true, false, false]);
  });

  it('draws by seed, repeatably', () => {
    const drawn = runs({ probability: 0.1, seed: 4 }, keys);
    const hits = drawn.filter(Boolean).length;
    assert.ok(hits > 60 && hits < 140, `${hits} of 1000`);
    assert.deepEqual(runs({ probability: 0.1, seed: 4 }, keys), drawn);
    assert.notDeepEqual(runs({ probability: 0.1, seed: 5 }, keys), drawn);
  });

  it('draws by the thing, not by the order, when only first attempts count', () => {
    const forwards = runs({ probability: 0.5, first: 1 }, keys);
    const backwards = runs({ probability: 0.5, first: 1 }, keys.toReversed());
    assert.deepEqual(backwards.toReversed(), forwards);
  });

  it('takes the first rule that fits', () => {
    const faults = [
      activeFault({ system: 'lucca', times: 1, action: { answer: 'reset' } }),
      activeFault({ system: 'lucca', action: { answer: 'stall' } }),
    ];
    assert.deepEqual([chooseFault(faults, request('a'))?.answer, chooseFault(faults, request('a'))?.answer], ['reset', 'stall']);
  });
});
