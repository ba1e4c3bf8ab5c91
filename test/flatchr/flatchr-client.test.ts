import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createFlatchrClient, FlatchrError, type FlatchrClient } from '../../src/flatchr/flatchr-client.js';
import { COMPANY_PATH, useSandbox } from '../sandbox/support.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';

const COMPANY = COMPANY_PATH.split('/').at(-1) ?? '';
const EMAIL = 'camille.martin@example.org';

async function errorOf(call: Promise<unknown>): Promise<FlatchrError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof FlatchrError, `leaves its module as it is: ${String(error)}`);
    assert.doesNotMatch(`${error.message} ${JSON.stringify(Object.entries(error))}`, /k3y|sandbox|camille|http/i);
    assert.equal(error.cause, undefined);
    return error;
  }
  return assert.fail('no error');
}

describe('Flatchr client against the sandbox', () => {
  const sandbox = useSandbox();
  const flatchr = ({ companyId = COMPANY, apiKey = 'sandbox', timeoutMs = 5_000 } = {}): FlatchrClient =>
    createFlatchrClient({ baseUrl: `${sandbox().url}/flatchr`, companyId, apiKey, timeoutMs });
  const camille = () => sandbox().flatchr.applicants[0]!;
  const vacancyOf = async () => {
    const body = sandbox().flatchr.drag(camille().id) as { data: { vacancy_id: string } }; // the documented body
    return body.data.vacancy_id;
  };

  it('finds an application by e-mail within the vacancy, and whether it is hired', async () => {
    const vacancy = await vacancyOf();
    assert.deepEqual(await flatchr().search({ email: EMAIL }, vacancy), [
      {
        applicant: camille().encoded,
        vacancyNumber: String(camille().vacancyId),
        vacancyTitle: 'Sales executive',
        column: 'Recruté',
        hired: true,
        archived: false,
        firstName: 'Camille',
        lastName: 'Martin',
        email: EMAIL,
        phone: '+33 6 12 34 56 78',
        changedOn: camille().updatedAt.slice(0, 10),
      },
    ]);
    assert.deepEqual(await flatchr().search({ email: EMAIL }, 'another'), []);
    assert.equal((await flatchr().search({ email: EMAIL }, undefined)).length, 1);
  });

  it('finds it by names, and tells who is not hired, or archived', async () => {
    Object.assign(sandbox().flatchr.applicants[1]!, { status: 0 });
    const [louis, ...others] = await flatchr().search({ firstName: 'Louis', lastName: 'Garnier' }, undefined);
    assert.deepEqual([louis?.hired, louis?.archived, louis?.email, others.length], [false, true, undefined, 0]);
  });

  it('finds who is in a hired column and changed on some days, by flag or by title', async () => {
    sandbox().flatchr.drag(camille().id);
    camille().updatedAt = '2026-11-24T23:30:00.000Z';
    const found = async (column: Parameters<FlatchrClient['hired']>[0], from: string, to: string) =>
      (await flatchr().hired(column, { from, to })).rows.map(({ applicant, changedOn }) => [applicant, changedOn]);
    const row = [[camille().encoded, '2026-11-24']];
    assert.deepEqual(await found('flagged', '2026-11-24', '2026-11-24'), row);
    assert.deepEqual(await found({ title: 'Recruté' }, '2026-11-20', '2026-11-30'), row);
    assert.deepEqual(await found({ title: 'À traiter' }, '2026-11-24', '2026-11-24'), []);
    assert.deepEqual(await found('flagged', '2026-11-25', '2026-11-30'), []);
  });

  it('knows both ids of vacancies', async () => {
    assert.equal((await flatchr().vacancyIds()).get(String(camille().vacancyId)), await vacancyOf());
  });

  it('reads a vacancy with its folder tags', async () => {
    const vacancy = await flatchr().vacancy(await vacancyOf());
    assert.deepEqual(vacancy, {
      title: 'Sales executive',
      reference: 'REF-2101',
      contractTypeId: '1',
      contractType: 'CDI',
      startDate: undefined,
      endDate: undefined,
      folders: ['Ventes'],
    });
  });

  it("reads a candidate's tags by title", async () => {
    const tags = await flatchr().tagsOf(camille().encoded);
    assert.deepEqual(tags.find(({ title }) => title === 'Email pro')?.value, 'camille.martin@acme.example');
    assert.match(tags.find(({ title }) => title === "Date d'entrée")?.value ?? '', /^\d{4}-\d{2}-\d{2}$/);
    assert.deepEqual(await flatchr().tagsOf(sandbox().flatchr.applicants[3]!.encoded), []);
  });

  it('reads the contract types, and keeps them', async () => {
    const one = flatchr();
    assert.equal((await one.contractTypes()).get('5'), 'Stage');
    sandbox().faults.add({ system: 'flatchr', action: { answer: 'html' } });
    assert.equal((await one.contractTypes()).get('5'), 'Stage');
    await errorOf(flatchr().contractTypes());
  });

  it('tells a refused key', async () => {
    assert.equal((await errorOf(flatchr({ apiKey: 'k3y' }).search({ email: EMAIL }, undefined))).kind, 'unauthorized');
    assert.equal((await errorOf(flatchr({ apiKey: 'k3y' }).contractTypes())).kind, 'unauthorized');
  });

  it('tells what does not exist', async () => {
    assert.equal((await errorOf(flatchr().vacancy('gone'))).kind, 'not-found');
    assert.equal((await errorOf(flatchr().tagsOf('gone'))).kind, 'not-found');
    assert.equal((await errorOf(flatchr({ companyId: 'other' }).search({ email: EMAIL }, undefined))).kind, 'not-found');
  });

  for (const answer of ['stall', 'reset', 'truncated', 'html', 'empty', 'wrong-json'] as const)
    it(`calls Flatchr unavailable when a read ends in ${answer}, without another try`, async () => {
      sandbox().faults.add({ system: 'flatchr', action: { answer } });
      assert.equal((await errorOf(flatchr({ timeoutMs: 200 }).search({ email: EMAIL }, undefined))).kind, 'unavailable');
      assert.equal(sandbox().faults.active[0]?.applied, 1);
    });

  for (const [status, kind] of [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'not-found'],
    [410, 'not-found'],
  ] as const)
    it(`tells ${status} for ${kind}`, async () => {
      sandbox().faults.add({ system: 'flatchr', action: { answer: { status, message: EMAIL } } });
      assert.equal((await errorOf(flatchr().search({ email: EMAIL }, undefined))).message, `search/applicants: ${kind} ${status}`);
    });

  for (const status of [400, 422])
    it(`tells a refusal (${status})`, async () => {
      sandbox().faults.add({ system: 'flatchr', action: { answer: { status, message: EMAIL } } });
      const error = await errorOf(flatchr().search({ email: EMAIL }, undefined));
      assert.equal(error.message, `search/applicants: rejected ${status}`);
    });

  for (const status of [408, 429, 500, 503])
    it(`calls Flatchr unavailable on ${status}`, async () => {
      sandbox().faults.add({ system: 'flatchr', action: { answer: { status, message: EMAIL } } });
      const error = await errorOf(flatchr().search({ email: EMAIL }, undefined));
      assert.equal(error.kind, 'unavailable');
      assert.equal(error.message, `search/applicants: unavailable ${status}`);
    });
});

describe('Flatchr client against answers that the sandbox never gives', () => {
  let standIn: StandIn;
  afterEach(async () => standIn.close());
  const answering = async (body: unknown, status = 200, headers: Record<string, string> = {}) => {
    standIn = await startStandIn((_request, response: ServerResponse) => response.writeHead(status, headers).end(JSON.stringify(body)));
    return createFlatchrClient({ baseUrl: standIn.url, companyId: 'c/../d', apiKey: 'k3y', timeoutMs: 1_000 });
  };

  it('sends the key as a bearer, the documented body, and ids that cannot leave their place in the path', async () => {
    const flatchr = await answering([]);
    await flatchr.search({ firstName: 'Camille', lastName: 'Martin' }, 'v1');
    await flatchr.tagsOf('a/b?c');
    const [search, tags] = standIn.seen;
    assert.equal(search?.headers.authorization, 'Bearer k3y');
    assert.equal(search?.url.pathname, '/company/c%2F..%2Fd/search/applicants');
    assert.deepEqual(JSON.parse(search?.body ?? ''), { firstname: 'Camille', lastname: 'Martin', vacancy: 'v1' });
    assert.equal(tags?.url.pathname, '/company/c%2F..%2Fd/applicant/a%2Fb%3Fc/traits');
  });

  it('asks for hired ones by the documented fields, and reads days in whatever form they come', async () => {
    const days = ['24/11/25', '3/1/2026', '11/24/25', '2025-11-24T23:30:00Z', 1_764_000_000, '31/02/26', 'hier', null];
    const flatchr = await answering([...days.map((updated_at, at) => ({ applicant: `a${at}`, updated_at })), { applicant: null }]);
    const { rows, unread } = await flatchr.hired('flagged', { from: '2025-11-01', to: '2026-01-31' });
    assert.deepEqual(JSON.parse(standIn.seen[0]?.body ?? ''), { hired: true, start_update: '11/01/25', end_update: '01/31/26' });
    assert.deepEqual(
      rows.map(({ changedOn }) => changedOn),
      ['2025-11-24', '2026-01-03', '2025-11-24', '2025-11-24', '2025-11-24', undefined, undefined, undefined],
    );
    assert.equal(unread, 1);
  });

  it('takes hired as a boolean or a text, and rows with nulls', async () => {
    const flatchr = await answering([
      { applicant: 'a', hired: 'true' },
      { applicant: 'b', hired: 'false', firstname: null, vacancy_id: null },
      { applicant: 'c', hired: true, status: 1, vacancy_id: '12' },
      { applicant: 'd', status: 0, hired: 1 },
      { applicant: 'e', status: '0', hired: {} },
    ]);
    assert.deepEqual(
      (await flatchr.search({ email: EMAIL }, undefined)).map(({ hired, archived, vacancyNumber }) => [hired, archived, vacancyNumber]),
      [
        [true, false, undefined],
        [false, false, undefined],
        [true, false, '12'],
        [true, true, undefined],
        [undefined, true, undefined],
      ],
    );
  });

  describe('with odd values', () => {
    let skipped: [string, number][];
    const odd = async (body: unknown) => {
      skipped = [];
      standIn = await startStandIn((_request, response: ServerResponse) => response.writeHead(200).end(JSON.stringify(body)));
      return createFlatchrClient({
        baseUrl: standIn.url,
        companyId: 'c',
        apiKey: 'k3y',
        onSkipped: (request, rows) => void skipped.push([request, rows]),
      });
    };

    it('reads a search of 2022, which has neither hired, status nor vacancy_id', async () => {
      const flatchr = await odd([
        { applicant: 'a', column: 'Recruté', firstname: 'Ana', lastname: 'Petit', email: EMAIL, phone: 600000000 },
      ]);
      assert.deepEqual(await flatchr.search({ email: EMAIL }, 'v'), [
        {
          applicant: 'a',
          vacancyNumber: undefined,
          vacancyTitle: undefined,
          column: 'Recruté',
          hired: undefined,
          archived: false,
          firstName: 'Ana',
          lastName: 'Petit',
          email: EMAIL,
          phone: '600000000',
          changedOn: undefined,
        },
      ]);
    });

    it('passes over rows that cannot be read, and counts them', async () => {
      const flatchr = await odd([{ applicant: 'a' }, { applicant: null }, 'x', { applicant: 'b', email: ['x'], score: {} }, []]);
      assert.deepEqual(
        (await flatchr.search({ email: EMAIL }, 'v')).map(({ applicant, email }) => [applicant, email]),
        [
          ['a', undefined],
          ['b', undefined],
        ],
      );
      assert.deepEqual(skipped, [['search/applicants', 3]]);
    });

    it('does not take an answer for empty of which no row can be read', async () => {
      const flatchr = await odd([{ id: 'a' }, { id: 'b' }]);
      const error = await errorOf(flatchr.search({ email: EMAIL }, 'v'));
      assert.deepEqual([error.kind, error.message], ['unavailable', 'search/applicants: unavailable no row that can be read']);
    });

    for (const answer of [{}, { items: [] }, 'x', 7, null])
      it(`calls Flatchr unavailable when a list is ${JSON.stringify(answer)}`, async () =>
        assert.equal((await errorOf((await odd(answer)).search({ email: EMAIL }, 'v'))).kind, 'unavailable'));

    it('reads a vacancy whatever its tags and labels are', async () => {
      const flatchr = await odd({
        title: 7,
        reference: { deep: 1 },
        contract_type_id: '1',
        contract_type: { id: 1, text: 'CDI' },
        start_date: 1_772_406_000,
        tags: [{ title: 'Ventes', folder: 1 }, null, { title: {}, folder: true }, { title: 'x', folder: [] }],
      });
      assert.deepEqual(await flatchr.vacancy('v'), {
        title: '7',
        reference: undefined,
        contractTypeId: '1',
        contractType: 'CDI',
        startDate: '2026-03-01T23:00:00.000Z',
        endDate: undefined,
        folders: ['Ventes'],
      });
      await standIn.close();
      assert.deepEqual((await (await odd({ tags: {} })).vacancy('v')).folders, []);
    });

    it('takes a byte order mark for nothing', async () => {
      standIn = await startStandIn((_request, response: ServerResponse) => response.writeHead(200).end('\uFEFF{"title":"x"}'));
      const flatchr = createFlatchrClient({ baseUrl: standIn.url, companyId: 'c', apiKey: 'k3y' });
      assert.equal((await flatchr.vacancy('v')).title, 'x');
    });

    for (const [form, tag] of [
      ['encoded', 'enc0ded'],
      ['plain', 12],
      ['plain, as a text', '12'],
    ] as const)
      it(`finds a tag whose trait names it by the ${form} id, whatever the other tags and traits hold`, async () => {
        standIn = await startStandIn(({ url }, response: ServerResponse) =>
          response.writeHead(200).end(
            JSON.stringify(
              url.pathname.endsWith('/traits')
                ? [{ tag_id: tag, value: ['2027-01-04'] }, { tag_id: 13, value: { odd: true } }, { value: 'x' }]
                : [
                    { id: 'enc0ded', tag_id: 12, title: "Date d'entrée", values: {} },
                    { id: [], title: {} },
                  ],
            ),
          ),
        );
        const flatchr = createFlatchrClient({ baseUrl: standIn.url, companyId: 'c', apiKey: 'k3y' });
        assert.deepEqual(await flatchr.tagsOf('a'), [{ title: "Date d'entrée", value: '2027-01-04' }]);
      });
  });

  it('cuts texts that are no names or titles: a result of megabytes would fail the step for good', async () => {
    const flatchr = await answering({ title: 'x'.repeat(3_000_000), tags: [{ title: 'y'.repeat(3_000_000), folder: true }] });
    const { title, folders } = await flatchr.vacancy('v1');
    assert.deepEqual([title?.length, folders.map((folder) => folder.length)], [1_000, [1_000]]);
  });

  it('finds the label of a contract type under any of its usual names', async () => {
    const flatchr = await answering([
      { id: 1, label: 'CDI' },
      { id: '2', title: 'CDD' },
      { id: 3, name: 'Stage' },
      { id: 6, text: 'Intérim' },
      { id: 4, label: ['odd'] },
      { name: 'no id' },
    ]);
    assert.deepEqual(
      [...(await flatchr.contractTypes())],
      [
        ['1', 'CDI'],
        ['2', 'CDD'],
        ['3', 'Stage'],
        ['6', 'Intérim'],
        ['4', '4'],
      ],
    );
  });

  it('follows no redirect, which could carry the key away', async () => {
    const flatchr = await answering('', 307, { location: '/elsewhere' });
    assert.equal((await errorOf(flatchr.search({ email: EMAIL }, undefined))).kind, 'unavailable');
    assert.equal(standIn.seen.length, 1);
  });

  it('calls Flatchr unavailable when nobody listens', async () => {
    const flatchr = await answering('');
    await standIn.close();
    assert.equal((await errorOf(flatchr.vacancy('v1'))).kind, 'unavailable');
  });
});
