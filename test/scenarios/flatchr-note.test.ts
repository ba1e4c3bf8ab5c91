import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { SANDBOX_USER_TOKEN } from '../../sandbox/sandbox.js';
import { eventually, Rig } from '../support/rig.js';

describe('word back to Flatchr', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({
      connection: (settings) => ({
        ...settings,
        language: 'en',
        flatchr: { ...settings.flatchr, writeBack: true, userToken: SANDBOX_USER_TOKEN },
      }),
    });
  });
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 6 }));

  const notesAt = (id: string) => rig.sandbox.flatchr.applicants.find((one) => rig.id(one.id) === id)?.notes ?? [];
  const runsOf = async (id: string) => {
    const found: string[] = [];
    for await (const { workflowId } of rig.client.workflow.list({
      query: `WorkflowType = 'flatchrNote' AND HireConnection = '${rig.connection}'`,
    }))
      if (workflowId.startsWith(`flatchr-note/${id}/`)) found.push(workflowId);
    return found;
  };

  it('is a private note for each event, once though the mail is tried again: waits, then created, with links', async () => {
    rig.sandbox.faults.add(
      { system: 'mail', method: 'MAIL', times: 2, action: { answer: { status: 451 } } },
      { system: 'flatchr', path: 'comment', times: 1, action: { answer: { status: 429 } } }, // certainly not written: later
    );
    const id = await rig.hire({ firstname: 'Paul', lastname: 'Noted', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await eventually('the first note', () => notesAt(id).length === 1);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'paul.noted@example.org' } });
    const { employee } = await rig.untilStatus(id, 'created');
    await eventually('the second note', () => notesAt(id).length === 2);
    assert.deepEqual(notesAt(id), [
      {
        type: 'note',
        private: true,
        text: `The hire is paused and waits for an answer: the e-mail address is missing. ${rig.webUrl}/hires/`,
      },
      { type: 'note', private: true, text: `The file is created in Lucca, login ${employee?.login}. ${employee?.link}` },
    ]);
    assert.equal((await runsOf(id)).length, 2);
  });

  it('says that a hire is linked', async () => {
    const id = await rig.drag(5009);
    await rig.untilProblem(id, 'employee-exists');
    await rig.hires.correct(id, { kind: 'use-existing', by: 'Anna', employeeId: 389 });
    await rig.untilStatus(id, 'linked');
    const note = await eventually('the note', () => notesAt(id)[1]);
    assert.match(note.text, /^The hire is linked to a file that was already in Lucca, login tleroy\. http/);
  });

  it('of unknown outcome is not repeated, fails visibly, and holds up no hire', async () => {
    rig.sandbox.faults.add({ system: 'flatchr', path: 'comment', action: { when: 'after', answer: { status: 502 } } });
    const id = await rig.hire({ firstname: 'Uma', lastname: 'Unsure', email: 'uma@example.org' });
    await rig.untilStatus(id, 'created');
    const note = await eventually('the workflow', async () => (await runsOf(id))[0]);
    const error: unknown = await rig
      .handle(note)
      .result()
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ActivityFailure);
    assert.ok(error.cause.cause instanceof ApplicationFailure);
    assert.equal(error.cause.cause.type, 'FlatchrNoteUnknown');
    assert.equal(notesAt(id).length, 1, 'it had been written');
    assert.equal(rig.sandbox.faults.active[0]?.applied, 1, 'one request');
    const { events } = await rig.handle(note).fetchHistory();
    const scheduled = events?.find(({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes);
    assert.equal(scheduled?.activityTaskScheduledEventAttributes?.retryPolicy?.maximumAttempts, 1, 'an attempt that is cut off counts');
    assert.equal(rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Unsure')).length, 1);
  });
});
