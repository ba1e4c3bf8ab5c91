import assert from 'node:assert/strict';
import type { HireState } from '../../src/workflows/hire/messages.js';
import { eventually, Rig } from '../support/rig.js';

const GONE = 'gone@sandbox.example';

describe('the story of a hire', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({
      mailLateAfterMs: 1_000,
      connection: (settings) => ({ ...settings, admins: ['rh@sandbox.example', GONE], language: 'en' }),
    });
  });
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 4 }));

  const brief = ({ story }: HireState) =>
    story.map((event) => {
      if (event.kind === 'told') return `told ${event.notice} ${event.accepted}/${event.refused}`;
      return event.kind === 'problem' ? `problem ${event.number} ${event.code}` : event.kind;
    });
  const listed = async (id: string, status: HireState['status']) =>
    (await rig.hires.list({ connection: rig.connection, status, limit: 10 })).find((hire) => hire.id === id);

  it('tells what happened, who was told and what comes next, in order', async () => {
    const id = await rig.hire({ firstname: 'Stella', lastname: 'Story', vacancy: 'Developer' });
    const { next, plan } = await rig.until(id, (state) => brief(state).includes('told problem 2/0') && state.next !== undefined);
    assert.deepEqual(next, { reminder: 'escalation', at: plan?.escalateAt });
    const details = await rig.currentDetails(id);
    assert.match(details, /Told \(problem\): 2 at 20/);
    assert.ok(details.includes(`Next: escalation at ${plan?.escalateAt}. Expires at ${plan?.expireAt}.`), details);
    assert.doesNotMatch(details, /Stella|Story|@sandbox/);

    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'stella@example.org' } });
    await rig.handle(id).result();
    const state = await rig.hires.state(id);
    assert.deepEqual(brief(state), ['hired', 'problem 1 missing', 'told problem 2/0', 'answered', 'created', 'told created 2/0']);
    assert.deepEqual(
      state.story.map(({ at }) => at).slice(1),
      state.story
        .map(({ at }) => at)
        .slice(1)
        .toSorted(),
    );
    const audited = rig.audited.filter(({ hire }) => hire === id);
    assert.deepEqual(
      audited.map(({ what, by }) => [what, by]),
      [
        ['dragged', { kind: 'flatchr' }],
        ['asked', { kind: 'system' }],
        ['mailed', { kind: 'system' }],
        ['answered', { kind: 'update', name: 'Anna' }],
        ['created', { kind: 'system' }],
        ['mailed', { kind: 'system' }],
      ],
      'the same without names and values, once each',
    );
    assert.equal(new Set(audited.map((event) => event.id)).size, audited.length);
    assert.doesNotMatch(JSON.stringify(audited), /Stella|Story|example\.org/);
    assert.equal(state.story[0]?.at, state.order.switchedAt, 'the day of the drag, not that of the workflow');
    assert.deepEqual([state.problem, state.next, state.mail], [undefined, undefined, undefined]);
  });

  it('shows in the list that an address is refused for good, and forgets it when a later mail reaches all', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'RCPT', path: GONE, action: { answer: { status: 550, message: 'no such user' } } });
    const id = await rig.hire({ firstname: 'Rolf', lastname: 'Refused', vacancy: 'Developer' });
    await rig.until(id, ({ mail }) => mail === 'refused');
    assert.ok(brief(await rig.hires.state(id)).includes('told problem 1/1'));
    assert.match(await rig.currentDetails(id), /refused: 1[^]*refused an address/);
    await eventually('the list', async () => (await listed(id, 'awaiting-correction'))?.mail === 'refused');

    rig.sandbox.faults.clear();
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'rolf@example.org' } });
    await rig.handle(id).result();
    await eventually('the list', async () => {
      const hire = await listed(id, 'created');
      return hire !== undefined && hire.mail === undefined;
    });
  });

  it('shows in the list that the mail server takes no mail, and holds no answer up', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', action: { answer: { status: 451, message: 'later' } } });
    const id = await rig.hire({ firstname: 'Lara', lastname: 'Late', vacancy: 'Developer' });
    await rig.until(id, ({ mail }) => mail === 'late', 20_000);
    await eventually('the list', async () => (await listed(id, 'awaiting-correction'))?.mail === 'late');
    assert.match(await rig.currentDetails(id), /mail server takes no mail/);

    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'lara@example.org' } });
    await rig.until(id, ({ employee }) => employee !== undefined);
    assert.equal((await rig.hires.state(id)).mail, 'late', 'the mail about the employee is not taken either');
    rig.sandbox.faults.clear();
    await rig.hires.retry(id, { by: 'it' });
    await rig.handle(id).result();
    const state = await rig.hires.state(id);
    assert.deepEqual(brief(state), ['hired', 'problem 1 missing', 'mail-late', 'answered', 'created', 'told created 2/0']);
    assert.equal(state.mail, undefined);
  });

  it('speaks of no mail any more once the hire was abandoned', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', action: { answer: { status: 451, message: 'later' } } });
    const id = await rig.hire({ firstname: 'Abel', lastname: 'Aside', vacancy: 'Developer' });
    await rig.until(id, ({ mail }) => mail === 'late', 20_000);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'Withdrew' });
    await rig.untilFailed(id);
    await eventually('the list', async () => {
      const hire = await listed(id, 'abandoned');
      return hire !== undefined && hire.mail === undefined;
    });
    assert.deepEqual(brief(await rig.hires.state(id)).slice(-2), ['mail-late', 'answered']);
  });
});
