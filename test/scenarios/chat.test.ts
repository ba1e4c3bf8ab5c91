import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { eventually, Rig } from '../support/rig.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';
import { sdkLog } from '../support/temporal.js';

const SECRET = 'zq-chat-hook';

describe('a chat channel beside the mails', () => {
  let chat: StandIn;
  let rig: Rig;
  let status = 200;
  before(async () => {
    chat = await startStandIn((_request, response) => response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end('ok'));
    rig = await Rig.start({
      connection: (settings) => ({
        ...settings,
        admins: ['rh@sandbox.example', 'rh2@sandbox.example'],
        language: 'en',
        chat: { url: `${chat.url}/${SECRET}`, format: 'slack' },
      }),
    });
  });
  afterEach(() => {
    status = 200;
    rig.sandbox.faults.clear();
  });
  after(async () => {
    await rig.stop({ replays: 12 });
    await chat.close();
  });

  const posts = (name: string) =>
    chat.seen.map(({ body }) => (JSON.parse(body) as { text: string }).text).filter((text) => text.includes(name));
  const mails = (name: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(name));
  const notices = async (id: string) => {
    const found: string[] = [];
    for await (const { workflowId } of rig.client.workflow.list({
      query: `WorkflowType = 'chatNotice' AND HireConnection = '${rig.connection}'`,
    }))
      if (workflowId.includes(`/${id}/`)) found.push(workflowId);
    return found;
  };
  const runOf = async (id: string) => (await rig.handle(id).describe()).runId;

  it('gets one post for each notice though the mail server fails twice first, with a link for everyone', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', times: 4, action: { answer: { status: 451 } } }); // two mails in each attempt
    const id = await rig.hire({ firstname: 'Paul', lastname: 'Posted', vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await eventually('the mails', () => mails('Posted').length === 2);
    assert.equal(rig.sandbox.faults.active[0]?.applied, 4, 'two attempts failed');

    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'paul@example.org' } });
    await rig.handle(id).result();
    const run = await runOf(id);
    for (const kind of ['problem/1', 'created/0']) await rig.handle(`chat-notice/${id}/${run}/${kind}`).result();
    assert.deepEqual(posts('Posted'), [
      `${mails('Posted')[0]?.subject}\n${rig.webUrl}/hires/`,
      `Paul Posted: created in Lucca, please complete the file\n${rig.webUrl}/hires/`,
    ]);
    assert.equal((await fetch(`${rig.webUrl}/hires/`)).status, 200, 'the page that it links to');
  });

  it('is posted to before a mail server that is down takes the mail', async () => {
    rig.sandbox.faults.add({ system: 'mail', method: 'MAIL', action: { answer: { status: 451 } } });
    const id = await rig.hire({ firstname: 'Nora', lastname: 'Nomail', vacancy: 'Developer' });
    await eventually('the post', () => posts('Nomail')[0]);
    assert.equal(mails('Nomail').length, 0);
    await rig.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'tested' });
    await rig.untilFailed(id);
  });

  it('that is down delays and repeats no mail, and gets its post once it is back', async () => {
    status = 429;
    const id = await rig.hire({ firstname: 'Dora', lastname: 'Down', email: 'dora@example.org' });
    await rig.handle(id).result();
    const handle = rig.handle(`chat-notice/${id}/${await runOf(id)}/created/0`);
    await eventually('a refused attempt', async () => {
      const { raw } = await handle.describe();
      return raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === 'ChatUnavailable');
    });
    assert.equal(mails('Down').length, 1, 'one mail, to both');
    status = 200;
    await handle.result();
    const { events } = await handle.fetchHistory();
    assert.ok(events?.some(({ activityTaskStartedEventAttributes: started }) => (started?.attempt ?? 0) > 1));
    assert.equal(posts('Down').at(-1), `Dora Down: created in Lucca, please complete the file\n${rig.webUrl}/hires/`);
    assert.equal(mails('Down').length, 1);
  });

  it('gets the last notice of a hire that ended early, too', async () => {
    const since = rig.sandbox.lucca.ledger.length;
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', action: { delayMs: 500, answer: 'reset' } });
    const id = await rig.hire({ firstname: 'Emil', lastname: 'Ended', email: 'ended@example.org' });
    await eventually('the creation', () => rig.sandbox.lucca.ledger.slice(since).find(({ method }) => method === 'POST'));
    await rig.handle(id).cancel();
    await rig.untilFailed(id);
    const last = await rig.handle(`last-notice/${id}/${await runOf(id)}`).describe();
    await eventually('the notice', async () => (await notices(id)).includes(`chat-notice/${id}/${last.runId}/abandoned/0`));
    await eventually('the post', () => posts('Ended')[0]);
    assert.deepEqual(posts('Ended'), [`Emil Ended: hire abandoned, please check in Lucca\n${rig.webUrl}/hires/`]);
  });

  it('that refuses for good fails visibly, once, without delaying the hire', async () => {
    status = 404;
    const id = await rig.hire({ firstname: 'Rita', lastname: 'Refused', email: 'rita@example.org' });
    await rig.handle(id).result();
    const error: unknown = await rig
      .handle(`chat-notice/${id}/${await runOf(id)}/created/0`)
      .result()
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ActivityFailure);
    assert.ok(error.cause.cause instanceof ApplicationFailure);
    assert.equal(error.cause.cause.type, 'ChatRefused');
    assert.equal(posts('Refused').length, 1);
  });

  it('shows signs in a name as text; ids, summaries and failures tell neither name nor webhook', async () => {
    status = 404;
    const id = await rig.hire({ firstname: '<!channel> @all', lastname: '<script>Zqmark', email: 'zq@example.org' });
    await rig.untilProblem(id, 'doubtful'); // such names are asked about, and taken when a person says so
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { firstName: '<!channel> @all', lastName: '<script>Zqmark' } });
    await rig.handle(id).result();
    const run = await runOf(id);
    const ids = await eventually('the notices', async () => {
      const found = await notices(id);
      return found.length > 1 ? found : undefined;
    });
    assert.deepEqual(
      ids,
      ['created/0', 'problem/1'].map((notice) => `chat-notice/${id}/${run}/${notice}`),
    );
    await rig
      .handle(ids[0] ?? '')
      .result()
      .catch(() => undefined);
    const text = posts('Zqmark').find((post) => post.includes(': created')) ?? '';
    assert.ok(text.startsWith('&lt;!channel&gt; @\u2060all &lt;script&gt;Zqmark: created'), text);
    const { events } = await rig.handle(ids[0] ?? '').fetchHistory();
    const told = JSON.stringify([
      ids,
      sdkLog.filter((line) => line.includes(rig.connection)),
      events?.map((event) => event.activityTaskFailedEventAttributes ?? event.workflowExecutionFailedEventAttributes),
    ]);
    assert.match(told, /ChatRefused/);
    assert.doesNotMatch(told, new RegExp(`Zqmark|${SECRET}`));
  });
});
