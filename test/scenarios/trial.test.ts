import assert from 'node:assert/strict';
import type { FaultInput } from '../../sandbox/faults.js';
import { takeTrace } from '../../src/client/trace.js';
import { runTrial } from '../../src/client/trial.js';
import type { TrialReport } from '../../src/contracts/trial.js';
import { Rig } from '../support/rig.js';

describe('hire trial and hire trace, through workers and gateway', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 6 }));

  const go = () => runTrial(rig.client, { connection: rig.connection, production: false }, rig.connection);
  const posts = () => rig.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('users')).length;
  const users = () => rig.sandbox.lucca.users.filter(({ lastName }) => lastName.startsWith('Test-Connector'));
  const differing = ({ observations }: TrialReport) => observations.filter(({ consequence }) => consequence !== undefined);
  const fault = (action: FaultInput['action'], rest: Partial<FaultInput> = {}) =>
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action, ...rest });

  it('creates one employee whom nobody takes for a person, and finds all as the connector assumes', async () => {
    const report = await go();
    assert.deepEqual([report.ok, differing(report)], [true, []], report.summary);
    const [user, ...more] = users();
    assert.deepEqual([user?.id, user?.login, more], [report.employee?.id, report.employee?.login, []]);
    assert.match(user?.mail ?? '', /^trial-[a-p]{8}@example\.org$/);
    assert.match(report.removal ?? '', /cards\?employeeId=\d+/);
    const of = (what: string) => report.observations.find((one) => one.what === what)?.found;
    assert.match(of('contract that came with it') ?? '', /type 6/, 'the default of the account, before the type was set');
    assert.equal(of('typeId'), '1');
    assert.equal(of('lastName'), user?.lastName.toUpperCase());
    assert.equal(of('personalMobile'), '+33639980000');
  });

  it('is another one at each run', async () => {
    const before = users().length;
    const [one, two] = [await go(), await go()];
    assert.notEqual(one.employee?.login, two.employee?.login);
    assert.equal(users().length, before + 2);
  });

  for (const [what, action] of Object.entries({
    'an answer that is lost': { when: 'after', answer: 'reset' },
    'a refusal of something on the way, after the creation': { when: 'after', answer: { status: 400, message: 'in use' } },
    'a refusal under a status of success': { when: 'after', answer: 'null-data' },
  } satisfies Record<string, FaultInput['action']>))
    it(`after ${what} it sends nothing again, and finds its employee`, async () => {
      const before = { posts: posts(), users: users().length };
      fault(action);
      const report = await go();
      assert.deepEqual([report.ok, posts() - before.posts, users().length - before.users], [true, 1, 1], report.summary);
    });

  it('tells how long a look-up takes to show the employee', async () => {
    fault({ when: 'after', visibleAfterMs: 300 });
    const report = await go();
    assert.equal(report.ok, true, report.summary);
    const { found } = report.observations.find(({ what }) => what.startsWith('look-up')) ?? assert.fail('no such line');
    assert.ok(Number(/after ([\d.]+) s$/.exec(found)?.[1]) >= 0.3, found);
  });

  it('sends nothing again where no look-up shows an employee, and says what to look for', async () => {
    const before = posts();
    fault({ when: 'before', answer: 'reset' });
    const report = await go();
    assert.deepEqual([report.ok, posts() - before, report.employee], [false, 1, undefined]);
    assert.match(report.summary, /no look-up shows the login [a-z]+/);
  });

  it('names what the account does not take: a right, a value, a contract type', async () => {
    fault({ when: 'before', answer: { status: 403, body: 'empty' } });
    assert.match((await go()).summary, /may not create .*403/);

    fault({ when: 'before', answer: { status: 400, message: 'Property personalMobile does not exist on type User' } });
    const without = await go();
    assert.equal(without.ok, true, without.summary);
    assert.deepEqual(
      differing(without).map(({ what }) => what),
      ['personalMobile'],
    );

    fault({ when: 'before', answer: { status: 400, message: 'No such template' } }, { method: 'PATCH', path: 'work-contracts' });
    const refused = await go();
    assert.equal(refused.ok, false);
    assert.match(refused.summary, /is in Lucca.*No such template/);
    assert.ok(refused.employee && refused.removal);
  });

  it('hire trace takes the same way, and reads alone', async () => {
    const before = rig.sandbox.lucca.ledger.length;
    const { lucca, flatchr } = await takeTrace(rig.client, rig.connection, rig.connection);
    assert.deepEqual([lucca.failed, flatchr.failed], [[], []]);
    assert.deepEqual(new Set(rig.sandbox.lucca.ledger.slice(before).map(({ method }) => method)), new Set(['GET']));
  });
});
