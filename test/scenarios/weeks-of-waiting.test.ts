import assert from 'node:assert/strict';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { planWait } from '../../src/activities/hire/plan-wait.js';
import { scheduleDailyLists } from '../../src/client/daily-list-schedules.js';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { eventually, Rig } from '../support/rig.js';

const ADMIN = 'rh@sandbox.example';
const DEPUTY = 'rh2@sandbox.example';
const DIRECTOR = 'drh@sandbox.example';

/** A Thursday at ten in Paris; clocks change in the night to Sunday. In the past: a schedule catches up only on what was. */
const BEGIN = Date.parse('2025-03-27T09:00:00Z');
const PLANNED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');
const DAY = 86_400_000;
/** A day of the calendar takes so long, in milliseconds: all of them must be over before the hire expires. */
const DAY_TAKES = 1_500;
const SPEED = DAY / DAY_TAKES;

describe('a hire that waits over a weekend on which the clocks change', function () {
  this.timeout(60_000); // a new server for each of the days
  let temporal: OwnTemporal;
  let rig: Rig;
  before(async () => {
    temporal = await ownTemporal();
    rig = await Rig.start({
      temporal,
      connection: (settings) => ({
        ...settings,
        language: 'en',
        admins: [ADMIN, DEPUTY],
        correction: { escalateAfter: '3d', escalateTo: [DIRECTOR], expireAfter: '60d' },
      }),
      now: () => BEGIN + Math.round(performance.now()), // by which the first day lies ahead
      // The real plan, of a wait that begins on that Thursday, told in seconds.
      plan(wait) {
        const { escalateAt, warnAt, expireAt } = planWait({ ...wait, since: new Date(BEGIN).toISOString() });
        const scaled = (at: string) => new Date(Date.parse(wait.since) + (Date.parse(at) - BEGIN) / SPEED).toISOString();
        return { escalateAt: scaled(escalateAt), warnAt: scaled(warnAt), expireAt: scaled(expireAt) };
      },
    });
    const scheduling = { taskQueue: rig.connection, signal: AbortSignal.timeout(30_000), warn: assert.fail };
    await scheduleDailyLists(rig.client, rig.config.connections, scheduling);
    await scheduleDailyLists(rig.client, rig.config.connections, scheduling); // as the next worker does
  });
  after(async () => {
    await rig.stop({ replays: 5 });
    await temporal.stop();
  });

  const lists = () => rig.sandbox.mail.messages.filter(({ subject }) => /for an answer –/.test(subject));

  /** Lets the schedule make up for days that are over: a new worker, and a server that was killed. */
  async function days(from: string, to: string): Promise<void> {
    await rig.stopWorker();
    await temporal.kill();
    await rig.startWorker();
    await rig.client.schedule
      .getHandle(`daily-list/${rig.connection}`)
      .backfill({ start: new Date(`${from}T00:00:00Z`), end: new Date(`${to}T23:59:59Z`), overlap: 'ALLOW_ALL' });
  }

  async function listRuns(): Promise<WorkflowExecutionInfo[]> {
    const runs: WorkflowExecutionInfo[] = [];
    const query = `WorkflowType = 'dailyList' AND HireConnection = '${rig.connection}'`;
    for await (const run of rig.client.workflow.list({ query })) runs.push(run);
    return runs;
  }

  async function untilListed(mails: number): Promise<void> {
    await eventually(`${mails} lists`, () => lists().length >= mails);
  }

  it('is on the list of each working day at eight, escalates after three of them, and then on none', async () => {
    const id = await rig.hire({ firstname: 'Ida', lastname: 'Waiting', vacancy: 'Developer', traits: { "Date d'entrée": '2025-03-31' } });
    const { plan, waitingSince } = await rig.until(id, ({ plan }) => plan !== undefined);
    // Thursday to Tuesday at the same time of day: five days, less the hour that is missing.
    const waited = Date.parse(String(plan?.escalateAt)) - Date.parse(String(waitingSince));
    assert.ok(Math.abs(waited - (5 * DAY - 3_600_000) / SPEED) < 2, `${waited} ms`);

    await days('2025-03-28', '2025-03-30');
    await untilListed(2);
    await days('2025-03-31', '2025-03-31');
    await untilListed(4);
    await days('2025-04-01', '2025-04-01');
    await untilListed(6);
    await eventually('the escalation', () => rig.sandbox.mail.messages.find(({ to }) => to.includes(DIRECTOR)));

    await days('2025-04-02', '2025-04-02');
    await untilListed(8);
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'ida@example.org' } });
    await rig.untilStatus(id, 'created');
    await rig.handle(id).result();
    await days('2025-04-03', '2025-04-04');

    const runs = await eventually('the lists of all days', async () => {
      const found = await listRuns();
      return found.length === 6 && found.every(({ status }) => status.name === 'COMPLETED') ? found : undefined;
    });
    assert.deepEqual(
      runs.map(({ typedSearchAttributes }) => String(typedSearchAttributes.get(PLANNED_FOR)?.toISOString())).toSorted(),
      // Eight in Paris: until the weekend that is seven in UTC.
      ['2025-03-28T07', '2025-03-31T06', '2025-04-01T06', '2025-04-02T06', '2025-04-03T06', '2025-04-04T06'].map(
        (at) => `${at}:00:00.000Z`,
      ),
    );
    assert.deepEqual(
      lists()
        .map(({ subject, to }) => `${subject} to ${to.join()}`)
        .toSorted(),
      ['Friday, 28 March', 'Monday, 31 March', 'Tuesday, 1 April', 'Wednesday, 2 April']
        .flatMap((day) => [ADMIN, DEPUTY].map((to) => `1 hire waits for an answer – ${day} 2025 to ${to}`))
        .toSorted(),
    );
    assert.equal(new Set(lists().map(({ messageId }) => messageId)).size, 8);
    const links = lists().map(({ text }) => /\/h\/(\S+)/.exec(text)?.[1] ?? assert.fail('no link'));
    const readers = await Promise.all(links.map(async (link) => rig.links.read(link)));
    assert.deepEqual(
      new Set(readers.map((read) => (read.kind === 'good' ? read.link.reader : read.kind))),
      new Set([ADMIN, DEPUTY].map((address) => rig.links.readerOf(address))),
    );
    const said = lists().map(({ text }) => /\[(start[^,]*),/.exec(text)?.[1]);
    assert.deepEqual([...new Set(said)], ['starts in 3 days', 'starts today', 'started yesterday', 'started 2 days ago']);
    const others = rig.sandbox.mail.messages.filter((mail) => !lists().includes(mail));
    assert.deepEqual(
      others.map(({ subject, to }) => `${subject.replace(/[–:].*/, '').trim()} to ${to.join()}`).toSorted(),
      [
        `Answer needed to ${ADMIN}`,
        `Answer needed to ${DEPUTY}`,
        `Ida Waiting to ${ADMIN},${DEPUTY}`,
        `Still no answer to ${DIRECTOR}`,
        // By this calendar nobody has left the sandbox's Lucca yet.
        `The API key seems to see no former employees (${rig.connection}) to it@sandbox.example`,
      ].toSorted(),
    );
  });
});
