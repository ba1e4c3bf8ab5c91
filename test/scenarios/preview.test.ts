import assert from 'node:assert/strict';
import type { NewCandidate } from '../../sandbox/flatchr/board.js';
import { START_DATE_TAG, WORK_EMAIL_TAG } from '../../sandbox/flatchr/seed.js';
import { CorrectionRefusedError } from '../../src/client.js';
import { previewHire } from '../../src/client/preview.js';
import type { PreviewOrder } from '../../src/contracts/preview.js';
import type { Field } from '../../src/hire/draft.js';
import type { HireStatus } from '../../src/hire/order.js';
import { requestLine, type Preview } from '../../src/hire/preview.js';
import { writesTo } from '../support/lucca-writes.js';
import { eventually, Rig } from '../support/rig.js';

/** The judged number is 200: `PREVIEW_HIRES=200 npm test -- test/scenarios/preview.test.ts`. */
const HIRES = Number(process.env['PREVIEW_HIRES'] ?? 8);

describe('a connection that only previews', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start({ connection: (settings) => ({ ...settings, mode: 'preview' }) })));
  after(async function (this: Mocha.Context) {
    this.timeout(30_000 + 500 * HIRES); // each history is replayed
    await rig.stop({ replays: 6 });
  });

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

    const applicant = rig.sandbox.flatchr.applicants.find(({ candidate }) => candidate.lastname === 'Frage');
    Object.assign(applicant?.candidate ?? {}, { email: 'petra.frage@example.org' });
    await rig.drag(id.split('/').at(-1) ?? '');
    await rig.untilFailed(id);
    const again = (await rig.hires.state(id)).preview?.requests[0]?.body['mail'];
    assert.equal(again, 'petra.frage@example.org', 'a newer drag begins without the answers');
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

  it(`that goes live sends to the byte what was previewed, none by itself, and all when somebody says so: ${HIRES} hires of all kinds`, async () => {
    const before = await counted('previewed');
    for (let number = 0; number < HIRES; number++) await rig.hire(ofEveryKind(number));
    await answering(rig, async () => (await counted('previewed')) === before + HIRES);
    assert.deepEqual(writesTo(rig.sandbox), []);
    const previewed = await rig.hires.list({ connection: rig.connection, status: 'previewed', limit: 1_000 });
    const planned = new Map<string, Preview>();
    for (const { id } of previewed) planned.set(id, (await rig.hires.state(id)).preview ?? assert.fail(`${id} tells nothing`));
    assert.equal(new Set([...planned.values()].map(({ draft }) => draft.login.value)).size, planned.size, 'no login twice');

    await rig.reconfigure({ mode: 'live' });
    const live = await rig.hire({ firstname: 'Lea', lastname: 'Echt', email: 'lea@example.org' });
    await rig.untilStatus(live, 'created');
    const ofLive = writesTo(rig.sandbox);
    assert.equal(ofLive.length, 2, 'of the live one alone');

    // In another order than they came, so that each login has to be kept for its hire.
    for (const { id } of previewed.slice(0, 3)) assert.equal((await rig.hires.reopen(id)).started, true);
    const reopened = await rig.hires.reopenAll(rig.connection, 'previewed');
    assert.equal(reopened.length, planned.size - 3);
    await answering(rig, async () => (await counted('created')) === planned.size + 1);

    const expected = await Promise.all(
      [...planned].map(async ([id, { requests }]) => {
        const { employee } = await rig.hires.state(id);
        const contract = rig.sandbox.lucca.contracts.find(({ ownerId }) => ownerId === employee?.id);
        return requests.map(
          (request) => `${requestLine(request).replace('{contractId}', String(contract?.id))} ${JSON.stringify(request.body)}`,
        );
      }),
    );
    const sent = writesTo(rig.sandbox)
      .slice(ofLive.length)
      .map(({ request }) => request.replace('%2C', ','));
    assert.deepEqual(sent.toSorted(), expected.flat().toSorted());
    assert.deepEqual(await rig.hires.reopenAll(rig.connection, 'previewed'), [], 'nothing is previewed any more');
  }).timeout(30_000 + 2_000 * HIRES);

  const counted = async (status: HireStatus) => (await rig.hires.list({ connection: rig.connection, status, limit: 1_000 })).length;
});

const NAMES = [
  ['Camille', 'Aubry'],
  ['Chloé', 'Aubry'],
  ['Céline', 'Aubry'],
  ['Jürgen', 'Weiß'],
  ['Łukasz', 'Żółć'],
  ['Anne-Laure', 'de La Tour'],
  ['Sinéad', "O'Connor"],
  ['MARIE', 'DUPONT (née Morin)'],
] as const;
/** A plain one; with an end, an unknown, ambiguous or headless department, a contract type without a counterpart. */
const VACANCIES = [
  'Sales executive',
  'Accountant',
  'Quantum engineer',
  'Data consultant',
  'Export manager',
  'Legal counsel',
  'Support agent',
];
const PHONES = ['06 12 34 56 78', '+49 151 23456789', 'call me', null] as const;

/** No two are one person; some lack what somebody has to answer, some share the beginning of a login. */
function ofEveryKind(number: number): NewCandidate {
  const [firstname, lastname] = NAMES[number % NAMES.length] ?? ['A', 'B'];
  const generation = Math.floor(number / NAMES.length);
  const family = `${lastname.split(' (')[0]}${'abcdefghijklmnopqrstuvwxyz'.charAt(generation).repeat(generation > 0 ? 2 : 0)}${lastname.includes('(') ? ' (née Morin)' : ''}`;
  const email = number % 5 === 4 ? null : `person-${number}@example.org`;
  return {
    firstname,
    lastname: number % 11 === 10 ? null : family,
    email,
    phone: PHONES[number % PHONES.length] ?? null,
    vacancy: VACANCIES[number % VACANCIES.length] ?? '',
    traits: {
      ...(number % 3 === 0 && { [START_DATE_TAG]: '2027-09-01' }),
      ...(number % 4 === 1 && { [WORK_EMAIL_TAG]: `person-${number}@acme.example` }),
    },
  };
}

/** Answers whatever is asked until a condition holds. */
async function answering(rig: Rig, holds: () => Promise<boolean>): Promise<void> {
  await eventually(
    'the end of all hires',
    async () => {
      for (const { id, problem } of await rig.hires.list({ connection: rig.connection, status: 'awaiting-correction', limit: 1_000 })) {
        const fields = Object.fromEntries((problem?.issues ?? []).flatMap(({ field }) => (field ? [[field, answerFor(field, id)]] : [])));
        const answer = { by: 'Anna', problem: problem?.number };
        await rig.hires
          .correct(id, Object.keys(fields).length > 0 ? { kind: 'fields', ...answer, fields } : { kind: 'create-anyway', ...answer })
          .catch((error: unknown) => assert.ok(error instanceof CorrectionRefusedError, String(error))); // the list is a moment old
      }
      return (await holds()) || undefined;
    },
    30_000 + 1_000 * HIRES,
  );
}

function answerFor(field: Field, id: string): string {
  const number = id.split('/').at(-1) ?? '';
  const answers: Partial<Record<Field, string>> = {
    email: `answered-${number}@example.org`,
    lastName: `Answered ${number.replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`,
    department: 'Service IT',
    startDate: '2027-10-01',
    contractType: 'CDI',
  };
  return answers[field] ?? assert.fail(`nobody answers ${field}`);
}
