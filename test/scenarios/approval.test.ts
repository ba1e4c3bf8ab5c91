import assert from 'node:assert/strict';
import { CorrectionRefusedError } from '../../src/client.js';
import { writesTo } from '../support/lucca-writes.js';
import { Rig } from '../support/rig.js';

describe('a connection that needs approval', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start({ connection: (settings) => ({ ...settings, mode: 'approve' }), staleAfterMs: 0 })));
  after(() => rig.stop({ replays: 5 }));

  const by = 'Anna';
  const applicantOf = (lastname: string) =>
    rig.sandbox.flatchr.applicants.find(({ candidate }) => candidate.lastname === lastname) ?? assert.fail('nobody of that name');
  const created = (login: string) => rig.sandbox.lucca.users.some((user) => user.login === login);
  const refused = (answer: Promise<unknown>) => assert.rejects(answer, CorrectionRefusedError);

  it('creates what a person said yes to, to the byte; nothing else is a yes', async () => {
    const id = await rig.hire({ firstname: 'Alba', lastname: 'Freigabe', email: 'alba@example.org' });
    const { preview, remedies } = await rig.untilProblem(id, 'approval');
    assert.deepEqual([remedies, writesTo(rig.sandbox)], [['approve', 'fields'], []]);
    // Many hires are tried again at once after an outage: that must approve none.
    assert.deepEqual(await rig.hires.retryAll(rig.connection, { by }), []);
    await refused(rig.hires.correct(id, { kind: 'approve', by, problem: 2 }));
    await refused(rig.hires.correct(id, JSON.parse('{"kind":"approve","by":"Anna"}')));
    await rig.hires.correct(id, { kind: 'approve', by, problem: 1 });
    await rig.untilStatus(id, 'created');
    assert.deepEqual(
      writesTo(rig.sandbox).map(({ line }) => line),
      preview?.requests.map(({ method, body }) => `${method} ${JSON.stringify(body)}`),
    );
  });

  it('asks again with what would be sent now: after a correction, a newer drag, and where Flatchr says something else by the yes', async () => {
    const id = await rig.hire({ firstname: 'Ada', lastname: 'Neufrage', email: 'ada@example.org' });
    await rig.untilProblem(id, 'approval');
    await rig.hires.correct(id, { kind: 'fields', by, problem: 1, fields: { login: 'ada.first' } });
    const corrected = await rig.untilProblem(id, 'approval', 2);
    assert.equal(corrected.preview?.requests[0]?.body['login'], 'ada.first');

    Object.assign(applicantOf('Neufrage').candidate, { phone: '+33611111111' });
    await rig.drag(applicantOf('Neufrage').id);
    const dragged = await rig.untilProblem(id, 'approval', 3);
    assert.equal(dragged.preview?.requests[0]?.body['personalMobile'], '+33611111111');
    await refused(rig.hires.correct(id, { kind: 'approve', by, problem: 2 }));

    Object.assign(applicantOf('Neufrage').candidate, { phone: '+33622222222' });
    await rig.hires.correct(id, { kind: 'approve', by, problem: 3 });
    const stale = await rig.untilProblem(id, 'approval', 4);
    assert.equal(stale.preview?.requests[0]?.body['personalMobile'], '+33622222222');
    assert.equal(created('ada.first'), false);

    await rig.hires.correct(id, { kind: 'approve', by, problem: 4 });
    const { draft } = await rig.untilStatus(id, 'created');
    assert.deepEqual([draft.phone?.value, created('ada.first')], ['+33622222222', true]);
  });

  it('shows what this Lucca is known to refuse as not sent', async () => {
    rig.sandbox.faults.add({
      system: 'lucca',
      method: 'POST',
      path: 'users',
      times: 1,
      action: { answer: { status: 400, message: 'personalMobile is unknown' } },
    });
    const first = await rig.hire({ firstname: 'Carla', lastname: 'Telefon', email: 'carla@example.org', phone: '+33633333333' });
    assert.equal((await rig.untilProblem(first, 'approval')).preview?.requests[0]?.body['personalMobile'], '+33633333333');
    await rig.hires.correct(first, { kind: 'approve', by, problem: 1 });
    await rig.untilStatus(first, 'created');

    const second = await rig.hire({ firstname: 'Dora', lastname: 'Telefon', email: 'dora@example.org', phone: '+33644444444' });
    const { preview } = await rig.untilProblem(second, 'approval');
    assert.deepEqual([preview?.leftOut, preview?.requests[0]?.body['personalMobile']], [['phone'], undefined]);
    await rig.hires.correct(second, { kind: 'approve', by, problem: 1 });
    await rig.untilStatus(second, 'created');
  });

  it('asks again where somebody else has the login by the yes', async () => {
    const id = await rig.hire({ firstname: 'Berta', lastname: 'Zuspaet', email: 'berta@example.org' });
    await rig.untilProblem(id, 'approval');
    const [someone] = rig.sandbox.lucca.users;
    Object.assign(someone ?? {}, { login: 'bzuspaet' });
    await rig.hires.correct(id, { kind: 'approve', by, problem: 1 });
    const { preview } = await rig.untilProblem(id, 'approval', 2);
    assert.equal(preview?.requests[0]?.body['login'], 'berta.zuspaet');
    await rig.hires.correct(id, { kind: 'abandon', by, reason: 'a test' });
    await rig.untilFailed(id);
    assert.equal(created('berta.zuspaet'), false);
  });
});
