import assert from 'node:assert/strict';
import { eventually, Rig } from '../support/rig.js';

const MEGABYTE = 'x'.repeat(1_000_000);

describe('input without an end', function () {
  this.timeout(120_000);
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  after(() => rig.stop({ replays: 3 }));

  const runs = async (id: string) => {
    let count = 0;
    for await (const _info of rig.client.workflow.list({ query: `WorkflowId = '${id}'` })) count++;
    return count;
  };
  const mails = (lastname: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname));

  async function waiting(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Emil', lastname, vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await rig.until(id, ({ story }) => story.some(({ kind }) => kind === 'told'));
    return id;
  }

  it('of large signals: the hire goes on as new, with the same question, and without a second mail', async () => {
    const id = await waiting('Flood');
    const { run } = (await rig.hires.list({ connection: rig.connection, status: 'awaiting-correction', limit: 1 }))[0] ?? assert.fail();
    const names = ['correction', 'drag', 'mailLate', 'unknown'] as const;
    for (let sent = 0; sent < 60; sent++) {
      await rig.handle(id).signal(names[sent % names.length] ?? '', { kind: 'fields', by: MEGABYTE, [MEGABYTE.slice(0, 99)]: sent });
      await rig.hires.state(id); // the hire has seen it
    }
    await eventually('several runs', async () => (await runs(id)) > 5);
    const { problem, story } = await rig.hires.state(id);
    assert.deepEqual([problem?.number, story.filter(({ kind }) => kind === 'told').length], [1, 1]);
    assert.equal(mails('Flood').length, 1);

    // Who has the first mail's link still answers by it.
    assert.equal((await rig.hires.state(id, run)).problem?.number, 1);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields: { email: 'flood@example.org' } }, run);
    await rig.handle(id).result();
    assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => lastName === 'Flood').length, 1);
  });

  it('of large signals while a step waits out an outage', async () => {
    rig.sandbox.faults.add({ system: 'lucca', path: 'departments|roles|establishments|users', action: { answer: { status: 503 } } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Outage', email: 'outage@example.org' });
    await rig.until(id, ({ step }) => step !== 'validateHire');
    for (let sent = 0; sent < 20; sent++) await rig.handle(id).signal('correction', MEGABYTE);
    rig.sandbox.faults.clear();
    await eventually('another run', async () => (await runs(id)) > 1);
    await rig.hires.retryActivities(id);
    await rig.handle(id).result();
    assert.equal(rig.sandbox.lucca.users.filter(({ lastName }) => lastName === 'Outage').length, 1);
  });

  it('of answers: the hire takes each and goes on asking, over several runs', async () => {
    const id = await waiting('Rounds');
    for (let round = 1; round <= 160; round++) {
      await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: round, fields: { email: `no address ${round}` } });
      await rig.untilProblem(id, 'unusable', round + 1);
    }
    const { story } = await rig.hires.state(id);
    assert.ok(story.length <= 200);
    assert.equal(story[0]?.kind, 'hired');
    assert.ok((await runs(id)) > 1, 'no run was renewed');
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 161, fields: { email: 'rounds@example.org' } });
    await rig.handle(id).result();
  });
});
