import assert from 'node:assert/strict';
import { HireStatusAttribute } from '../../src/workflows/search-attributes.js';
import { eventually, Rig } from '../support/rig.js';

const ADMIN = 'rh@sandbox.example';
const DIRECTOR = 'drh@sandbox.example';

describe('a hire that nobody answers', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({
      connection: (settings) => ({
        ...settings,
        language: 'en',
        // The server fires timers up to a second late: the last warning, after 80 % of the time, must still come before the end.
        correction: { escalateAfter: '400ms', escalateTo: [DIRECTOR], expireAfter: '6s' },
      }),
    });
  });
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 6 }));

  const mails = (lastname: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname));

  it('escalates, warns and expires by mail, and can be reopened', async () => {
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Idle', vacancy: 'Developer' });
    const { plan } = await rig.until(id, (state) => state.plan !== undefined);
    assert.ok(plan && plan.escalateAt < plan.warnAt && plan.warnAt < plan.expireAt);
    assert.ok((await rig.currentDetails(id)).includes(`Expires at ${plan.expireAt}`));

    const failure = await rig.untilFailed(id);
    assert.deepEqual([failure.type, failure.category, failure.details], ['HireExpired', 'BENIGN', [{ mayExist: false }]]);
    assert.ok(Date.now() >= Date.parse(plan.expireAt));
    const { status, typedSearchAttributes } = await rig.handle(id).describe();
    assert.deepEqual([status.name, typedSearchAttributes.get(HireStatusAttribute)], ['FAILED', 'expired']);
    await eventually('the last mail', () => mails('Idle')[4]);
    assert.deepEqual(
      mails('Idle')
        .map(({ subject, to }) => `${/Answer needed|Still no answer|expire[sd]/.exec(subject)?.[0]} to ${to.join()}`)
        .sort(),
      [
        `Answer needed to ${ADMIN}`,
        `Still no answer to ${DIRECTOR}`,
        `expired to ${ADMIN},${DIRECTOR}`,
        // A mail of one's own, with a link of one's own.
        `expires to ${DIRECTOR}`,
        `expires to ${ADMIN}`,
      ],
    );
    assert.equal(new Set(mails('Idle').map(({ messageId }) => messageId)).size, 5);
    const links = mails('Idle').flatMap(({ text }) => /\/h\/\S+/.exec(text)?.[0] ?? []);
    assert.equal(new Set(links).size, 4, 'all but the last mail have a link of their own');

    const { run, ...reopened } = await rig.hires.reopen(id);
    assert.deepEqual(reopened, { hire: id, started: true });
    assert.deepEqual(await rig.hires.reopen(id), { hire: id, started: false, run });
    const { order } = await rig.until(id, ({ problem }) => problem?.code === 'missing');
    assert.deepEqual([order.candidate.lastName, order.vacancy.title], ['Idle', 'Developer']);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'ida@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    assert.deepEqual(await rig.hires.reopen(id), { hire: id, started: false, run });
    await assert.rejects(rig.hires.reopen(`${id}0`), { name: 'HireNotFoundError' });
  });

  it('that somebody answers in time gets no reminder after that', async () => {
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Intime', vacancy: 'Developer' });
    await eventually('the escalation', () => mails('Intime').find(({ to }) => to.includes(DIRECTOR)));
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'intime@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    assert.deepEqual(
      mails('Intime').map(({ to }) => to),
      [[ADMIN], [DIRECTOR], [ADMIN]],
    );
  });

  it('escalates no more once it is answered, however long the rest takes', async () => {
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 2_000 } });
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Prompt', vacancy: 'Developer' });
    await rig.until(id, ({ plan }) => plan !== undefined); // the escalation's timer runs
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'prompt@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    assert.deepEqual(
      mails('Prompt').filter(({ to }) => to.includes(DIRECTOR)),
      [],
    );
  });

  it('counts the time of each problem anew', async () => {
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Anew', vacancy: 'Developer' });
    const first = await rig.until(id, ({ plan }) => plan !== undefined);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'wrong' } });
    const second = await rig.until(id, ({ plan, problem }) => plan !== undefined && problem?.number === 2);
    assert.ok(String(second.plan?.expireAt) > String(first.plan?.expireAt));
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'anew@example.org' } });
    await rig.untilStatus(id, 'created');
  });

  it('has one mail of each kind when the mail server loses its answer: the repeat has the same Message-ID', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'DATA', times: 1, action: { when: 'after', answer: 'reset' } });
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Twice', email: 'twice@example.org' });
    await rig.untilStatus(id, 'created');
    const sent = mails('Twice');
    assert.equal(sent.length, 2, 'the first one had arrived');
    assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 1);
    assert.equal(new Set(sent.map(({ text }) => text)).size, 1);
  });
});
