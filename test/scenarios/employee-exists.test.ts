import assert from 'node:assert/strict';
import { eventually, Rig } from '../support/rig.js';

describe('an employee that Lucca already has', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  after(() => rig.stop({ replays: 4 }));

  /** Before any test of this file has created somebody. */
  const writes = () => rig.sandbox.lucca.ledger.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

  it('is linked when a person says that it is the hire, and Lucca is not written to', async () => {
    const id = await rig.hire({ firstname: 'Thomas', lastname: 'Leroy', email: 'tleroy@acme.example' });
    const { existing = [], remedies } = await rig.untilProblem(id, 'employee-exists');
    assert.deepEqual(
      existing.map((one) => ({ id: one.id, same: one.same, former: one.former })),
      [{ id: 389, same: 'email', former: false }],
    );
    assert.ok(remedies.includes('use-existing') && remedies.includes('create-anyway'));
    assert.deepEqual(await rig.exampleAnswer(id), { kind: 'use-existing', by: 'your name', problem: 1, employeeId: 389 });

    await rig.signal(id, { kind: 'use-existing', by: 'Anna', employeeId: 389 });
    const result: unknown = await rig.handle(id).result();
    const link = `${rig.sandbox.url}/lucca/directory/users/cards?employeeId=389`;
    assert.deepEqual(result, { status: 'linked', employee: { id: 389, login: 'tleroy', link } });
    assert.equal((await rig.hires.state(id)).status, 'linked');
    assert.deepEqual(writes(), []);
    const mails = rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Thomas Leroy'));
    assert.equal(mails.length, 2, 'the problem and the end');
    assert.ok(mails.at(-1)?.text.includes(link));
  });

  it('who has left is shown as a rehire', async () => {
    const id = await rig.drag(5010);
    const { existing = [] } = await rig.untilProblem(id, 'employee-exists');
    assert.deepEqual(
      existing.map(({ id: employee, former }) => ({ employee, former })),
      [{ employee: 390, former: true }],
    );
    const mail = await eventually('the mail', () => rig.sandbox.mail.messages.find(({ subject }) => subject.includes('Sophie Bernard')));
    assert.match(mail.text, /quitté|ancien/i);
    await rig.hires.correct(id, { kind: 'use-existing', by: 'Anna', employeeId: 390 });
    await rig.untilStatus(id, 'linked');
  });

  it('must exist: an id that Lucca lacks asks again, and another answer is possible', async () => {
    const id = await rig.hire({ firstname: 'Thomas', lastname: 'Leroy', email: 'tleroy@acme.example', vacancy: 'Communications intern' });
    await rig.untilProblem(id, 'employee-exists');
    await rig.hires.correct(id, { kind: 'use-existing', by: 'Anna', employeeId: 777_777 });
    const second = await rig.untilProblem(id, 'unknown', 2);
    assert.deepEqual(second.issues[0]?.given, '777777');
    await rig.hires.correct(id, { kind: 'retry', by: 'Anna' });
    await rig.untilProblem(id, 'employee-exists', 3);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'thomas.leroy2@acme.example', login: 'tleroy2' } });
    const { existing } = await rig.untilProblem(id, 'employee-exists', 4);
    assert.deepEqual(
      existing?.map(({ id, same }) => [id, same]),
      [[389, 'name']],
    );
    await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
    await rig.untilStatus(id, 'created');
  });

  it('gets a second record under another login when a person says so', async () => {
    const id = await rig.hire({ firstname: 'Thomas', lastname: 'Leroy', email: 'tleroy@acme.example', vacancy: 'Accountant' });
    await rig.untilProblem(id, 'employee-exists');
    await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
    await rig.untilStatus(id, 'created');
    assert.deepEqual(
      rig.sandbox.lucca.users.flatMap(({ mail, login }) => (mail === 'tleroy@acme.example' ? [login] : [])),
      ['tleroy', 'thomas.leroy'],
    );
  });
});
