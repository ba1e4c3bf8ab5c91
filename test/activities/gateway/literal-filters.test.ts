import assert from 'node:assert/strict';
import { defaultActivityInfo } from '@temporalio/testing';
import { openGateway } from '../../../src/activities/gateway/open-gateway.js';
import { createLuccaHttp } from '../../../src/lucca/http.js';
import { LUCCA_KEY, startLucca } from '../../stand-ins/lucca.js';
import { useActivities } from '../../support/activities.js';
import { draftWith, VALIDATED } from '../../support/draft.js';

const KNOWN = ['marc.dupont@acme.example', 'zoe@acme.example'];
const NEW = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel'];

describe('a Lucca that takes mail=a,b for one address', () => {
  const rig = useActivities();

  it('gets single look-ups, however many come at once, and no second file for anybody', async () => {
    const lucca = await startLucca({ literal: true });
    const { settings, flatchr } = rig().connection;
    const open = openGateway({
      connections: [settings],
      http: () => createLuccaHttp({ baseUrl: lucca.url, apiKey: LUCCA_KEY }),
      now: () => rig().now,
      settlingForMs: 0,
      tell: () => undefined,
    });
    const connection = { ...(open.connections.get('sandbox') ?? assert.fail()), flatchr };
    const hire = async (email: string, name: string) => {
      const draft = draftWith({ email, lastName: name, firstName: name, login: name.toLowerCase() });
      const knows = defaultActivityInfo.workflowExecution?.runId ?? '';
      const order = { hireId: `hire/sandbox/${name}`, connection: 'sandbox', draft, sent: [], dismissed: [], knows, validated: VALIDATED };
      const result = await rig().run('createEmployee', { kind: 'create', ...order }, { connection });
      return result.kind === 'problem' ? result.problem.code : result.kind;
    };
    try {
      const fresh = NEW.map((name) => hire(`${name}@home.example`, name));
      const known = KNOWN.map((mail, index) => hire(mail, `Namesake${index}`));
      assert.deepEqual(
        await Promise.all(fresh),
        NEW.map(() => 'created'),
      );
      assert.deepEqual(await Promise.all(known), ['employee-exists', 'employee-exists']);
      assert.equal(await hire(`${NEW[0]}@home.example`, 'Again'), 'employee-exists');
      assert.equal(lucca.employees.length, KNOWN.length + NEW.length);

      const asked = (filter: string) => lucca.ledger.flatMap(({ url }) => url.searchParams.get(filter) ?? []);
      for (const filter of ['mail', 'login']) {
        const lists = asked(filter).filter((value) => value.includes(','));
        assert.equal(lists.length, 1, 'the question whether it takes lists');
        assert.ok(asked(filter).length > NEW.length);
      }
    } finally {
      open.close();
      await lucca.close();
    }
  });
});
