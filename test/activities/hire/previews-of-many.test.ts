import assert from 'node:assert/strict';
import { defaultActivityInfo } from '@temporalio/testing';
import { openGateway } from '../../../src/activities/gateway/open-gateway.js';
import type { EmployeeDraft } from '../../../src/hire/draft.js';
import type { CreateResult } from '../../../src/hire/steps.js';
import { createLuccaHttp } from '../../../src/lucca/http.js';
import { useActivities } from '../../support/activities.js';
import { DRAFT, VALIDATED } from '../../support/draft.js';

const HIRES = 200;
const AT_ONCE = 20;

/** Turns through what a draft can hold, at different speeds, so that everything meets with everything. */
function draftOf(number: number): EmployeeDraft {
  const turn = <T>(...values: readonly T[]): T => values[number % values.length] as T; // below its length
  const name = `${turn('Martin', 'Müller-Lüdenscheidt', "O'Neil", 'Ñandú', '李', 'de la Tour "Ü"', '</Özgür>')} ${turn('a', 'b', 'c')}${number}`;
  const phone = turn(undefined, '+33612345678', '06 12 34 56 78 poste 3');
  const personalEmail = turn(undefined, `home${number}@example.org`, undefined, 'shared@example.org');
  const contractType = turn(1, 2, 3);
  const contractEnd = contractType === 1 ? undefined : turn(undefined, '2028-08-31'); // the first is without a term
  return {
    ...DRAFT,
    lastName: { value: name, origin: 'flatchr' },
    firstName: { value: turn('Zoé', 'Jean-Pierre', 'A', 'Ève\u00a0Marie'), origin: 'correction' },
    email: { value: `hire${number}+x@${turn('example.org', 'Acme.Example')}`, origin: 'flatchr' },
    login: { value: `login.${number}`, origin: 'derived' },
    phone: phone === undefined ? undefined : { value: phone, origin: 'flatchr' },
    ...(personalEmail !== undefined && { personalEmail: { value: personalEmail, origin: 'flatchr' } }),
    ...(contractEnd !== undefined && { contractEnd: { value: contractEnd, origin: 'flatchr' } }),
    startDate: { value: turn('2027-01-04', '2026-12-31', '2027-02-28', '2027-11-01'), origin: 'switch-date' },
    department: { value: turn(10, 14), origin: 'rule', label: 'a department' },
    establishment: { value: turn(1, 2), origin: 'default', label: 'an establishment' },
    primaryRole: { value: turn(55, 56), origin: 'default', label: 'a role' },
    contractType: { value: contractType, origin: 'flatchr', label: 'a type' },
  };
}

describe('200 previewed hires of all kinds', () => {
  const rig = useActivities();
  const numbers = Array.from({ length: HIRES }, (_, number) => number);

  async function createAll(mode: 'live' | 'preview'): Promise<CreateResult[]> {
    const { settings, flatchr } = rig().connection;
    const baseUrl = `${rig().sandbox.url}/lucca`;
    const { connections } = openGateway({
      connections: [{ ...settings, mode }],
      http: () => createLuccaHttp({ baseUrl, apiKey: settings.lucca.apiKey }),
      now: () => rig().now,
      settlingForMs: 0,
      tell: () => undefined,
    });
    const connection = { ...(connections.get('sandbox') ?? assert.fail()), flatchr };
    const knows = defaultActivityInfo.workflowExecution?.runId ?? '';
    const common = { kind: 'create', connection: 'sandbox', sent: [], dismissed: [], knows, validated: VALIDATED } as const;
    const results: CreateResult[] = [];
    for (let done = 0; done < HIRES; done += AT_ONCE)
      results.push(
        ...(await Promise.all(
          numbers
            .slice(done, done + AT_ONCE)
            .map((number) =>
              rig().run('createEmployee', { ...common, hireId: `hire/sandbox/${number}`, draft: draftOf(number) }, { connection }),
            ),
        )),
      );
    return results;
  }
  const writes = () => rig().sandbox.lucca.ledger.filter(({ method }) => method !== 'GET');

  it('write nothing, and tell to the byte what is sent when the connection goes live', async () => {
    const previews = await createAll('preview');
    assert.deepEqual(writes(), []);
    assert.ok(previews.every(({ kind }) => kind === 'previewed'));

    const created = await createAll('live');
    const { contracts } = rig().sandbox.lucca;
    const told = previews.flatMap((result, number) => {
      const live = created[number];
      assert.ok(result.kind === 'previewed' && live?.kind === 'created', JSON.stringify(live));
      const contract = contracts.find(({ ownerId }) => ownerId === live.employee.id);
      return result.preview.requests.map(({ method, path, query = {}, body }) => {
        const to = path.replace('{contractId}', String(contract?.id));
        return [method, to, new URLSearchParams(query).toString(), JSON.stringify(body)].join(' ');
      });
    });
    const sent = writes().map(({ method, path, query, body }) => [method, path, query, body].join(' '));
    assert.deepEqual(sent.toSorted(), told.toSorted());
    assert.ok(sent.length > HIRES, 'contract types were set, too');
  });
});
