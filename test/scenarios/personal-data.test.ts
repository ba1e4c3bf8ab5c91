import assert from 'node:assert/strict';
import { eventually, Rig } from '../support/rig.js';
import { sdkLog } from '../support/temporal.js';

/** Anywhere in a log, a failure or an attribute, one of these gives a person or a secret away. */
const MARKERS = {
  'first name': 'Xaverine',
  'last name': 'Zqmarkova',
  'personal e-mail': 'zq.private',
  'work e-mail': 'zq.work',
  phone: '655443322',
  "the admin's address": 'zq.admin',
  'a person who answers': 'Zqanna',
  "Lucca's words": 'zqwords',
  login: 'xzqm',
  "Lucca's key": 'application=',
  "Flatchr's key": 'bearer',
};

describe('personal data and secrets', () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ connection: (settings) => ({ ...settings, admins: ['zq.admin@sandbox.example'] }) });
  });
  after(() => rig.stop({ replays: 4 }));

  const candidate = (extra: object) => ({
    firstname: MARKERS['first name'],
    lastname: MARKERS['last name'],
    email: 'zq.private@example.org',
    phone: '+33 6 55 44 33 22',
    ...extra,
  });

  it('are in no log line, failure, stack trace, search attribute, workflow id or task queue', async () => {
    const ids: string[] = [];
    const hire = async (extra: object = {}) => {
      const id = await rig.hire(candidate(extra));
      ids.push(id);
      return id;
    };
    const by = MARKERS['a person who answers'];

    // Created, with trouble at every system on the way.
    rig.sandbox.faults.add(
      { system: 'flatchr', times: 1, action: { answer: { status: 503, message: 'Xaverine Zqmarkova' } } },
      { system: 'lucca', method: 'GET', path: 'login=', times: 1, action: { answer: { status: 400, message: 'Zqmarkova' } } },
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { when: 'after', answer: 'reset' } },
      { system: 'mail', method: 'RCPT', times: 1, action: { answer: { status: 550, message: 'no zq.admin@sandbox.example here' } } },
    );
    await rig.untilStatus(await hire({ traits: { 'Email pro': 'zq.work@acme.example' } }), 'created');

    // The same person again: exists; a wrong signal with a name in it; linked.
    const twice = await hire({ vacancy: 'Communications intern' }); // for the same vacancy it would be a repeat
    const { existing = [] } = await rig.untilProblem(twice, 'employee-exists');
    await rig.signal(twice, { kind: 'fields', by, fields: { 'Xaverine Zqmarkova': 'zq.private@example.org', startDate: 'Zqmarkova' } });
    await rig.signal(twice, { kind: 'Zqmarkova', by });
    await rig.hires.correct(twice, { kind: 'use-existing', by, employeeId: existing[0]?.id ?? 0 });
    await rig.untilStatus(twice, 'linked');

    // Rejected by Lucca with the name in its words, then abandoned.
    rig.sandbox.faults.add({
      system: 'lucca',
      method: 'POST',
      path: 'users',
      times: 2, // also without what is optional
      action: { answer: { status: 400, message: "zqwords: Xaverine Zqmarkova's e-mail zq.other@acme.example is taken" } },
    });
    const rejected = await hire({ vacancy: 'Accountant', traits: { 'Email pro': 'zq.other@acme.example' } });
    await rig.untilProblem(rejected, 'employee-exists');
    await rig.hires.correct(rejected, { kind: 'create-anyway', by });
    await rig.untilProblem(rejected, 'lucca-rejected', 2);
    await rig.hires.correct(rejected, { kind: 'abandon', by, reason: 'Zqmarkova withdrew' });
    await rig.untilFailed(rejected);

    // An unusable address, cancelled; a contract type refused; a refused update.
    const unusable = await hire({ email: 'zq.private' });
    await rig.untilProblem(unusable, 'unusable');
    await rig.hires.correct(unusable, { kind: 'retry', by, problem: 7 }).catch(() => undefined);
    await rig.handle(unusable).cancel();
    await rig.untilFailed(unusable);

    // Webhooks that are refused.
    for (const body of [
      'Zqmarkova',
      '{"data":{"candidate":"Zqmarkova"}',
      JSON.stringify({ event: 'drag_applicant', data: { applicant_id: 'Zqmarkova é' } }),
    ])
      await fetch(`${rig.webUrl}/webhooks/flatchr/${rig.connection}/sandbox`, { method: 'POST', body });
    await fetch(`${rig.webUrl}/webhooks/flatchr/${rig.connection}/Zqmarkova`, { method: 'POST', body: '{}' });

    const { places, failures } = await placesOf(rig, ids);
    assert.ok(rig.log.length > 5 && failures >= 5, `${rig.log.length} lines and ${failures} failures would prove little`);
    assertNowhere(MARKERS, places);
  });

  const SECRETS = { "Lucca's key": 'zq-lucca-key', "Flatchr's key": 'zq-flatchr-key', 'the webhook secret': 'zq-secret-of-the-webhook' };
  for (const [system, flatchrKey] of [
    ['Lucca', undefined],
    ['Flatchr', SECRETS["Flatchr's key"]],
  ] as const)
    it(`are in none of them when ${system} refuses the key`, async () => {
      const other = await Rig.start({
        connection: ({ flatchr, lucca, ...settings }) => ({
          ...settings,
          flatchr: { ...flatchr, webhookSecret: SECRETS['the webhook secret'], apiKey: flatchrKey },
          lucca: { ...lucca, apiKey: SECRETS["Lucca's key"] },
        }),
      });
      const { id: applicant } = other.sandbox.flatchr.add(candidate({}));
      const webhook = `${other.webUrl}/webhooks/flatchr/${other.connection}/${SECRETS['the webhook secret']}`;
      const body = JSON.stringify(other.sandbox.flatchr.drag(applicant));
      assert.equal((await fetch(webhook, { method: 'POST', body })).status, 202);
      const id = other.id(applicant);
      await eventually('a refused key', async () => {
        const { raw } = await other.handle(id).describe();
        return raw.pendingActivities?.find(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === `${system}Unauthorized`);
      });
      const { places } = await placesOf(other, [id]);
      await other.hires.correct(id, { kind: 'abandon', by: 'Anna', reason: 'done' });
      await other.untilFailed(id);
      await other.stop();
      assertNowhere({ ...MARKERS, ...SECRETS }, places);
    });
});

type Place = readonly [where: string, content: string];

/** All that is stored or logged in clear about these hires. */
async function placesOf(rig: Rig, ids: readonly string[]): Promise<{ places: Place[]; failures: number }> {
  const places: Place[] = [
    ["the web process's log", rig.log.join('\n')],
    ["the SDK's log", sdkLog.filter((line) => line.includes(rig.connection)).join('\n')],
  ];
  let failures = 0;
  for (const id of ids) {
    const { raw } = await rig.handle(id).describe();
    const { workflowExecutionInfo: info, pendingActivities } = raw;
    places.push([`id, queue and attributes of ${id}`, text([info?.execution, info?.taskQueue, info?.searchAttributes])]);
    for (const failure of failuresIn([await rig.handle(id).fetchHistory(), pendingActivities])) {
      failures++;
      places.push([`a failure of ${id}`, text(failure)]);
    }
  }
  return { places, failures };
}

function assertNowhere(markers: Readonly<Record<string, string>>, places: readonly Place[]): void {
  for (const [where, content] of places)
    for (const [what, marker] of Object.entries(markers)) {
      const at = content.toLowerCase().indexOf(marker.toLowerCase());
      assert.equal(at, -1, `${what} is in ${where}: …${content.slice(Math.max(0, at - 300), at + 100)}…`);
    }
}

/** JSON in which the bytes of payloads are read as text. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? Buffer.from(part).toString() : part)) ?? '';
}

/** Every failure anywhere in a history, causes included. */
function failuresIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => (/failure$/i.test(key) && part ? [part] : failuresIn(part)));
}
