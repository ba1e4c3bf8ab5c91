import assert from 'node:assert/strict';
import type { Notice } from '../../../src/hire/notice.js';
import type { Problem } from '../../../src/hire/problem.js';
import { failureOf, useActivities, type Surroundings } from '../../support/activities.js';
import { DRAFT } from '../../support/draft.js';

const SUBJECT = { hireId: 'hire/sandbox/1', connection: 'sandbox', person: 'Camille Martin', vacancy: 'Sales executive' };
const EMPLOYEE = { id: 1_001, login: 'cmartin', link: 'https://acme.ilucca.net/card' };
const PROBLEM: Problem = {
  number: 1,
  step: 'validateHire',
  code: 'missing',
  issues: [{ code: 'missing', field: 'email' }],
  remedies: ['fields', 'retry'],
};
const RH = ['rh@sandbox.example'];
const BOSS = ['drh@sandbox.example'];
const NOTICES: [Notice, string[]][] = [
  [{ kind: 'created', draft: DRAFT, employee: EMPLOYEE }, RH],
  [{ kind: 'linked', employee: EMPLOYEE }, RH],
  [{ kind: 'problem', problem: PROBLEM, draft: {} }, RH],
  [{ kind: 'abandoned', by: 'Léa', reason: 'Withdrew', mayExist: false }, RH],
  [{ kind: 'escalation', problem: PROBLEM, draft: {}, waitingSince: '2027-01-04T09:00:00Z' }, BOSS],
  [{ kind: 'last-warning', problem: PROBLEM, draft: {}, expiresAt: '2027-03-04T09:00:00Z' }, [...RH, ...BOSS]],
  [{ kind: 'expired', problem: PROBLEM, mayExist: false }, [...RH, ...BOSS]],
];

describe('notifyAdmin', () => {
  const rig = useActivities((settings) => ({ ...settings, correction: { escalateTo: BOSS } }));
  const notify = (notice: Notice, surroundings: Surroundings = {}) =>
    rig().run('notifyAdmin', { subject: SUBJECT, notice }, { info: { scheduledTimestampMs: Date.UTC(2027, 0, 4, 9) }, ...surroundings });
  const mails = () => rig().sandbox.mail.messages;

  for (const [notice, recipients] of NOTICES)
    it(`mails ${notice.kind} to ${recipients.join(' and ')}`, async () => {
      assert.deepEqual(await notify(notice), { accepted: recipients.length, refused: 0 });
      const [mail, ...others] = mails();
      assert.ok(mail && others.length === 0);
      assert.deepEqual([...mail.to].sort(), [...recipients].sort());
      assert.match(mail.text, /Camille Martin/);
    });

  it('writes the same Message-ID and date in every repeat, and another Message-ID for every other notice', async () => {
    const [created] = NOTICES[0]!;
    await notify(created);
    rig().now += 3_600_000;
    await notify(created, { info: { attempt: 2, scheduledTimestampMs: Date.UTC(2027, 0, 4, 9) } });
    assert.equal(mails()[0]?.messageId, mails()[1]?.messageId);
    assert.equal(mails()[0]?.headers['date'], mails()[1]?.headers['date']);
    for (const [notice] of NOTICES.slice(1)) await notify(notice);
    await notify({ kind: 'problem', problem: { ...PROBLEM, number: 2 }, draft: {} });
    const nextRun = { workflowId: SUBJECT.hireId, runId: '11111111-1111-1111-1111-111111111111' };
    await notify(created, { info: { workflowExecution: nextRun } });
    assert.equal(new Set(mails().map(({ messageId }) => messageId)).size, mails().length - 1);
  });

  it('tells who was accepted when a recipient was refused', async () => {
    rig().sandbox.faults.add({
      system: 'mail',
      method: 'RCPT',
      path: 'drh',
      action: { answer: { status: 550, message: 'no camille here' } },
    });
    assert.deepEqual(await notify(NOTICES[5]![0]), { accepted: 1, refused: 1 });
  });

  for (const method of ['MAIL', 'RCPT', 'DATA'])
    it(`fails when the mail server refuses ${method}, without its words`, async () => {
      rig().sandbox.faults.add({ system: 'mail', method, action: { answer: { status: 451, message: 'camille.martin@example.org' } } });
      assert.equal((await failureOf(notify(NOTICES[0]![0]))).type, 'MailNotDelivered');
      rig().sandbox.faults.clear();
      assert.deepEqual(await notify(NOTICES[0]![0]), { accepted: 1, refused: 0 });
    });
});

describe('notifyAdmin without anyone to escalate to', () => {
  const rig = useActivities();

  it('escalates to the admins', async () => {
    await rig().run('notifyAdmin', { subject: SUBJECT, notice: NOTICES[4]![0] });
    assert.deepEqual(rig().sandbox.mail.messages[0]?.to, RH);
  });
});
