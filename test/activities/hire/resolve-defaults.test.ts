import assert from 'node:assert/strict';
import type { Fields } from '../../../src/hire/correction.js';
import type { FoundProblem } from '../../../src/hire/problem.js';
import type { Offer, ResolvedDefaults } from '../../../src/hire/steps.js';
import { createLuccaClient } from '../../../src/lucca/lucca-client.js';
import { createLuccaHttp } from '../../../src/lucca/http.js';
import { createReferenceData, type ReferenceData } from '../../../src/lucca/reference-data.js';
import { failureOf, useActivities } from '../../support/activities.js';
import { startStandIn, type StandIn } from '../../support/stand-in.js';

const OFFER: Offer = { title: 'Sales executive', reference: 'REF-2101', departments: ['Ventes'], contractType: ['1', 'CDI'] };
type Result = { readonly done?: ResolvedDefaults | undefined; readonly problem?: FoundProblem | undefined };

const done = (result: Result) => result.done ?? assert.fail(JSON.stringify(result.problem));
const issuesOf = (result: Result) => (result.problem ?? assert.fail('no problem')).issues;

describe('resolveDefaults', () => {
  const rig = useActivities((settings) => ({
    ...settings,
    rules: [
      { when: { vacancy: 'REF-RULED' }, use: { department: 15, primaryRole: 'Manager' } },
      { when: { vacancy: 'REF-RULED' }, use: { department: 16, establishment: 'Lyon' } },
    ],
  }));
  const resolve = (fields: Fields = {}, offer: Partial<Offer> = {}) =>
    rig().run('resolveDefaults', { connection: 'sandbox', fields, offer: { ...OFFER, ...offer } });

  it('takes each value with its origin and name', async () => {
    assert.deepEqual(done(await resolve()), {
      establishment: { value: 1, origin: 'default', label: 'Siège' },
      department: { value: 10, origin: 'flatchr', label: 'Ventes' },
      primaryRole: { value: 55, origin: 'default', label: 'Collaborateur' },
      contractType: { value: 1, origin: 'flatchr', label: 'CDI' },
    });
  });

  it('prefers a correction to a rule, a rule to Flatchr, Flatchr to the default', async () => {
    const ruled = { reference: 'ref-ruled' };
    const department = async (fields: Fields, offer: Partial<Offer>) => {
      const { value, origin } = done(await resolve(fields, offer)).department;
      return [value, origin];
    };
    assert.deepEqual(await department({ department: 'Service IT' }, ruled), [14, 'correction']);
    assert.deepEqual(await department({}, ruled), [15, 'rule']);
    assert.deepEqual(await department({}, { departments: ['Ventes Export'] }), [11, 'flatchr']);
    assert.deepEqual(await department({}, { departments: [] }), [10, 'default']);
    const { establishment, primaryRole } = done(await resolve({}, ruled));
    assert.deepEqual([establishment.value, primaryRole.value], [2, 56], 'rules fill field by field');
  });

  it('says of a default department that the offer, which could not be read, may name another', async () => {
    const flagsOf = async (offer: Partial<Offer>) => done(await resolve({}, offer)).department.flags;
    assert.deepEqual(await flagsOf({ departments: [], unread: true }), ['offer-unread']);
    assert.equal(await flagsOf({ departments: [] }), undefined);
    assert.equal(await flagsOf({ departments: ['Ventes'], unread: true }), undefined);
    assert.equal(await flagsOf({ departments: [], unread: true, reference: 'ref-ruled' }), undefined);
  });

  for (const given of ['Siège', 'SIEGE', ' siège ', 'sie\u0300ge', '1', 1])
    it(`knows the establishment ${JSON.stringify(given)}`, async () => {
      assert.equal(done(await resolve({ establishment: given })).establishment.value, 1);
    });

  for (const given of ['Service IT', 'service  it', 'IT', 14, '14'])
    it(`knows the department ${JSON.stringify(given)}, by name, code or id`, async () => {
      assert.equal(done(await resolve({ department: given })).department.value, 14);
    });

  for (const [field, given] of [
    ['department', 'Service Quantique'],
    ['department', 99],
    ['department', 'Servic'],
    ['department', ''],
    ['establishment', 'Ancien site de Lille'],
    ['establishment', 3],
    ['primaryRole', 'Chef'],
    ['primaryRole', 10],
  ] as const)
    it(`does not know the ${field} ${JSON.stringify(given)}, and shows what there is`, async () => {
      const [issue, ...others] = issuesOf(await resolve({ [field]: given }));
      assert.deepEqual([issue?.code, issue?.field, issue?.given, others.length], ['unknown', field, String(given), 0]);
      assert.ok((issue?.choices ?? []).length >= 2);
      assert.ok(issue?.choices?.every(({ id }) => !(field === 'establishment' && id === 3)));
    });

  it("never takes the default in place of Flatchr's department that Lucca lacks", async () => {
    assert.deepEqual(
      issuesOf(await resolve({}, { departments: ['Service Quantique'] })).map(({ code, field, given }) => [code, field, given]),
      [['unknown', 'department', 'Service Quantique']],
    );
  });

  it('asks where Lucca has a name twice, with what is above them to tell them apart', async () => {
    const [issue] = issuesOf(await resolve({}, { departments: ['support'] }));
    assert.equal(issue?.code, 'ambiguous');
    assert.deepEqual(issue?.choices, [
      { id: 40, name: 'Direction › Service IT › Support', parent: undefined },
      { id: 41, name: 'Direction › Ventes › Support', parent: undefined },
    ]);
    assert.equal(done(await resolve({ department: 41 })).department.value, 41);
    assert.equal(done(await resolve({ department: 'SUP-VEN' })).department.value, 41);
  });

  it('asks where the vacancy has several departments, but not where they are one', async () => {
    const [issue] = issuesOf(await resolve({}, { departments: ['Ventes', 'Service IT'] }));
    assert.deepEqual([issue?.code, issue?.given], ['ambiguous', 'Ventes, Service IT']);
    assert.equal(done(await resolve({}, { departments: ['Ventes', 'VENTES'] })).department.value, 10);
  });

  it('refuses a department whose head has left, since Lucca would', async () => {
    const [issue] = issuesOf(await resolve({}, { departments: ['Service Juridique'] }));
    assert.deepEqual([issue?.code, issue?.field, issue?.given], ['head-left', 'department', 'Service Juridique']);
    assert.ok(issue?.choices?.every(({ id }) => id !== 30));
  });

  describe('contract type', () => {
    const CASES: [unknown, string | number | undefined, readonly string[], number | undefined][] = [
      ["Flatchr's id", undefined, ['2', 'CDD'], 2],
      ["Flatchr's label, in other case", undefined, ['77', 'cdd'], 2],
      ['no Flatchr type: the default', undefined, [], 1],
      ["a correction by the mapping's key", 'stage', ['1', 'CDI'], 3],
      ["a correction by Lucca's typeId", 4, ['1', 'CDI'], 4],
      ["a correction by Lucca's typeId as text", '4', ['1', 'CDI'], 4],
      ["Flatchr's id without mapping is no typeId of Lucca's", undefined, ['4', 'Alternance'], undefined],
      ['a correction without mapping', 'Freelance', ['1', 'CDI'], undefined],
      ['a correction that is no id', '0', ['1', 'CDI'], undefined],
    ];
    for (const [what, correction, contractType, typeId] of CASES)
      it(`${String(what)}: ${typeId ?? 'a question'}`, async () => {
        const result = await resolve(correction === undefined ? {} : { contractType: correction }, { contractType });
        if (typeId !== undefined) return assert.equal(done(result).contractType.value, typeId);
        const [issue] = issuesOf(result);
        assert.deepEqual(
          [issue?.code, issue?.field, issue?.given],
          ['unmapped', 'contractType', String(correction ?? contractType.at(-1))],
        );
        assert.deepEqual(
          issue?.choices?.map(({ id, name }) => `${id} ${name}`),
          ['1 CDI', '2 CDD', '3 Stage', '4 Alternance', '5 Intérim', '6 Autre (interne)'],
        );
      });

    it('of a Lucca that lists none is known from the configuration alone: each once, and not under an id of Flatchr', async () => {
      rig().sandbox.faults.add({ system: 'lucca', path: 'archetypes', action: { answer: { status: 403 } } });
      const [issue] = issuesOf(await resolve({}, { contractType: ['4', 'Alternance'] }));
      assert.deepEqual(
        issue?.choices?.map(({ id, name }) => `${id} ${name}`),
        ['1 CDI', '2 CDD', '3 Stage'],
      );
    });

    it("is named by Lucca's templates: in a correction, and in the mapping", async () => {
      const { contractTypes } = rig().connection.settings;
      contractTypes['Freelance'] = 'Intérim';
      try {
        assert.deepEqual(done(await resolve({ contractType: ' alternance' })).contractType, {
          value: 4,
          origin: 'correction',
          label: 'Alternance',
        });
        assert.deepEqual(done(await resolve({}, { contractType: ['9', 'Freelance'] })).contractType, {
          value: 5,
          origin: 'flatchr',
          label: 'Intérim',
        });
        contractTypes['Freelance'] = 'CDI Mars';
        assert.deepEqual(issuesOf(await resolve({}, { contractType: ['9', 'Freelance'] }))[0]?.code, 'unmapped');
      } finally {
        delete contractTypes['Freelance'];
      }
    });

    it("an id that a problem shows is Lucca's, also where Flatchr has another type of that id", async () => {
      const { contractTypes } = rig().connection.settings;
      contractTypes['3'] = 2;
      try {
        for (const correction of [3, '3']) assert.equal(done(await resolve({ contractType: correction })).contractType.value, 3);
        assert.equal(done(await resolve({}, { contractType: ['3'] })).contractType.value, 2, "Flatchr's own");
      } finally {
        delete contractTypes['3'];
      }
    });
  });

  it('asks once for all that is wrong', async () => {
    const result = await resolve(
      { establishment: 'Mars', primaryRole: 'Chef' },
      { departments: ['Support'], contractType: ['3', 'Freelance'] },
    );
    assert.deepEqual(
      issuesOf(result).map(({ code, field }) => [code, field]),
      [
        ['unknown', 'establishment'],
        ['ambiguous', 'department'],
        ['unknown', 'primaryRole'],
        ['unmapped', 'contractType'],
      ],
    );
    assert.equal(result.problem?.code, 'unknown');
    assert.deepEqual(result.problem?.remedies, ['fields', 'retry']);
  });

  const reads = (path: string) => rig().sandbox.lucca.ledger.filter((entry) => entry.path.endsWith(path)).length;

  it('reads the lists once for many hires, and again on a miss', async () => {
    await Promise.all([resolve(), resolve()]);
    await resolve();
    assert.equal(reads('/departments'), 1);
    rig().now += 15_000;
    await resolve({ department: 'Nowhere' });
    assert.deepEqual([reads('/departments'), reads('/roles')], [2, 1]);
    await resolve({ department: 'Nowhere' });
    assert.equal(reads('/departments'), 2, 'a moment ago is fresh enough');
  });

  it('waits when Lucca is down or refuses the key', async () => {
    rig().sandbox.faults.add({
      system: 'lucca',
      times: 1,
      action: { answer: { status: 503, retryAfter: 'seconds', retryAfterMs: 7_000 } },
    });
    const down = await failureOf(resolve());
    assert.deepEqual([down.type, down.nextRetryDelay], ['LuccaUnavailable', 7_000]);
    rig().sandbox.faults.add({ system: 'lucca', times: 1, action: { answer: { status: 403 } } });
    const refused = await failureOf(resolve());
    assert.deepEqual([refused.type, refused.nextRetryDelay], ['LuccaUnauthorized', 60_000]);
    done(await resolve());
  });
});

describe('resolveDefaults without defaults', () => {
  const rig = useActivities((settings) => ({ ...settings, defaults: {} }));

  it('asks for each value that nobody gave', async () => {
    const offer = { ...OFFER, departments: [], contractType: [] };
    const issues = issuesOf(await rig().run('resolveDefaults', { connection: 'sandbox', fields: {}, offer }));
    assert.deepEqual(
      issues.map(({ code, field, choices }) => [code, field, (choices ?? []).length > 0]),
      ['establishment', 'department', 'primaryRole', 'contractType'].map((field) => ['missing', field, true]),
    );
  });
});

describe('resolveDefaults against a Lucca that changes', () => {
  const rig = useActivities();
  let names: string[];
  let gone: string[];
  let standIn: StandIn;
  beforeEach(async () => {
    gone = [];
    standIn = await startStandIn(({ url }, response) => {
      const all = names.map((name, index) => ({ id: index + 1, name }));
      const page = Number(url.searchParams.get('page'));
      if (url.pathname.endsWith('/roles')) response.end(JSON.stringify({ data: { items: all.slice(0, 1) } }));
      else if (gone.some((list) => url.pathname.endsWith(list))) response.writeHead(404).end();
      else response.end(JSON.stringify({ items: all.slice((page - 1) * 100, page * 100) }));
    });
  });
  afterEach(async () => standIn.close());

  async function department(wanted: string | number, origin: 'correction' | 'default' | 'flatchr' = 'correction') {
    const lucca = createLuccaClient(createLuccaHttp({ baseUrl: standIn.url, apiKey: 'key' }), standIn.url);
    const { settings } = rig().connection;
    const reference = (known ??= createReferenceData(lucca, () => rig().now));
    return rig().run(
      'resolveDefaults',
      {
        connection: 'sandbox',
        fields: { establishment: 1, primaryRole: 1, ...(origin === 'correction' && { department: wanted }) },
        offer: { ...OFFER, departments: origin === 'flatchr' ? [String(wanted)] : [] },
      },
      { connection: { ...rig().connection, settings: { ...settings, defaults: { ...settings.defaults, department: wanted } }, reference } },
    );
  }
  let known: ReferenceData | undefined;
  beforeEach(() => (known = undefined));

  it('finds what was made there a moment ago', async () => {
    names = ['Ventes'];
    assert.equal(issuesOf(await department('Marketing'))[0]?.code, 'unknown');
    rig().now += 15_000;
    names = ['Ventes', 'Marketing'];
    assert.equal(done(await department('Marketing')).department.value, 2);
  });

  it('shows no more choices than an event of the history should hold', async () => {
    names = Array.from({ length: 1_200 }, (_, index) => `Department ${index}`);
    assert.equal(issuesOf(await department('Marketing'))[0]?.choices?.length, 500);
    assert.equal(done(await department('Department 1100')).department.value, 1_101);
  });

  describe('that has no list of departments any more', () => {
    beforeEach(() => {
      names = ['Ventes'];
      gone = ['/departments'];
    });

    for (const [wanted, origin] of [
      [77, 'default'],
      [77, 'correction'],
      ['77', 'correction'],
    ] as const)
      it(`takes the id ${JSON.stringify(wanted)} of a ${origin}: Lucca itself will check it`, async () => {
        const { value, origin: from, label } = done(await department(wanted, origin)).department;
        assert.deepEqual([value, from, label], [77, origin, undefined]);
      });

    for (const [wanted, origin] of [
      ['Ventes', 'default'],
      ['77', 'default'],
      ['77', 'flatchr'],
    ] as const)
      it(`cannot take ${JSON.stringify(wanted)} of ${origin} for an id, and tells what is gone`, async () => {
        const { type, details, nextRetryDelay } = await failureOf(department(wanted, origin));
        assert.deepEqual([type, details, nextRetryDelay], ['LuccaEndpointGone', ['GET /organization/structure/api/departments'], 60_000]);
      });

    it('waits with an id, too, where Lucca is only down', async () => {
      await standIn.close();
      assert.equal((await failureOf(department(77))).type, 'LuccaUnavailable');
    });
  });
});
