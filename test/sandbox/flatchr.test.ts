import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { call, COMPANY_PATH, flatchr, useSandbox } from './support.js';

interface Row {
  readonly applicant: string;
  readonly vacancy: string;
  readonly vacancy_id: number;
  readonly column: string;
  readonly hired: boolean;
  readonly email: string | null;
  readonly updated_at: string;
}
interface DragBody {
  readonly event: string;
  readonly company_id: number;
  readonly data: Record<string, unknown> & {
    readonly applicant: { id: number; vacancy_id: string; column_id: string; updated_at: string };
    readonly column: { id: number; hired: boolean };
    readonly vacancy: { id: number; mission: string };
    readonly user: { email: string };
    readonly company: { id: string };
  };
}

const CAMILLE = 5_001;

describe('sandbox Flatchr', () => {
  let now = Date.parse('2026-11-23T09:00:00Z');
  const sandbox = useSandbox({ clock: () => now });
  const search = async (body: object) => (await flatchr(sandbox(), `${COMPANY_PATH}/search/applicants`, { body })).json<Row[]>();

  let receiver: Server;
  let received: DragBody[];
  let answer: { status: number; text: string };
  before(async () => {
    receiver = createServer((request, response) => {
      void text(request).then((body) => {
        received.push(JSON.parse(body) as DragBody); // what the sandbox itself wrote
        response.writeHead(answer.status).end(answer.text);
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  after(() => receiver.close());
  beforeEach(() => {
    received = [];
    answer = { status: 202, text: '{"hire":"hire/sandbox/5001","started":true}' };
    sandbox().setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
  });

  it('wants a bearer key and its own company', async () => {
    assert.equal((await call(`${sandbox().url}/flatchr/contracts`)).status, 401);
    assert.equal((await call(`${sandbox().url}/flatchr/contracts?token=sandbox`)).status, 200);
    assert.equal((await flatchr(sandbox(), '/company/other/columns')).status, 404);
  });

  it('searches by every documented field, all of which must fit', async () => {
    const [row, ...others] = await search({ email: 'CAMILLE.martin@example.org' });
    assert.equal(others.length, 0);
    assert.deepEqual([row?.vacancy, row?.column, row?.hired, row?.updated_at], ['Sales executive', 'Entretien', false, '03/11/26']);
    const vacancy = (await flatchr(sandbox(), `${COMPANY_PATH}/vacancies`)).json<{ id: string; title: string }[]>();
    const developer = vacancy.find(({ title }) => title === 'Developer')?.id;
    assert.equal((await search({ lastname: 'Durand', vacancy: developer })).length, 2);
    assert.equal((await search({ lastname: 'Durand', firstname: 'Claire', vacancy: developer })).length, 1);
    assert.equal((await search({ lastname: 'Martin', vacancy: developer })).length, 0);
    assert.equal((await search({ column: 'Recruté' })).length, 0);
    assert.equal((await search({ start_update: '11/23/26' })).length, 0);
    assert.equal((await search({ start_update: '11/01/26', end_update: '11/30/26' })).length, sandbox().flatchr.applicants.length);
  });

  it('shows the tags of vacancies when asked, and the traits of candidates', async () => {
    const [row] = await search({ email: 'camille.martin@example.org' });
    const traits = (await flatchr(sandbox(), `${COMPANY_PATH}/applicant/${row?.applicant}/traits`)).json<
      { tag_id: string; value: string }[]
    >();
    const tags = (await flatchr(sandbox(), `${COMPANY_PATH}/tags`)).json<{ id: string; title: string }[]>();
    const titled = traits.map(({ tag_id, value }) => [tags.find(({ id }) => id === tag_id)?.title, value]);
    assert.deepEqual(titled, [
      ["Date d'entrée", '2027-01-04'],
      ['Email pro', 'camille.martin@acme.example'],
    ]);
    const all = (await flatchr(sandbox(), `${COMPANY_PATH}/vacancies`)).json<{ id: string; tags?: object }[]>();
    assert.equal(all[0]?.tags, undefined);
    const one = (await flatchr(sandbox(), `/vacancy/${all[0]?.id}?fields=address,tags`)).json<{
      tags: { title: string; folder: boolean }[];
    }>();
    assert.deepEqual(
      one.tags.map(({ title, folder }) => [title, folder]),
      [['Ventes', true]],
    );
  });

  it('posts the documented webhook when a candidate enters the hired column, with ids in both forms', async () => {
    assert.deepEqual(await sandbox().flatchr.hire(CAMILLE), answer);
    const [body] = received;
    assert.ok(body);
    const [row] = await search({ hired: 'true' });
    assert.equal(body.event, 'drag_applicant');
    assert.equal(body.company_id, 60);
    assert.deepEqual(
      [body.data['applicant_id'], body.data.applicant.id, body.data.column.id, body.data.column.hired],
      [CAMILLE, CAMILLE, 695, true],
    );
    assert.deepEqual([body.data['column_id'], body.data.applicant.column_id], ['Nk5aMxpQ4b9GZ2Oz', 'Nk5aMxpQ4b9GZ2Oz']);
    assert.equal(body.data['vacancy_id'], body.data.applicant.vacancy_id);
    assert.equal(body.data.vacancy.id, row?.vacancy_id);
    assert.equal(body.data.company.id, 'G6KzqPnNLyp31m0l');
    assert.equal(body.data.applicant.updated_at, new Date(now).toISOString());
    assert.match(body.data.vacancy.mission, /<ul>/);
    assert.ok(body.data.user.email);
    assert.deepEqual(
      [
        'user',
        'applicant',
        'candidate',
        'column',
        'vacancy',
        'user_id',
        'applicant_id',
        'candidate_id',
        'column_id',
        'vacancy_id',
        'company',
      ],
      Object.keys(body.data),
    );
    // The encoded id in the body opens the vacancy by REST.
    assert.equal((await flatchr(sandbox(), `/vacancy/${body.data.applicant.vacancy_id}`)).status, 200);
  });

  it('posts nothing for another column', async () => {
    assert.equal(await sandbox().flatchr.move(CAMILLE, 691), undefined);
    assert.equal(received.length, 0);
  });

  it('moves by REST too, and answers in the nested form', async () => {
    const [row] = await search({ email: 'camille.martin@example.org' });
    const path = `${COMPANY_PATH}/vacancy/x/applicant/${row?.applicant}`;
    const moved = (await flatchr(sandbox(), path, { method: 'PUT', body: { column_id: 695 } })).json<{ id: string; updated_at: number }>();
    assert.deepEqual([moved.id, moved.updated_at], [row?.applicant, now / 1_000]);
    assert.equal(received.length, 1);
    assert.equal((await flatchr(sandbox(), path, { method: 'PUT', body: { column_id: 1 } })).status, 404);
  });

  it('lets its search lag behind a move', async () => {
    sandbox().set({ searchLagMs: 5_000 });
    await sandbox().flatchr.hire(CAMILLE);
    assert.equal((await search({ hired: true })).length, 0);
    assert.equal((await search({ email: 'camille.martin@example.org' }))[0]?.column, 'Entretien');
    now += 5_000;
    assert.equal((await search({ hired: true })).length, 1);
  });

  it('has a board that hires without JavaScript and shows what the webhook answered', async () => {
    const move = async () =>
      fetch(`${sandbox().url}/board/move`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ applicant: String(CAMILLE), column: '695' }),
      });
    const page = async () => (await call(`${sandbox().url}/`)).text;
    assert.doesNotMatch(await page(), /data-testid="answer"/);
    answer = { status: 202, text: '<b>taken</b>' };
    assert.equal((await move()).status, 303);
    assert.match(await page(), /data-testid="answer">Webhook: 202 &lt;b>taken/);
    receiver.closeAllConnections();
    sandbox().setWebhookUrl('http://127.0.0.1:9/secret');
    await move();
    assert.match(await page(), /could not be reached/);
    assert.doesNotMatch(await page(), /secret/);
  });

  describe('learn', () => {
    const foreign = {
      event: 'drag_applicant',
      company_id: 60,
      data: {
        applicant: { id: 1474, updated_at: '2026-01-13T15:26:53.148Z' },
        candidate: { id: 1260, firstname: 'Hugo', lastname: 'Morel', email: 'hugo.morel@example.org', phone: null },
        column: { id: 812, title: 'Embauché', hired: true },
        vacancy: { id: 1243, title: 'Account Executive', reference: 'AE-2026', contract_type_id: 5, start_date: null },
        applicant_id: 1474,
        column_id: 'Ab5aMxpQ4b9GZ2Oz',
        vacancy_id: 'a4JL2lpEbydwBXKe',
        company: { id: 'G6KzqPnNLyp31m0l', name: 'Acme' },
      },
    };
    const withData = (changes: object) => ({ ...foreign, data: { ...foreign.data, ...changes } });

    it('makes a candidate, a vacancy and a column known that were posted by hand', async () => {
      assert.equal(sandbox().flatchr.learn(foreign), true);
      const [row, ...others] = await search({ email: 'hugo.morel@example.org', vacancy: 'a4JL2lpEbydwBXKe' });
      assert.equal(others.length, 0);
      assert.deepEqual([row?.column, row?.hired, row?.vacancy, row?.vacancy_id], ['Embauché', true, 'Account Executive', 1_243]);
      const vacancy = (await flatchr(sandbox(), '/vacancy/a4JL2lpEbydwBXKe?fields=tags')).json<object>();
      assert.deepEqual({ ...vacancy, mission: 0 }, { ...vacancy, mission: 0, contract_type: 'Stage', reference: 'AE-2026', tags: [] });
      assert.equal((await flatchr(sandbox(), `${COMPANY_PATH}/applicant/${row?.applicant}/traits`)).text, '[]');
    });

    it('leaves known candidates alone', async () => {
      sandbox().flatchr.learn(foreign);
      const before = sandbox().flatchr.applicants.length;
      const other = { ...foreign.data.candidate, lastname: 'Other' };
      assert.equal(sandbox().flatchr.learn(withData({ candidate: other })), false);
      assert.equal(sandbox().flatchr.applicants.length, before);
      assert.equal((await search({ lastname: 'Other' })).length, 0);
    });

    it('does not take a learnt hired column for a known one of the same id that is not', async () => {
      sandbox().flatchr.learn(withData({ column: { id: 691, title: 'Embauché', hired: true } }));
      assert.deepEqual(
        (await search({ hired: true })).map(({ column }) => column),
        ['Embauché'],
      );
    });

    it('ignores what is malformed or of another company', () => {
      const before = JSON.stringify(sandbox().flatchr.applicants);
      const useless = [undefined, null, 7, 'x', [], {}, { event: 'drag_applicant' }, { ...foreign, event: 'new_message' }];
      for (const body of [...useless, withData({ candidate: null }), withData({ company: { id: 'other' } })])
        assert.equal(sandbox().flatchr.learn(body), false);
      assert.equal(JSON.stringify(sandbox().flatchr.applicants), before);
    });
  });
});
