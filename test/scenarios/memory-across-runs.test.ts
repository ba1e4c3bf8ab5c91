import assert from 'node:assert/strict';
import type { HireResult } from '../../src/workflows/hire/ending.js';
import { editCandidate } from '../support/edits.js';
import { eventually, Rig } from '../support/rig.js';

/** Longer than everything that happens before Lucca shows the record, shorter than it takes to settle. */
const VISIBLE_AFTER_MS = 1_500;

describe('what one run may have sent, the next run of the same hire knows', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ connection: (settings) => ({ ...settings, lucca: { ...settings.lucca, settleFor: '2500ms' } }) });
  });
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 20 }));

  const abandon = { kind: 'abandon', by: 'Anna', reason: 'withdrew' } as const;
  const usersOf = (mail: string) => rig.sandbox.lucca.users.filter((user) => user.mail === mail);
  const posts = () => rig.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('users')).length;
  const applicantOf = (id: string) => id.split('/').at(-1) ?? '';

  /** A hire whose creation was carried out; its answer is lost, and Lucca does not show it yet. */
  async function inDoubt(name: string, { carriedOut = true } = {}): Promise<string> {
    const action = carriedOut
      ? ({ when: 'after', answer: 'reset', visibleAfterMs: VISIBLE_AFTER_MS } as const)
      : ({ when: 'before', answer: 'reset' } as const);
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action });
    const before = posts();
    const id = await rig.hire({ firstname: 'Ivo', lastname: name, email: `${name.toLowerCase()}@example.org` });
    await eventually('the request', () => posts() > before);
    return id;
  }

  async function dragAgain(id: string): Promise<unknown> {
    const { body } = await rig.post(rig.sandbox.flatchr.drag(applicantOf(id)));
    return (body as { outcome: unknown }).outcome;
  }

  async function reset(id: string, toEvent: 'first' | 'last'): Promise<void> {
    const { events = [] } = (await rig.handle(id).fetchHistory()) as {
      events?: { eventId?: unknown; workflowTaskCompletedEventAttributes?: unknown }[];
    };
    const tasks = events.filter((event) => event.workflowTaskCompletedEventAttributes);
    const task = tasks.at(toEvent === 'first' ? 0 : -1);
    await rig.client.workflowService.resetWorkflowExecution({
      namespace: rig.client.options.namespace,
      workflowExecution: { workflowId: id },
      reason: 'test',
      requestId: `${id}-${toEvent}`,
      workflowTaskFinishEventId: Number(task?.eventId) as never, // a Long
    });
  }

  async function isOne(id: string, mail: string, sent = 1): Promise<void> {
    const result = (await rig.handle(id).result()) as HireResult;
    assert.ok(result.status === 'created');
    assert.deepEqual(
      usersOf(mail).map((user) => user.id),
      [result.employee.id],
    );
    assert.equal(posts() - sentBefore, sent, 'requests to create');
  }
  let sentBefore = 0;
  beforeEach(() => void (sentBefore = posts()));

  const ends: Record<string, (id: string) => Promise<unknown>> = {
    'abandoned and dragged again': async (id) => {
      await rig.hires.correct(id, abandon);
      await rig.untilFailed(id);
      assert.equal(await dragAgain(id), 'started-anew');
    },
    'dragged again while it is being abandoned': async (id) => {
      await rig.hires.correct(id, abandon);
      await dragAgain(id);
    },
    'terminated and dragged again': async (id) => {
      await rig.handle(id).terminate();
      assert.equal(await dragAgain(id), 'started-anew');
    },
    'terminated and reopened': async (id) => {
      await rig.handle(id).terminate();
      assert.equal((await rig.hires.reopen(id)).started, true);
    },
    'abandoned and reopened': async (id) => {
      await rig.hires.correct(id, abandon);
      await rig.untilFailed(id);
      assert.equal((await rig.hires.reopen(id)).started, true);
    },
    'reset to its beginning': (id) => reset(id, 'first'),
    'reset to the creation': (id) => reset(id, 'last'),
    'reset twice': async (id) => {
      await reset(id, 'last');
      await reset(id, 'first');
    },
    'reset, abandoned and dragged again before anything was recalled': async (id) => {
      rig.sandbox.faults.add({ system: 'flatchr', method: 'POST', path: 'search', times: 1, action: { when: 'after', delayMs: 300 } });
      await reset(id, 'first');
      await rig.hires.correct(id, abandon);
      await dragAgain(id);
    },
    'terminated, dragged, abandoned and dragged again before anything was recalled': async (id) => {
      await rig.handle(id).terminate();
      await dragAgain(id);
      await rig.hires.correct(id, abandon);
      await dragAgain(id);
    },
    'terminated twice, each time before anything was recalled': async (id) => {
      await rig.handle(id).terminate();
      await dragAgain(id);
      await rig.handle(id).terminate();
      await dragAgain(id);
    },
  };

  Object.entries(ends).forEach(([how, end], number) => {
    it(`when it is ${how}`, async () => {
      const id = await inDoubt(`Same${number}`);
      await end(id);
      await isOne(id, `same${number}@example.org`);
    });

    it(`when it is ${how}, with a name that was corrected meanwhile`, async () => {
      const id = await inDoubt(`Doubt${number}`);
      editCandidate(rig.sandbox, applicantOf(id), { lastname: `Corrected${number}` });
      await end(id);
      await isOne(id, `doubt${number}@example.org`);
    });
  });

  it('and sends it again where it never arrived', async () => {
    const id = await inDoubt('Never', { carriedOut: false });
    await rig.hires.correct(id, abandon);
    await rig.untilFailed(id);
    await dragAgain(id);
    await isOne(id, 'never@example.org', 2);
  });

  it('and mails what nobody was told', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', action: { answer: { status: 451 } } });
    const id = await rig.hire({ firstname: 'Ivo', lastname: 'Untold', email: 'untold@example.org' });
    await rig.until(id, ({ step }) => step === 'notifyAdmin');
    await rig.stopWorker(); // an attempt under way could mail after all
    await rig.handle(id).terminate();
    rig.sandbox.faults.clear();
    await rig.startWorker();
    await dragAgain(id);
    await isOne(id, 'untold@example.org');
    assert.equal(rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Untold')).length, 1);
  });
});
