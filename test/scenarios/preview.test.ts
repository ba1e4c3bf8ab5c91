import assert from 'node:assert/strict';
import { previewHire } from '../../src/client/preview.js';
import type { PreviewOrder } from '../../src/contracts/preview.js';
import { writesTo } from '../support/lucca-writes.js';
import { eventually, Rig } from '../support/rig.js';

describe('a connection that only previews', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start({ connection: (settings) => ({ ...settings, mode: 'preview' }) })));
  after(() => rig.stop({ replays: 6 }));

  const mailsAbout = (text: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(text));

  it('says what would be sent, by mail, in the list and to who asks, and writes nothing', async () => {
    const id = await rig.hire({ firstname: 'Paula', lastname: 'Vorab', email: 'paula@example.org' });
    assert.equal((await rig.untilFailed(id)).type, 'HirePreviewed');
    const { preview, story, employee } = await rig.hires.state(id);
    assert.deepEqual(
      preview?.requests.map(({ method, path }) => `${method} ${path}`),
      ['POST /api/v3/users', 'PATCH /directory/api/4.0/work-contracts/{contractId}'],
    );
    assert.deepEqual([employee, story.map(({ kind }) => kind)], [undefined, ['hired', 'previewed']]);
    const [mail] = await eventually('the mail', () => (mailsAbout('Paula Vorab').length > 0 ? mailsAbout('Paula Vorab') : undefined));
    assert.deepEqual(mail?.to, ['rh@sandbox.example']);
    for (const { body } of preview?.requests ?? []) assert.ok(mail?.text.includes(JSON.stringify(body)));
    assert.deepEqual(
      (await rig.hires.list({ connection: rig.connection, status: 'previewed', limit: 9 })).map((hire) => hire.id),
      [id],
    );
    assert.deepEqual(writesTo(rig.sandbox), []);
  });

  it('asks what there is to ask first', async () => {
    const id = await rig.hire({ firstname: 'Petra', lastname: 'Frage', email: null });
    await rig.untilProblem(id, 'missing');
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'petra@example.org' } });
    assert.equal((await rig.untilFailed(id)).type, 'HirePreviewed');
    assert.equal((await rig.hires.state(id)).preview?.requests[0]?.body['mail'], 'petra@example.org');
  });

  it('tells what would be sent to who asks, as it stands or with other values, and leaves no trace', async () => {
    const applicant = rig.sandbox.flatchr.add({ firstname: 'Pia', lastname: 'Frueh', email: 'pia@example.org' });
    const ask = (order: Record<string, unknown>) =>
      previewHire(rig.client, rig.connection, { connection: rig.connection, ...order } as PreviewOrder, 30_000);
    const early = await ask({ email: 'pia@example.org' }); // in no hired column yet
    assert.deepEqual([early.draft.login?.value, early.draft.primaryRole?.origin], ['pfrueh', 'default']);
    assert.equal((await ask({ email: 'nobody@example.org' })).failed?.summary, 'Flatchr shows no such application');

    const id = await rig.drag(applicant.id);
    await rig.untilFailed(id);
    const { preview } = await rig.hires.state(id);
    assert.deepEqual(early.preview?.requests, preview?.requests);
    assert.deepEqual((await ask({ applicant: applicant.encoded })).preview?.requests, preview?.requests);

    const waiting = await rig.hire({ firstname: 'Pit', lastname: 'Offen', email: null });
    await rig.untilProblem(waiting, 'missing');
    const { runId } = await rig.handle(waiting).describe();
    const open = await rig.hires.preview(waiting, runId, {});
    assert.deepEqual([open.asked?.problem.code, open.asked?.of], ['missing', ['rh@sandbox.example']]);
    const typed = await rig.hires.preview(waiting, runId, { email: 'pit@example.org', department: 'Service IT' });
    assert.deepEqual([typed.preview?.requests[0]?.body['mail'], typed.draft.department?.label], ['pit@example.org', 'Service IT']);
    assert.equal((await rig.hires.state(waiting)).problem?.number, 1, 'nothing was answered');
    assert.deepEqual(writesTo(rig.sandbox), []);
    await rig.hires.correct(waiting, { kind: 'abandon', by: 'Anna', reason: 'a test' });
    await rig.untilFailed(waiting);
  });

  it('previews again after another drag, and when it is taken up again', async () => {
    const id = await rig.hire({ firstname: 'Paul', lastname: 'Zweimal', email: 'paul@example.org' });
    const first = await rig.untilFailed(id);
    const applicant = rig.sandbox.flatchr.applicants.find(({ candidate }) => candidate.lastname === 'Zweimal');
    Object.assign(applicant?.candidate ?? {}, { firstname: 'Pablo' });
    await rig.drag(id.split('/').at(-1) ?? '');
    assert.equal((await rig.untilFailed(id)).type, first.type);
    assert.equal((await rig.hires.state(id)).preview?.requests[0]?.body['firstName'], 'Pablo');
    assert.equal((await rig.hires.reopen(id)).started, true);
    assert.equal((await rig.untilFailed(id)).type, first.type);
    assert.deepEqual(writesTo(rig.sandbox), []);
  });

  it('that goes live carries out none by itself, and all or one when somebody says so', async () => {
    const previewed = await rig.hires.list({ connection: rig.connection, status: 'previewed', limit: 9 });
    const planned = await Promise.all(previewed.map(async ({ id }) => (await rig.hires.state(id)).preview?.requests ?? []));
    await rig.reconfigure({ mode: 'live' });
    const live = await rig.hire({ firstname: 'Lea', lastname: 'Echt', email: 'lea@example.org' });
    await rig.untilStatus(live, 'created');
    assert.equal(writesTo(rig.sandbox).length, 2, 'of the live one alone');

    const reopened = await rig.hires.reopenAll(rig.connection, 'previewed');
    assert.deepEqual(reopened.toSorted(), previewed.map(({ id }) => id).toSorted());
    for (const id of reopened) await rig.untilStatus(id, 'created');
    const sent = writesTo(rig.sandbox).map(({ line }) => line);
    const bodies = planned.flat().map(({ method, body }) => `${method} ${JSON.stringify(body)}`);
    for (const one of bodies) assert.ok(sent.includes(one), one);
    assert.equal(sent.length, 2 + bodies.length);
    assert.deepEqual(await rig.hires.reopenAll(rig.connection, 'previewed'), [], 'nothing is previewed any more');
  });
});
