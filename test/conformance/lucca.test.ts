import assert from 'node:assert/strict';
import { defaultActivityInfo } from '@temporalio/testing';
import * as fc from 'fast-check';
import { classify } from '../../src/lucca/classify.js';
import { createLuccaClient, type LuccaClient } from '../../src/lucca/lucca-client.js';
import { LuccaError } from '../../src/lucca/errors.js';
import { createLuccaHttp, type LuccaHttp } from '../../src/lucca/http.js';
import { createReferenceData } from '../../src/lucca/reference-data.js';
import { useActivities } from '../support/activities.js';
import { DRAFT, draftWith, VALIDATED } from '../support/draft.js';
import { answersOf } from './answers.js';
import { misfits, misfitsOfRequest, rowOf, type Sent } from './fits.js';
import { LUCCA } from './lucca.js';
import type { Row } from './row.js';

const OFFER = { departments: ['Ventes'], contractType: ['2', 'CDD'] };
/** The run that a mocked activity belongs to. */
const RUN = defaultActivityInfo.workflowExecution?.runId ?? '';
const HIRE = { hireId: 'hire/sandbox/1', connection: 'sandbox' };

describe('Lucca as documented', () => {
  const rig = useActivities();
  let exchanges: { readonly sent: Sent; readonly answer: unknown }[];

  /** The rig's connection, with every exchange noted. */
  function recorded() {
    exchanges = [];
    const { settings } = rig().connection;
    const baseUrl = `${rig().sandbox.url}/lucca`;
    const http = createLuccaHttp({ baseUrl, apiKey: settings.lucca.apiKey });
    const recording: LuccaHttp = async (call) => {
      const { method, path, query, body } = call;
      const sent = { method, path, query: new URLSearchParams(query), body: body && (JSON.parse(JSON.stringify(body)) as unknown) };
      const answer = await http(call);
      exchanges.push({ sent, answer });
      return answer;
    };
    const lucca = createLuccaClient(recording, baseUrl);
    return { connection: { ...rig().connection, lucca, writer: lucca, reference: createReferenceData(lucca, () => rig().now) } };
  }

  /** Whole hires: one as usual, one whose contract has to be made, one that a person links. */
  async function hires(): Promise<void> {
    const surroundings = recorded();
    const defaults = await rig().run('resolveDefaults', { connection: 'sandbox', fields: {}, offer: OFFER }, surroundings);
    assert.ok(defaults.done);
    const login = await rig().run('deriveLogin', { ...HIRE, firstName: 'Camille', lastName: 'Martin', dismissed: [] }, surroundings);
    assert.ok(login.done);
    const draft = { ...DRAFT, ...defaults.done, login: login.done };
    const order = { ...HIRE, kind: 'create', draft, sent: [], dismissed: [], knows: RUN, validated: VALIDATED } as const;
    const result = await rig().run('createEmployee', order, surroundings);
    assert.ok(result.kind === 'created');
    for (const contract of rig().sandbox.lucca.contracts) Object.assign(contract, { isArchived: true });
    await rig().run(
      'createEmployee',
      { ...HIRE, kind: 'set-contract-type', draft: draftWith({}, 3), employee: result.employee },
      surroundings,
    );
    await rig().run('createEmployee', { ...HIRE, kind: 'link', employeeId: result.employee.id }, surroundings);
  }

  it('is all that hires ask of it, and the sandbox answers as it would', async () => {
    await hires();
    const found = exchanges.map(({ sent, answer }) => ({ sent, answer, row: rowOf(LUCCA, sent) }));
    for (const { sent, answer, row } of found) {
      assert.ok(row, `${sent.method} ${sent.path} stands in no row`);
      assert.deepEqual([...misfitsOfRequest(row, sent), ...misfits(row.answer, answer)], [], `${sent.method} ${sent.path}`);
    }
    const unused = LUCCA.filter((row) => !found.some((one) => one.row === row));
    assert.deepEqual(
      unused.map(({ method, path }) => `${method} ${path}`),
      [],
      'rows that no hire uses',
    );
  });

  const USER = { firstName: 'A', lastName: 'B', mail: 'a@example.org', login: 'ab', dtContractStart: '2027-01-04T00:00:00' };
  /** How the connector calls each row. */
  const CALLS: Record<string, (lucca: LuccaClient) => Promise<unknown>> = {
    'GET /organization/structure/api/establishments': (lucca) => lucca.establishments(),
    'GET /organization/structure/api/departments': (lucca) => lucca.departments(),
    'GET /api/v3/roles': (lucca) => lucca.roles(),
    'GET /directory/api/work-contract-archetypes': (client) => client.contractTemplates(),
    'GET /api/v3/users': (lucca) => lucca.usersBy('mail', ['a@example.org']),
    'POST /api/v3/users': (lucca) => lucca.createUser({ ...USER, legalEntityId: 1, departmentId: 1, rolePrincipalId: 1 }),
    'GET /directory/api/4.0/work-contracts': (lucca) => lucca.contractsOf([1]),
    'PATCH /directory/api/4.0/work-contracts/{id}': (lucca) => lucca.setContractType(1, 2),
    'POST /directory/api/4.0/work-contracts': (lucca) =>
      lucca.createContract({ ownerId: 1, startsOn: '2027-01-04', establishmentId: 1, typeId: 2 }),
  };
  const outcomeOf = (row: Row, status: number, body: string) => {
    const http: LuccaHttp = async ({ method, path }) =>
      classify({ name: `${method} ${path}`, writes: method !== 'GET' }, { status, body }, rig().now);
    const call = CALLS[`${row.method} ${row.path}`] ?? assert.fail(`nobody calls ${row.path}`);
    return call(createLuccaClient(http, 'https://acme.example')).then(
      () => 'a value',
      (error: unknown) => error,
    );
  };

  for (const row of LUCCA) {
    it(`${row.method} ${row.path}: an answer that fits its row is taken, also with nulls, without what is optional, in any zone`, async () => {
      await fc.assert(
        fc.asyncProperty(answersOf(row.answer), async (answer) => {
          const outcome = await outcomeOf(row, 200, JSON.stringify(answer ?? null));
          if (outcome === 'a value') return;
          // What Lucca discarded, and pages that never end, are failures of their own.
          assert.ok(outcome instanceof LuccaError, String(outcome));
          assert.match(outcome.message, /discarded|a page that was read before|more than 300 pages/);
        }),
        { numRuns: 200 },
      );
    });

    it(`${row.method} ${row.path}: any other answer is a value or a failure of its kind, never a defect`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(200, 201, 204, 301, 400, 404, 500), fc.oneof(fc.json(), fc.string()), async (status, body) => {
          const outcome = await outcomeOf(row, status, body);
          assert.ok(outcome === 'a value' || outcome instanceof LuccaError, String(outcome));
        }),
        { numRuns: 200 },
      );
    });
  }
});
