import assert from 'node:assert/strict';
import { isPaused, pauseHires, resumeHires } from '../../src/cli/pausing.js';
import { pauseOf, pauses } from '../../src/client/pauses.js';
import { namespaceNeeds } from '../../src/client/prepare-namespace.js';
import { checkTemporal } from '../../src/doctor/temporal.js';
import { eventually, Rig } from '../support/rig.js';

describe('a connection that is paused', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  after(() => rig.stop({ replays: 6 }));

  const pause = () => pauseHires(rig.client, rig.connection, 'Anna', rig.connection);
  const resume = () => resumeHires(rig.client, rig.connection, rig.connection);
  const posts = () => rig.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path === '/api/v3/users').length;
  const waits = async (id: string) =>
    eventually(`${id} waits`, async () => {
      const { raw } = await rig.handle(id).describe();
      return raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === 'ConnectionPaused');
    });
  const person = (n: number) => ({ firstname: `Paul${n}`, lastname: 'Paused', email: `paul.${n}@example.org` });

  it('takes hires, creates nobody over a restart of the workers, and lets them go in the order in which they came', async () => {
    assert.equal((await pause()).changed, true);
    assert.equal((await pause()).changed, false);
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4]) ids.push(await rig.hire(person(n)));
    for (const id of ids) await waits(id);
    await rig.stopWorker();
    ids.push(await rig.hire(person(5)));
    await rig.startWorker();
    await waits(ids[4] ?? '');
    assert.equal(posts(), 0);
    assert.equal(rig.sandbox.mail.messages.length, 0);
    assert.equal((await pauseOf(rig.client, rig.connection))?.by, 'Anna');
    const paused = (await pauses(rig.client)).filter(({ connection }) => connection === rig.connection);
    assert.equal(paused.length, 1);
    const [first] = await rig.hires.list({ connection: rig.connection, limit: 1 });
    assert.ok(first && isPaused(first, paused));

    const checks = await checkTemporal(rig.client, namespaceNeeds(rig.config), [rig.connection], rig.connection);
    assert.match(checks.find(({ id }) => id === 'temporal.workers')?.summary ?? '', /Anna has paused it/);

    assert.deepEqual((await resume()).resumed, ids);
    for (const id of ids) await rig.untilStatus(id, 'created');
    assert.equal((await resume()).changed, false);
  });

  it('stops a hire under way before its next step', async () => {
    const before = posts();
    const id = await rig.hire({ firstname: 'Rita', lastname: 'Running', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await pause();
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'rita@example.org' } });
    await waits(id);
    assert.equal(posts(), before);
    assert.deepEqual((await resume()).resumed, [id]);
    await rig.untilStatus(id, 'created');
  });
});
