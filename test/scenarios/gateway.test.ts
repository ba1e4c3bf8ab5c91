import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewCandidate } from '../../sandbox/flatchr/board.js';
import { DATA_CONVERTER } from '../support/encryption.js';
import { forkWorker } from '../support/fork-worker.js';
import { Worker } from '@temporalio/worker';
import { eventually, Rig, type RigOptions } from '../support/rig.js';
import { temporal, workflowBundle } from '../support/temporal.js';

const QUOTA = { requests: 50, perMs: 5_000 };
/** The connection and its Lucca agree on a quota. */
const scaledTo = ({ requests, perMs }: typeof QUOTA): RigOptions => ({
  sandbox: { quota: { requests, perMs } },
  connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, quota: { requests, per: `${perMs}ms` } } }),
});
const SCALED = scaledTo(QUOTA);
/** Read once for all hires. */
const REFERENCE_DATA = /establishments|departments|roles|archetypes/;

/** What a gateway asks for itself when it opens: the directory, and whether two filters take several values. */
const OPENING = 3;

const candidate = (name: string, lastname = 'Gateway') => ({
  firstname: name,
  lastname,
  email: `${name}.${lastname}@example.org`.toLowerCase(),
});
/** Words of letters alone, all different and with different first letters for 26 in a row. */
const word = (i: number) => `${String.fromCodePoint(65 + (i % 26))}${String.fromCodePoint(97 + Math.floor(i / 26))}`;

describe('the gateway to Lucca', () => {
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await Rig.start(options));
  afterEach(() => rig.stop());

  /** Those of hires: what is kept for minutes apart, and so the heads of departments, who are looked up by their ids. */
  const requests = () => rig.sandbox.lucca.ledger.filter(({ path, query }) => !REFERENCE_DATA.test(path) && !query.startsWith('id='));
  const gateway = () => rig.gateway;
  const hireAll = (count: number, lastname?: string) =>
    Promise.all(Array.from({ length: count }, (_, i) => rig.hire(candidate(word(i), lastname ?? `Gateway${word(i)}`))));
  const allCreated = async (ids: readonly string[], timeoutMs = 60_000) => {
    const created = async (id: string) => {
      await rig.handle(id).result(); // a hundred that are asked again and again would take the processor
      return await rig.untilStatus(id, 'created');
    };
    const late = sleep(timeoutMs, undefined, { ref: false }).then(() => assert.fail('not all are created'));
    const states = await Promise.race([Promise.all(ids.map(created)), late]);
    return states.map(({ draft }) => draft.login?.value);
  };
  function noRefusals(): void {
    assert.equal(rig.sandbox.lucca.ledger.filter(({ status }) => status === 429).length, 0, 'requests refused for the quota');
  }

  it('needs five requests for a hire alone, and three for itself when it opens', async () => {
    await start();
    await allCreated([await rig.hire(candidate('Opens'))]);
    const opening = requests().length;
    await allCreated([await rig.hire(candidate('Alone', 'Hire'))]);
    const seen = requests().map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual([opening - 5, seen.length - opening], [OPENING, 5], seen.join('\n'));
  });

  it('uses the quota fully for a hundred hires at once, is never refused, and shares look-ups', async () => {
    const quota = { ...QUOTA, perMs: 8_000 }; // slower than a busy machine brings a hundred hires to their look-ups
    await start(scaledTo(quota));
    const ids = await hireAll(100);
    await allCreated(ids);
    noRefusals();
    const perHire = (requests().length - OPENING) / ids.length;
    // The window before the last one is the last that a backlog fills to its end.
    const times = rig.sandbox.lucca.ledger.map(({ at }) => at);
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    const windows = Math.floor((last - first) / quota.perMs);
    const used = times.filter((at) => at < first + windows * quota.perMs).length / (windows * quota.requests);
    assert.ok(perHire <= 2.5, `${perHire} requests for each hire`);
    assert.ok(used >= 0.9, `${used} of the quota used`);
  }).timeout(90_000);

  it('gives fifty namesakes different logins, with few refusals, and asks nobody', async () => {
    await start();
    const names = Array.from({ length: 50 }, (_, i) => `A${word(i)}`);
    const ids = await Promise.all(names.map((name) => rig.hire(candidate(name, 'Namesake'))));
    const logins = await allCreated(ids);
    assert.equal(new Set(logins).size, 50);
    const posts = requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/users')).length;
    assert.ok(posts <= 55, `${posts} creations sent, ${requests().length} requests in all`);
  }).timeout(90_000);

  it('creates one of five hires of the same full name, and asks about the others', async () => {
    await start();
    const people = Array.from({ length: 5 }, (_, i) => ({ firstname: 'Sam', lastname: 'Same', email: `sam${i}@example.org` }));
    const ids = await Promise.all(people.map((person) => rig.hire(person)));
    const states = await Promise.all(ids.map((id) => rig.until(id, ({ status }) => status !== 'in-progress', 30_000)));
    assert.deepEqual(states.map(({ status, problem }) => problem?.code ?? status).toSorted(), [
      'created',
      ...Array.from({ length: 4 }, () => 'employee-exists'),
    ]);
    assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => /same/i.test(lastName)).length, 1);
  }).timeout(60_000);

  it('closes when nothing is to do, and no hire is missed around that moment', async () => {
    await start({ gatewayIdleMs: 600 });
    await allCreated([await rig.hire(candidate('First'))]);
    await gateway().result();
    for (let i = 0; i < 12; i++) {
      const id = await rig.hire(candidate(word(i), `Closing${word(i)}`));
      await allCreated([id], 10_000);
      await sleep(400 + 65 * i);
    }
    await gateway().result();
    assert.equal((await gateway().describe()).status.name, 'COMPLETED');
  }).timeout(120_000);

  it('closes although a hire was terminated in the Temporal UI, whose status attribute stays as it was', async () => {
    await start({ gatewayIdleMs: 600 });
    await allCreated([await rig.hire(candidate('Opens'))]);
    rig.sandbox.faults.add({ system: 'lucca', path: 'users', action: { answer: { status: 503 } } });
    const id = await rig.hire(candidate('Terminated'));
    await eventually('the hire meets Lucca', () => rig.sandbox.lucca.ledger.some(({ status }) => status === 503) || undefined);
    await rig.handle(id).terminate();
    await gateway().result();
  }).timeout(60_000);

  it('closes only when no request counts any more, since the next one knows of none', async () => {
    await start({ ...SCALED, gatewayIdleMs: 400 });
    await allCreated(await hireAll(12));
    await gateway().result();
    await allCreated(await hireAll(12, 'Next'));
    noRefusals();
  }).timeout(60_000);

  it('changes hands in order while hires are under way: nothing is refused, nothing waits long', async () => {
    await start(SCALED);
    await allCreated([await rig.hire(candidate('Opens'))]);
    const ids = await hireAll(10);
    await sleep(300);
    const stopped = rig.stopWorker();
    await rig.startWorker();
    ids.push(await rig.hire(candidate('Late')));
    const begun = Date.now();
    await Promise.all([stopped, allCreated(ids)]);
    noRefusals();
    assert.ok(Date.now() - begun < 20_000, `${Date.now() - begun} ms`);
    assert.equal(new Set(rig.sandbox.lucca.users.filter(({ lastName }) => /gateway/i.test(lastName)).map(({ mail }) => mail)).size, 12);
  }).timeout(60_000);

  it('keeps the pause that Lucca asked for when it changes hands', async () => {
    await start();
    await allCreated([await rig.hire(candidate('Before'))]);
    const retryAfterMs = 6_000;
    const answer = { status: 429, retryAfter: 'seconds', retryAfterMs } as const;
    rig.sandbox.faults.add({ system: 'lucca', times: 1, action: { answer } });
    const id = await rig.hire(candidate('Paused'));
    const refused = await eventually('the refusal', () => rig.sandbox.lucca.ledger.find(({ status }) => status === 429));
    const seen = rig.sandbox.lucca.ledger.length;
    await rig.stopWorker();
    await rig.startWorker();
    await allCreated([id]);
    const next = rig.sandbox.lucca.ledger[seen];
    assert.ok(next && next.at - refused.at >= retryAfterMs - 100, `sent ${(next?.at ?? 0) - refused.at} ms after the refusal`);
  }).timeout(60_000);

  it('takes no harm from a storm of signals', async () => {
    await start({ gatewayIdleMs: 600 });
    const id = await rig.hire(candidate('Storm'));
    await eventually('the gateway', async () =>
      gateway()
        .describe()
        .then(
          () => true,
          () => undefined,
        ),
    );
    await Promise.all(
      Array.from({ length: 300 }, async () =>
        gateway()
          .signal('wanted')
          .catch(() => undefined),
      ),
    );
    await allCreated([id]);
    await gateway().result();
    await allCreated([await rig.hire(candidate('After', 'Storm'))]);
  }).timeout(60_000);

  it('is taken over when its holder is killed with a backlog: nothing is refused, each is created once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hire-gateway-'));
    await start(SCALED);
    await rig.stopWorker();
    const child = await forkWorker(rig, folder);
    const ids = await hireAll(40);
    await eventually('requests under way', () => requests().length >= 30 || undefined, 20_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = requests().length;
    await rig.startWorker();
    await eventually('a successor', () => requests().length > before || undefined, 20_000);
    await allCreated(ids);
    noRefusals();
    const mails = rig.sandbox.lucca.users.filter(({ lastName }) => /gateway/i.test(lastName)).map(({ mail }) => mail);
    assert.deepEqual([mails.length, new Set(mails).size], [40, 40]);
    await rm(folder, { recursive: true });
  }).timeout(120_000);
});

describe('two connections to one Lucca account', () => {
  let rig: Rig;
  const other = () => `${rig.connection}-2`;
  before(async () => {
    rig = await Rig.start({ others: (settings) => [{ ...settings, id: `${settings.id}-2` }] });
  });
  after(() => rig.stop({ replays: 12 }));

  it('share one gateway, and make one employee of a person whom both hire', async () => {
    const people = Array.from({ length: 12 }, (_, i) => candidate(word(i), `Twice${word(i)}`));
    const ids = await Promise.all(people.map((person) => rig.hire(person)));
    await Promise.all(
      ids.map(async (id) => {
        const { order } = await rig.hires.state(id);
        await rig.hires.start({ ...order, connection: other() });
      }),
    );
    const all = ids.flatMap((id) => [id, id.replace(rig.connection, other())]);
    const states = await Promise.all(all.map((id) => rig.until(id, ({ status }) => status !== 'in-progress', 30_000)));
    const count = (wanted: string) => states.filter(({ status, problem }) => (problem?.code ?? status) === wanted).length;
    assert.deepEqual([count('created'), count('employee-exists')], [12, 12]);
    assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => /^twice/i.test(lastName)).length, 12);
    const gateways = [];
    for await (const { workflowId } of rig.client.workflow.list({ query: `WorkflowType = 'gateway' AND TaskQueue = '${rig.connection}'` }))
      gateways.push(workflowId);
    assert.equal(new Set(gateways).size, 1);
  }).timeout(60_000);
});

describe('a gateway that changes hands while what it created does not show', () => {
  let rig: Rig;
  afterEach(() => rig.stop({ replays: 2 }));

  it('creates nobody before it must: the second hire of a person finds the first one', async () => {
    const settings: RigOptions['connection'] = (given) => ({ ...given, lucca: { ...given.lucca, settleFor: '8s' } });
    rig = await Rig.start({ connection: settings });
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { visibleAfterMs: 7_000 } });
    const one = candidate('Handed', 'Over');
    await rig.untilStatus(await rig.hire(one), 'created');
    await rig.stopWorker();
    await rig.startWorker();
    await rig.untilProblem(await rig.hire({ ...one, lastname: 'Over-Durand' }), 'employee-exists');
    assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === one.email).length, 1);
  }).timeout(60_000);
});

describe('pairs of hires of one person in one burst', () => {
  let rig: Rig;
  afterEach(() => rig.stop({ replays: 16 }));

  const PAIRS = 8;
  const end = async (ids: readonly string[]) => {
    const states = await Promise.all(ids.map((id) => rig.until(id, ({ status }) => status !== 'in-progress', 40_000)));
    return states
      .map(({ status, problem }) => (problem ? `${problem.code}: ${problem.existing?.map(({ same }) => same).join()}` : status))
      .toSorted();
  };
  const burst = async (pair: (i: number) => readonly [NewCandidate, NewCandidate]) =>
    await Promise.all(Array.from({ length: PAIRS }, (_, i) => pair(i)).flatMap((two) => two.map((one) => rig.hire(one))));
  const each = (what: string) => Array.from({ length: PAIRS }, () => what);

  for (const [when, visibleAfterMs] of [
    ['at once', undefined],
    ['late', 900],
  ] as const) {
    const start = async () => {
      rig = await Rig.start();
      if (visibleAfterMs !== undefined)
        rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { visibleAfterMs } });
    };

    it(`with one address and names typed differently: one employee and one question each, with records that show ${when}`, async () => {
      await start();
      const ids = await burst((i) => {
        const one = candidate(word(i), `Pair${word(i)}`);
        return [one, { ...one, lastname: `${one.lastname}-Durand` }];
      });
      assert.deepEqual(await end(ids), [...each('created'), ...each('employee-exists: email')]);
      assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => /^pair/i.test(lastName)).length, PAIRS);
    }).timeout(60_000);

    it(`with one name and different addresses: one employee and one question each, with records that show ${when}`, async () => {
      await start();
      const ids = await burst((i) => {
        const one = candidate(word(i), `Pair${word(i)}`);
        return [one, { ...one, lastname: one.lastname.toUpperCase(), email: `work.${one.email}` }];
      });
      assert.deepEqual(
        (await end(ids)).map((what) => what.replace('login-and-name', 'name')),
        [...each('created'), ...each('employee-exists: name')],
      );
      assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => /^pair/i.test(lastName)).length, PAIRS);
    }).timeout(60_000);
  }
});

describe('the workflow of a gateway', () => {
  it('hands to its next run what its last turn left', async () => {
    const { client, nativeConnection } = await temporal();
    const orders: unknown[] = [];
    const left = { ages: [7], pausedForMs: 5_000, yieldingForMs: 9_000 };
    const id = `gateway/t-${randomUUID().slice(0, 13)}`;
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue: id,
      workflowBundle: await workflowBundle(),
      dataConverter: DATA_CONVERTER,
      activities: { holdGateway: async (order: unknown) => (orders.push(order), { idle: orders.length > 1, ...left }) },
    });
    await worker.runUntil(client.workflow.execute('gateway', { workflowId: id, taskQueue: id, args: [{ account: 'a' }] }));
    assert.deepEqual(orders, [{ account: 'a' }, { account: 'a', ...left }]);
  });
});
