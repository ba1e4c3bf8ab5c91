import assert from 'node:assert/strict';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ConnectionDeps } from '../../../src/activities/deps.js';
import type { ReconcileDeps } from '../../../src/activities/reconcile/deps.js';
import { createFindMissing } from '../../../src/activities/reconcile/find-missing.js';
import { createPlanReconciliation } from '../../../src/activities/reconcile/plan-reconciliation.js';
import { createSeekGone } from '../../../src/activities/reconcile/seek-gone.js';
import { createSeekInLucca } from '../../../src/activities/reconcile/seek-in-lucca.js';
import { createStartMissing } from '../../../src/activities/reconcile/start-missing.js';
import type { FlatchrSide } from '../../../src/contracts/flatchr-side.js';
import { FlatchrError, type FlatchrApplicant, type FlatchrClient } from '../../../src/flatchr/flatchr-client.js';
import type { Hire } from '../../../src/hire/order.js';
import { useActivities } from '../../support/activities.js';

const ANA: FlatchrApplicant = {
  applicant: 'ana',
  vacancyNumber: '84512',
  vacancyTitle: 'Comptable H/F',
  column: 'Recruté',
  hired: true,
  archived: false,
  firstName: 'Ana',
  lastName: 'Petit',
  email: 'ana.petit@example.org',
  phone: undefined,
  changedOn: '2027-03-27',
};
/** What its webhook would have told, but for the ids. */
const ANAS_ORDER: Hire = {
  connection: 'a',
  applicant: '1474',
  candidate: { firstName: 'ANA', lastName: 'Petit', email: 'Ana.Petit@example.org' },
  vacancy: { number: '84512', title: 'Comptable H/F' },
};
const DAYS = { from: '2027-03-26', to: '2027-03-29' };

/** What Temporal tells of hires: by the encoded id that they show, by a claim, or by the orders of those that never learnt it. */
interface Known {
  readonly shown?: readonly string[];
  readonly claims?: Readonly<Record<string, string>>;
  readonly orders?: readonly Hire[];
}

describe('a comparison with Flatchr', () => {
  let now = Date.parse('2027-03-28T16:00:00Z');
  let rows: FlatchrApplicant[];
  let started: string[];
  let queries: string[];
  const flatchr = {
    hired: async () => ({ rows, unread: 0 }),
    columns: async () => [],
    vacancyIds: async (): Promise<Map<string, string>> => new Map([['84512', 'a4JL2lpEbydwBXKe']]),
  };
  beforeEach(() => {
    [rows, started, queries] = [[ANA], [], []];
    now = Date.parse('2027-03-28T16:00:00Z');
  });

  function depsWith(
    { shown = [], claims = {}, orders = [] }: Known = {},
    side: Partial<FlatchrSide> = {},
    settings: object = {},
  ): ReconcileDeps {
    const workflow = {
      async *list({ query }: { query: string }) {
        queries.push(query);
        if (query.includes('IS NULL')) for (const [at] of orders.entries()) yield { workflowId: `hire/a/${at}`, runId: String(at) };
        else for (const id of shown) if (query.includes(`'${id}'`)) yield { typedSearchAttributes: { get: () => id } };
      },
      getHandle: (id: string) => ({
        async describe() {
          const hire = claims[id];
          if (hire === undefined) throw new WorkflowNotFoundError('none', id, undefined);
          return { memo: { hire } };
        },
      }),
      async start(_type: string, { workflowId }: { workflowId: string }) {
        if (workflowId in claims) throw new WorkflowExecutionAlreadyStartedError('claimed', workflowId, 'applicant');
        started.push(workflowId);
      },
    };
    const workflowService = {
      async getWorkflowExecutionHistory({ execution: { runId } }: { execution: { runId: string } }) {
        const input = { payloads: [defaultPayloadConverter.toPayload(orders[Number(runId)])] };
        return { history: { events: [{ workflowExecutionStartedEventAttributes: { input } }] } };
      },
    };
    const loadedDataConverter = { payloadConverter: defaultPayloadConverter, payloadCodecs: [] };
    const client = { workflow, workflowService, options: { namespace: 'default', loadedDataConverter } } as unknown as Client; // as much as is used
    const configured = { id: 'a', timeZone: 'Europe/Paris', flatchr: { hiredColumns: [] }, reconcile: { mode: 'start' }, ...settings };
    const connection = { settings: configured, flatchr: flatchr as unknown as FlatchrClient } as unknown as ConnectionDeps; // of it, too
    return {
      connections: new Map([['a', connection]]),
      hires: () => ({ client, taskQueue: 'hires' }),
      sides: () => ({ known: async () => ({ columns: {}, missed: [], ...side }), begin: async () => undefined }) as never, // nothing else is asked
      now: () => now,
      paceMs: 0,
    };
  }

  describe('which days it reads', () => {
    const plan = (side: Partial<FlatchrSide>, settings?: object) =>
      createPlanReconciliation(depsWith({}, side, settings))({ connection: 'a' });
    const last = (upTo: string) => ({ upTo }) as NonNullable<FlatchrSide['reconciled']>;

    it('are those since the connection first ran, by whichever clock', async () => {
      const firstRan = '2027-03-20T23:30:00Z'; // the 21st in Paris already
      assert.deepEqual(await plan({ firstRan }), {
        mode: 'start',
        since: '2027-03-20',
        days: { from: '2027-03-20', to: '2027-03-29' },
        upTo: '2027-03-28',
      });
      assert.equal((await plan({ firstRan }, { timeZone: 'America/New_York' }))?.since, '2027-03-20');
    });

    it('go on two days before the last good run, and never before the day that is configured', async () => {
      const reconcile = { mode: 'report', since: '2027-03-01' };
      assert.deepEqual((await plan({ reconciled: last('2027-03-28') }, { reconcile }))?.days, { from: '2027-03-26', to: '2027-03-29' });
      assert.deepEqual((await plan({ reconciled: last('2027-03-02') }, { reconcile }))?.days, { from: '2027-03-01', to: '2027-03-29' });
      assert.equal((await plan({ reconciled: last('2027-03-28') }, { reconcile }))?.mode, 'report');
    });

    it('are none without a key, or where it is switched off', async () => {
      assert.equal(await plan({}, { reconcile: { mode: 'off' } }), undefined);
      const deps = depsWith();
      const [settings] = [...deps.connections.values()].map((one) => one.settings);
      const keyless = new Map([['a', { settings, flatchr: undefined }]]) as unknown as ReconcileDeps['connections'];
      assert.equal(await createPlanReconciliation({ ...deps, connections: keyless })({ connection: 'a' }), undefined);
    });

    it('follow one another without a gap, also over the nights of a changed clock', async () => {
      let upTo = '2027-03-20';
      for (let hour = 0; hour < 24 * 14; hour += 7) {
        now = Date.parse('2027-03-21T00:10:00Z') + hour * 3_600_000;
        const next = await plan({ firstRan: '2027-03-01T00:00:00Z', reconciled: last(upTo) });
        assert.ok(next && next.days.from < upTo && next.days.to > next.upTo, JSON.stringify(next));
        ({ upTo } = next);
      }
    });
  });

  describe('who is missing', () => {
    const find = (known: Known = {}, since = '2027-03-01') => createFindMissing(depsWith(known))({ connection: 'a', days: DAYS, since });

    it('is told as its webhook would have told, of the day of its change', async () => {
      const { missing, ...counts } = await find();
      assert.deepEqual(counts, { hired: 1, known: 0, unread: 0, cutOff: [], more: false });
      assert.deepEqual(missing, [
        {
          changedOn: '2027-03-27',
          order: {
            connection: 'a',
            applicant: 'ana',
            origin: 'reconciliation',
            switchedAt: '2027-03-27T22:59:59.999Z', // the end of the day in Paris, an hour before the clock is changed
            column: 'Recruté',
            candidate: { firstName: 'Ana', lastName: 'Petit', email: 'ana.petit@example.org', phone: undefined },
            vacancy: { id: 'a4JL2lpEbydwBXKe', number: '84512', title: 'Comptable H/F' },
          },
        },
      ]);
    });

    it('changed no later than it was read', async () => {
      rows = [{ ...ANA, changedOn: '2027-03-28' }];
      assert.equal((await find()).missing[0]?.order.switchedAt, '2027-03-28T16:00:00.000Z');
    });

    for (const [by, known] of [
      ['the id that its hire shows', { shown: ['ana'] }],
      ['a claim', { claims: { 'applicant/a/ana': 'hire/a/1474' } }],
      ['vacancy, address and names of an order without it', { orders: [ANAS_ORDER] }],
      [
        'vacancy and names alone, where no address is known',
        { orders: [{ ...ANAS_ORDER, candidate: { firstName: 'Ana', lastName: 'Petit' } }] },
      ],
    ] as const)
      it(`is nobody who is known by ${by}`, async () => {
        const { missing, known: count } = await find(known);
        assert.deepEqual([missing.length, count], [0, 1]);
      });

    for (const [who, order] of [
      ['another name', { ...ANAS_ORDER, candidate: { ...ANAS_ORDER.candidate, firstName: 'Eva' } }],
      ['another address', { ...ANAS_ORDER, candidate: { ...ANAS_ORDER.candidate, email: 'other@example.org' } }],
      ['another vacancy', { ...ANAS_ORDER, vacancy: { number: '7', title: 'Comptable H/F' } }],
      ['another vacancy of which only the title is known', { ...ANAS_ORDER, vacancy: { title: 'Vendeur' } }],
      ['half a name and no address', { ...ANAS_ORDER, candidate: { lastName: 'Petit' } }],
    ] as const)
      it(`may be somebody though a hire without the id has ${who}`, async () => {
        assert.equal((await find({ orders: [order] })).missing.length, 1);
      });

    it('is nobody who changed before the day since when', async () => {
      rows = [
        { ...ANA, changedOn: '2027-02-28' },
        { ...ANA, applicant: 'eva', changedOn: '2027-03-01' },
      ];
      const { missing, hired } = await find();
      assert.deepEqual([missing.map(({ order }) => order.applicant), hired], [['eva'], 1]);
    });

    it('is told of without a day where that cannot be read', async () => {
      rows = [{ ...ANA, changedOn: undefined }];
      const { missing } = await find();
      assert.deepEqual([missing.length, missing[0]?.changedOn], [1, undefined]);
    });

    it('has an id that is safe in a workflow id and a query', async () => {
      rows = [{ ...ANA, applicant: "x' OR '1" }];
      const { missing, unread } = await find();
      assert.deepEqual([missing.length, unread], [0, 1]);
      assert.ok(queries.every((query) => !query.includes('OR')));
    });

    it('goes on without the list of vacancies where the key may not read it', async () => {
      const { vacancyIds } = flatchr;
      flatchr.vacancyIds = async () => {
        throw new FlatchrError('forbidden', 'vacancies', 403);
      };
      try {
        assert.equal((await find()).missing[0]?.order.vacancy.id, undefined);
      } finally {
        flatchr.vacancyIds = vacancyIds;
      }
    });

    it('is asked about by the hundred', async () => {
      rows = Array.from({ length: 251 }, (_, at) => ({ ...ANA, applicant: `id-${at}` }));
      await find({ shown: rows.map(({ applicant }) => applicant) });
      assert.equal(queries.length, 3);
    });
  });

  it('starts whom nobody has claimed, and claims first', async () => {
    const hires = ['ana', 'eva'].map((applicant) => ({ ...ANAS_ORDER, applicant }));
    const deps = depsWith({ claims: { 'applicant/a/eva': 'hire/a/1475' } });
    assert.deepEqual(await createStartMissing(deps)({ connection: 'a', hires }), ['ana']);
    assert.deepEqual(started, ['applicant/a/ana', 'hire/a/ana']);
  });

  describe('with Lucca', () => {
    const rig = useActivities();
    const seek = async (candidate: Hire['candidate']) => {
      const connections = new Map([['a', rig().connection]]);
      const seekInLucca = createSeekInLucca({ connections, now: () => rig().now });
      return (await seekInLucca({ connection: 'a', hires: [{ ...ANAS_ORDER, applicant: 'x', candidate }] })).length === 1;
    };

    it('knows who was made by hand: by address and names, and at work', async () => {
      const [user] = rig().sandbox.lucca.users;
      assert.ok(user);
      const person = { firstName: user.firstName, lastName: user.lastName, email: user.mail };
      assert.equal(await seek(person), true);
      assert.equal(await seek({ ...person, email: 'other@example.org' }), false, 'a name alone is asked about by the hire');
      assert.equal(await seek({ ...person, lastName: 'Other' }), false, 'an address alone as well');
      assert.equal(await seek({ firstName: user.firstName, lastName: user.lastName }), false);
      user.dtContractEnd = '2026-12-31T00:00:00';
      assert.equal(await seek(person), false, 'who has left is asked about');
    });

    it('tells whom it does not show any more', async () => {
      const [user] = rig().sandbox.lucca.users;
      assert.ok(user);
      const employees = { 'hire/a/1': user.id, 'hire/a/2': 999_999 } as const;
      let asked = '';
      const workflow = {
        async *list({ query }: { query: string }) {
          asked = query;
          for (const workflowId of Object.keys(employees)) yield { workflowId, runId: 'run' };
        },
        getHandle: (id: keyof typeof employees) => ({ result: async () => ({ status: 'created', employee: { id: employees[id] } }) }),
      };
      const connections = new Map([['a', rig().connection]]);
      const seekGone = createSeekGone({ connections, now: () => rig().now, client: () => ({ workflow }) as unknown as Client });
      assert.deepEqual(await seekGone({ connection: 'a', since: '2027-01-02' }), [{ hire: 'hire/a/2', employee: 999_999 }]);
      assert.match(asked, /CloseTime >= '2027-01-02T00:00:00Z' AND CloseTime <= '2027-01-04T08:50:00/);
    });
  });
});
