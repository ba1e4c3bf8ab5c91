import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../../src/contracts/trouble.js';
import { startForwarder, type Forwarder } from '../support/forwarder.js';
import { eventually, Rig, type RigOptions } from '../support/rig.js';

const TROUBLE_AFTER_MS = 500;

describe('the operators', () => {
  let rig: Rig;
  let way: Forwarder;
  let seen = 0;

  const start = async (options: RigOptions = {}) => {
    way = await startForwarder(() => rig?.sandbox.port ?? 0);
    const { port } = way;
    const url = `http://127.0.0.1:${port}/lucca`;
    rig = await Rig.start({
      troubleAfterMs: TROUBLE_AFTER_MS,
      connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, url } }),
      ...options,
    });
  };
  /** Mails to them since the test began. */
  const mails = () => rig.sandbox.mail.messages.filter(({ to }) => to.includes('it@sandbox.example')).slice(seen);
  const told = (count: number) => eventually(`${count} mails to the operators`, () => mails().length >= count || undefined);
  const subjects = () => mails().map(({ subject }) => subject.replaceAll('\u00A0', ' ').replace(rig.connection, '…'));
  const over = (system: System) => rig.client.workflow.getHandle(`trouble/${rig.connection}/${system}`).result();
  const refuse = (system: System) => rig.sandbox.faults.add({ system, action: { answer: { status: 401 } } });
  const retryAll = () => rig.hires.retryAll(rig.connection, { by: 'it' });

  const hireAll = (count: number, lastname: string) =>
    Promise.all(
      Array.from({ length: count }, (_, i) => {
        const firstname = String.fromCodePoint(65 + i).repeat(3);
        return rig.hire({ firstname, lastname, email: `${firstname}.${lastname}@example.org`.toLowerCase() });
      }),
    );
  const stuck = (ids: readonly string[], type: string) =>
    Promise.all(
      ids.map((id) =>
        eventually(`${type} at ${id}`, async () => {
          const { raw } = await rig.handle(id).describe();
          return raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === type) || undefined;
        }),
      ),
    );
  async function allCreated(ids: readonly string[], lastname: string): Promise<void> {
    await Promise.all(ids.map((id) => rig.untilStatus(id, 'created')));
    const created = rig.sandbox.lucca.users.filter((user) => user.lastName.toLowerCase() === lastname.toLowerCase());
    assert.deepEqual([created.length, new Set(created.map(({ mail }) => mail)).size], [ids.length, ids.length], 'employees');
  }

  describe('of a connection', () => {
    before(() => start());
    beforeEach(() => {
      seen = 0;
      seen = mails().length;
    });
    afterEach(() => rig.sandbox.faults.clear());
    after(async () => {
      await rig.stop({ replays: 32 });
      await way.cut();
    });

    for (const { system, type, name } of [
      { system: 'lucca', type: 'LuccaUnauthorized', name: 'Lucca' },
      { system: 'flatchr', type: 'FlatchrUnauthorized', name: 'Flatchr' },
    ] as const)
      it(`hear once that ${name}'s key is refused, however many hires wait, and once that it is taken again`, async () => {
        refuse(system);
        const ids = await hireAll(10, `Key${system}`);
        await stuck(ids, type);
        await sleep(TROUBLE_AFTER_MS);
        for (let round = 0; round < 2; round++) {
          assert.equal((await retryAll()).length, 10);
          await stuck(ids, type);
        }
        await told(1);
        assert.match(mails()[0]?.text ?? '', new RegExp(`retry --connection ${rig.connection}`));
        assert.match(mails()[0]?.text ?? '', /Embauches en cours +[1-9]/);

        rig.sandbox.faults.clear();
        await retryAll();
        await allCreated(ids, `Key${system}`);
        await over(system);
        assert.deepEqual(subjects(), [
          `Embauches en attente (…) : ${name} refuse la clé d’API du connecteur`,
          `${name} fonctionne à nouveau, les embauches reprennent (…)`,
        ]);
      }).timeout(60_000);

    it('hear once that Lucca cannot be reached, and once that it can', async () => {
      await allCreated(await hireAll(1, 'Before'), 'Before');
      await way.cut();
      const ids = await hireAll(3, 'Cut');
      await stuck(ids, 'LuccaUnavailable');
      await told(1);
      await way.mend();
      await retryAll();
      await allCreated(ids, 'Cut');
      await over('lucca');
      assert.deepEqual(subjects(), [
        'Embauches en attente (…) : Lucca est injoignable ou en maintenance',
        'Lucca fonctionne à nouveau, les embauches reprennent (…)',
      ]);
    }).timeout(60_000);

    it('hear once that the quota is used up for long, and once that requests go through again', async () => {
      const answer = { status: 429, retryAfter: 'seconds', retryAfterMs: 1_000 } as const;
      rig.sandbox.faults.add({ system: 'lucca', action: { answer } });
      const ids = await hireAll(3, 'Quota');
      await told(1);
      await stuck(ids, 'LuccaRateLimited');
      rig.sandbox.faults.clear();
      await allCreated(ids, 'Quota');
      await over('lucca');
      assert.deepEqual(subjects(), [
        'Embauches en attente (…) : Lucca ne laisse plus passer aucune requête depuis longtemps, le quota étant épuisé',
        'Lucca fonctionne à nouveau, les embauches reprennent (…)',
      ]);
    }).timeout(60_000);

    it('hear at once, by its name, of a list that is gone, also behind trouble that they know of', async () => {
      rig.sandbox.faults.add({ system: 'lucca', method: 'GET', path: '/users', action: { answer: { status: 404 } } });
      const [id = ''] = await hireAll(1, 'Gone');
      await told(1);
      const handle = rig.client.workflow.getHandle(`trouble/${rig.connection}/lucca`);
      await handle.signal('trouble', 'unreachable');
      await handle.signal('trouble', 'endpoint-gone', 'GET /api/v3/users');
      await handle.signal('trouble', 'endpoint-gone', 'GET /api/v3/roles');
      await told(2);
      rig.sandbox.faults.clear();
      await eventually('the end', async () => {
        await retryAll();
        return mails().length >= 3 || undefined;
      });
      await handle.result();
      assert.deepEqual(subjects(), [
        'Embauches en attente (…) : Lucca n’a plus GET /api/v3/users',
        'Embauches en attente (…) : Lucca n’a plus GET /api/v3/roles',
        'Lucca fonctionne à nouveau, les embauches reprennent (…)',
      ]);
      await rig.untilStatus(id, 'created');
    });
  });

  describe('of hires that are given up', () => {
    before(() => start({ troubleAfterMs: 300, reportWithinMs: 700 }));
    beforeEach(() => {
      seen = 0;
      seen = mails().length;
    });
    afterEach(() => rig.sandbox.faults.clear());
    after(async () => {
      await rig.stop({ replays: 4 });
      await way.cut();
    });

    it('hear that no hire is held up any more', async () => {
      refuse('flatchr');
      const [id = ''] = await hireAll(1, 'Silence');
      await stuck([id], 'FlatchrUnauthorized');
      await sleep(300);
      await retryAll();
      await told(1);
      await rig.hires.correct(id, { kind: 'abandon', by: 'it', reason: 'tested' });
      await over('flatchr');
      assert.deepEqual(subjects(), [
        'Embauches en attente (…) : Flatchr refuse la clé d’API du connecteur',
        'Plus aucune embauche n’attend Flatchr (…)',
      ]);
    });

    it('hear of trouble that comes back while the mail about its end is on its way', async () => {
      const workflowId = `trouble/${rig.connection}/lucca`;
      const order = { connection: rig.connection, system: 'lucca', cause: 'unreachable', since: new Date().toISOString() };
      const report = () =>
        rig.client.workflow.signalWithStart('trouble', {
          workflowId,
          taskQueue: rig.connection,
          args: [{ ...order, reportWithinMs: 60_000 }],
          signal: 'trouble',
          signalArgs: ['unreachable'],
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      await report();
      await told(1);
      rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', times: 1, action: { answer: { status: 451 } } });
      const handle = rig.client.workflow.getHandle(workflowId);
      await handle.signal('works');
      await eventually('a mail refused', () => rig.sandbox.faults.active[0]?.applied === 1 || undefined);
      await report();
      await told(3);
      await handle.signal('works');
      await handle.result();
      assert.deepEqual(
        subjects().map((subject) => /attente|reprennent/.exec(subject)?.[0]),
        ['attente', 'reprennent', 'attente', 'reprennent'],
      );
    });

    it('hear nothing of trouble that is over before the mail server takes the mail', async () => {
      rig.sandbox.faults.add({ system: 'mail', action: { answer: { status: 451 } } });
      refuse('flatchr');
      const [id = ''] = await hireAll(1, 'Late');
      await stuck([id], 'FlatchrUnauthorized');
      await sleep(300);
      await retryAll();
      const handle = rig.client.workflow.getHandle(`trouble/${rig.connection}/flatchr`);
      await eventually('an attempt to mail', async () =>
        handle.describe().then(
          ({ raw }) => raw.pendingActivities?.some(({ lastFailure }) => lastFailure) || undefined,
          () => undefined,
        ),
      );
      rig.sandbox.faults.clear();
      await handle.signal('works');
      await handle.result();
      await rig.hires.correct(id, { kind: 'abandon', by: 'it', reason: 'tested' });
      assert.deepEqual(subjects(), []);
    });
  });
});
