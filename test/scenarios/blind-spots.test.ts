import assert from 'node:assert/strict';
import { eventually, Rig } from '../support/rig.js';

describe("what Lucca's key cannot see", () => {
  let rig: Rig;
  beforeEach(async () => void (rig = await Rig.start({ gatewayIdleMs: 500 })));
  afterEach(() => rig.stop({ replays: 3 }));

  const subjects = () => rig.sandbox.mail.messages.filter(({ to }) => to.includes('it@sandbox.example')).map(({ subject }) => subject);
  const hire = async (firstname: string, lastname: string) =>
    await rig.untilStatus(await rig.hire({ firstname, lastname, email: `${firstname}@example.org`.toLowerCase() }), 'created');
  /** The gateway opens twice. */
  const twoHires = async () => {
    await hire('Uma', 'Erste');
    await rig.gateway.result();
    await hire('Zoe', 'Zweite');
    await rig.gateway.result();
  };

  it('is told to nobody when it sees all', async () => {
    await twoHires();
    assert.deepEqual(subjects(), []);
  });

  it('is told to the operators once, however often the gateway opens: no former employees', async () => {
    for (const user of rig.sandbox.lucca.users) user.dtContractEnd = null;
    await twoHires();
    await eventually('the mail', () => subjects().length > 0 || undefined);
    assert.deepEqual(
      subjects().map((subject) => /anciens collaborateurs/.test(subject)),
      [true],
    );
  });

  it('is told to the operators once, and holds no hire up: the directory', async () => {
    rig.sandbox.faults.add({ system: 'lucca', path: 'users\\?formerEmployees', action: { answer: { status: 403 } } });
    await twoHires();
    await eventually('the mail', () => subjects().length > 0 || undefined);
    assert.deepEqual(
      subjects().map((subject) => /annuaire/.test(subject)),
      [true],
    );
  });

  it('or does not understand: lists are then asked for one by one, and nobody is missed', async () => {
    rig.sandbox.faults.add({ system: 'lucca', path: '(?:login|mail)=[^&]*%2C', action: { answer: { status: 400 } } });
    const id = await rig.hire({ firstname: 'Thomas', lastname: 'Leroy', email: 'tleroy@acme.example' });
    await rig.untilProblem(id, 'employee-exists');
    await hire('Tom', 'Leroy');
    const { login } = rig.sandbox.lucca.users.find(({ mail }) => mail === 'tom@example.org') ?? assert.fail('nobody');
    assert.equal(login, 'tom.leroy'); // tleroy is taken
  });
});
