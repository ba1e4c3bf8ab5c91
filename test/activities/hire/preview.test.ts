import assert from 'node:assert/strict';
import { defaultActivityInfo } from '@temporalio/testing';
import type { CreateOrder, CreateResult } from '../../../src/hire/steps.js';
import { useActivities } from '../../support/activities.js';
import { DRAFT, draftWith, VALIDATED } from '../../support/draft.js';

const RUN = defaultActivityInfo.workflowExecution?.runId ?? '';
const HIRE = { hireId: 'hire/sandbox/1', connection: 'sandbox' } as const;

describe('createEmployee of a connection that', () => {
  const rig = useActivities();
  type Mode = 'live' | 'approve' | 'preview';

  function run(mode: Mode, order: CreateOrder, heartbeatDetails?: unknown): Promise<CreateResult> {
    const { connection } = rig();
    const settings = { ...connection.settings, mode };
    const writer = mode === 'preview' ? undefined : connection.writer;
    return rig().run('createEmployee', order, { connection: { ...connection, settings, writer }, info: { heartbeatDetails } });
  }
  const create = (mode: Mode, more: Partial<Extract<CreateOrder, { kind: 'create' }>> = {}, heartbeatDetails?: unknown) =>
    run(
      mode,
      { ...HIRE, kind: 'create', draft: DRAFT, sent: [], dismissed: [], knows: RUN, validated: VALIDATED, ...more },
      heartbeatDetails,
    );
  const writes = () =>
    rig().sandbox.lucca.ledger.flatMap(({ method, path, query, body }) => (method === 'GET' ? [] : [{ method, path, query, body }]));
  const previewed = (result: CreateResult) => (result.kind === 'previewed' ? result : assert.fail(JSON.stringify(result)));
  const approval = (result: CreateResult) =>
    result.kind === 'problem' && result.problem.code === 'approval' ? result.problem : assert.fail(JSON.stringify(result));

  /** As Lucca would get them, but for the ids that it gives. */
  const asSent = (result: CreateResult) => {
    const { preview } = previewed(result);
    const contract = rig().sandbox.lucca.contracts.find(({ ownerId }) => ownerId > 1_000);
    return preview.requests.map(({ method, path, query = {}, body }) => ({
      method,
      path: path.replace('{contractId}', String(contract?.id)),
      query: new URLSearchParams(query).toString(),
      body: JSON.stringify(body),
    }));
  };

  describe('only previews', () => {
    it('sends nothing, and tells to the byte what a live one then sends', async () => {
      const draft = {
        ...DRAFT,
        personalEmail: { value: 'c@example.org', origin: 'flatchr' },
        contractEnd: { value: '2027-08-31', origin: 'flatchr' },
      } as const;
      const result = await create('preview', { draft });
      assert.deepEqual([writes(), previewed(result).maybeSent], [[], false]);
      assert.equal((await create('live', { draft })).kind, 'created');
      assert.deepEqual(asSent(result), writes());
      assert.equal(writes().length, 2);
    });

    it('asks what a live one would ask', async () => {
      await create('live', { hireId: 'hire/sandbox/2' });
      const result = await create('preview', { draft: draftWith({ login: 'camille.martin' }) });
      assert.equal(result.kind === 'problem' && result.problem.code, 'employee-exists');
      assert.equal(writes().length, 2);
    });

    it('previews nothing that Flatchr does not say any more', async () => {
      const seen = { at: rig().now - 600_000, digest: 'what it said before' };
      assert.deepEqual(await create('preview', { seen }), { kind: 'stale' });
    });

    it('knows that an earlier request may have created the employee', async () => {
      const postedAt = rig().now - 600_000;
      assert.equal(previewed(await create('preview', {}, { postedAt })).maybeSent, true);
    });

    it('sets no contract type either, and says what it would set', async () => {
      const created = await create('live');
      assert.ok(created.kind === 'created');
      const { employee } = created;
      const before = writes().length;
      const order = { ...HIRE, kind: 'set-contract-type', employee, draft: draftWith({}, 3) } as const;
      const result = previewed(await run('preview', order));
      assert.equal(writes().length, before);
      assert.deepEqual([result.employee?.id, result.preview.requests.map(({ body }) => body)], [employee.id, [{ typeId: 3 }]]);
      assert.equal((await run('live', order)).kind, 'created');
      assert.deepEqual(asSent(result), writes().slice(before));
      assert.equal((await run('preview', order)).kind, 'created', 'nothing is left to write');
    });
  });

  it('is live tells what it would send, and neither sends nor keeps anything', async () => {
    const order = { ...HIRE, kind: 'preview', draft: DRAFT, sent: [], dismissed: [], validated: VALIDATED } as const;
    const before = await rig().run('deriveLogin', { ...HIRE, firstName: 'Camille', lastName: 'Martin', dismissed: [], onlyLook: true });
    const result = await run('live', order);
    assert.deepEqual([before.done?.value, writes()], ['cmartin', []]);
    assert.equal((await create('live', { hireId: 'hire/sandbox/2' })).kind, 'created');
    assert.deepEqual(asSent(result), writes());
  });

  describe('needs approval', () => {
    it('creates nothing without it, and asks with what would be sent', async () => {
      const { remedies, preview } = approval(await create('approve'));
      assert.deepEqual([remedies, writes()], [['approve', 'fields'], []]);
      assert.equal((await create('approve', { approved: preview?.draft })).kind, 'created');
      assert.deepEqual(writes()[0]?.body, JSON.stringify(preview?.requests[0]?.body));
    });

    for (const [what, approved] of [
      ['another login', draftWith({ login: 'camille.martin' })],
      ['another date', draftWith({ startDate: '2027-04-01' })],
      ['an end of the contract', { ...DRAFT, contractEnd: { value: '2027-08-31', origin: 'flatchr' } }],
      ['another phone', { ...DRAFT, phone: { value: '+33699999999', origin: 'flatchr' } }],
    ] as const)
      it(`does not take it for a draft with ${what}`, async () => {
        assert.deepEqual(approval(await create('approve', { approved })).preview?.draft, DRAFT);
        assert.deepEqual(writes(), []);
      });

    it('takes it wherever the values came from', async () => {
      assert.equal(
        (await create('approve', { approved: { ...DRAFT, lastName: { value: 'Martin', origin: 'correction' } } })).kind,
        'created',
      );
    });
  });
});
