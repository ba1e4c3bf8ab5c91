import assert from 'node:assert/strict';
import { BackfillUnderWayError, runBackfill, stopBackfill } from '../../src/client/backfills.js';
import { eventually, Rig } from '../support/rig.js';

describe('a backfill', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 8 }));

  const since = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const run = (confirmed?: number) =>
    runBackfill(rig.client, { connection: rig.connection, since, confirmed }, { taskQueue: rig.connection });
  /** In Flatchr's hired column, and no webhook told of it. */
  const hired = (firstname: string, more: object = {}) => {
    const person = { firstname, lastname: 'Backfilled', email: `${firstname}.b@example.org`.toLowerCase(), vacancy: 'Developer', ...more };
    const applicant = rig.sandbox.flatchr.add(person);
    rig.sandbox.flatchr.drag(applicant.id);
    return applicant;
  };
  const employees = () => rig.sandbox.lucca.users.filter(({ lastName }) => lastName === 'Backfilled');

  it('first shows what would become of each and does nothing; then starts as many as were confirmed, once', async () => {
    const known = await rig.hire({ firstname: 'Karl', lastname: 'Known', email: 'karl.known@example.org' });
    await rig.untilStatus(known, 'created');
    hired('Clara');
    hired('Nora', { email: null });
    hired('Quint', { vacancy: 'Quantum engineer' });
    rig.sandbox.flatchr.drag(5009); // is in Lucca, with his address
    const dry = await run();
    assert.deepEqual(
      dry.rows.map(({ person, outcome, why }) => `${person}: ${outcome} ${why}`).toSorted((one, other) => one.localeCompare(other)),
      [
        'Clara Backfilled: create ',
        'Nora Backfilled: ask missing email',
        'Quint Backfilled: ask unknown department Service Quantique',
        'Thomas Leroy: linked is employee 389 in Lucca',
      ],
    );
    assert.deepEqual([dry.phase, dry.toStart, dry.known], ['dry-run', 3, 1]);
    assert.equal(employees().length, 0);
    assert.equal((await run(4)).phase, 'refused');
    assert.equal(employees().length, 0);

    await run(3);
    await rig.handle(`backfill/${rig.connection}`).result();
    await eventually('the employee', () => employees().length === 1);
    const started = await rig.hires.list({ connection: rig.connection, limit: 10 });
    assert.equal(started.length, 4, 'the known one, and three');
    const { raw } = await rig.handle(started.find(({ person }) => person.startsWith('Clara'))?.id ?? '').describe();
    assert.equal(raw.workflowExecutionInfo?.priority?.priorityKey, 5);
    assert.deepEqual([(await run()).toStart, (await run(3)).phase], [0, 'refused'], 'nothing is left');
    assert.equal(employees().length, 1);
  });

  it('can be stopped, and goes on later without a double', async () => {
    const people = Array.from({ length: 30 }, (_, n) => hired(`Stop${String.fromCodePoint(65 + (n % 26))}${n >= 26 ? 'bis' : ''}`));
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 300 } });
    const before = employees().length;
    const { toStart } = await run();
    assert.equal(toStart, 30);
    assert.equal((await run(30)).phase, 'starting');
    await assert.rejects(run(), BackfillUnderWayError);
    await eventually('some', () => employees().length > before);
    assert.equal(await stopBackfill(rig.client, rig.connection), true);
    assert.equal(await stopBackfill(rig.client, rig.connection), false);
    const first = await eventually('those that had begun', async () => {
      const listed = await rig.hires.list({ connection: rig.connection, limit: 50 });
      const begun = listed.filter(({ person }) => person.startsWith('Stop'));
      return begun.every(({ status }) => status === 'created') && employees().length === before + begun.length ? begun.length : undefined;
    });
    assert.ok(first < 30, `${first} of 30`);

    const rest = await run();
    assert.equal(rest.toStart, 30 - first);
    await run(rest.toStart);
    await rig.handle(`backfill/${rig.connection}`).result();
    await eventually('all of them', () => employees().length === before + 30, 20_000);
    assert.equal(new Set(employees().map(({ mail }) => mail)).size, employees().length);
    assert.equal(people.length, 30);
  });
});

describe('a hire that is dragged in the middle of a backfill', function () {
  this.timeout(60_000);
  /** In a window of it, six are for those behind. */
  const QUOTA = { requests: 10, perMs: 1_000 };
  const BEHIND = 6;
  const COUNT = 8;
  let rig: Rig;
  before(async () => {
    const quota = { requests: QUOTA.requests, per: `${QUOTA.perMs}ms` };
    rig = await Rig.start({ sandbox: { quota: QUOTA }, connection: (one) => ({ ...one, lucca: { ...one.lucca, quota } }) });
  });
  after(() => rig.stop({ replays: COUNT + 1 }));

  it('finds a part of the quota left to it, since all requests of the others go behind', async () => {
    const { flatchr, lucca } = rig.sandbox;
    for (const name of 'ABCDEFGH')
      flatchr.drag(flatchr.add({ firstname: `${name}na`, lastname: 'Behind', email: `${name}na@example.org`.toLowerCase() }).id);
    const since = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    const run = (confirmed?: number) =>
      runBackfill(rig.client, { connection: rig.connection, since, confirmed }, { taskQueue: rig.connection });
    assert.equal((await run(COUNT)).phase, 'starting');
    const begun = lucca.ledger.length;
    await eventually('more than a window of it', () => lucca.ledger.length >= begun + 2 * BEHIND || undefined);
    const times = lucca.ledger.slice(begun).map(({ at }) => at);
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + QUOTA.perMs).length));
    assert.ok(most <= BEHIND, `${most} in a window`);

    const created = () => lucca.users.filter(({ lastName }) => lastName === 'Behind').length;
    await rig.untilStatus(await rig.hire({ firstname: 'Lena', lastname: 'Live', email: 'lena.live@example.org' }), 'created');
    assert.ok(created() < COUNT, 'it overtook them');
    await eventually('all of them', () => created() === COUNT, 30_000);
  });
});
