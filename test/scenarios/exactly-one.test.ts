import assert from 'node:assert/strict';
import type { FaultInput } from '../../sandbox/faults.js';
import { eventually, Rig } from '../support/rig.js';

describe('exactly one employee', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  afterEach(() => rig.sandbox.faults.clear());
  after(() => rig.stop({ replays: 15 }));

  const usersOf = (mail: string) => rig.sandbox.lucca.users.filter((user) => user.mail === mail);
  const posts = () => rig.sandbox.lucca.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('users')).length;

  /** HR does in Lucca what the connector is about to do. */
  async function createByHand(person: { firstName: string; lastName: string; mail: string; login: string }): Promise<void> {
    const { status } = await fetch(`${rig.sandbox.url}/lucca/api/v3/users?contract=true`, {
      method: 'POST',
      headers: { authorization: 'lucca application=sandbox', 'content-type': 'application/json' },
      body: JSON.stringify({ ...person, legalEntityId: 1, departmentId: 10, rolePrincipalId: 55, dtContractStart: '2027-01-04T00:00:00' }),
    });
    assert.equal(status, 200);
  }

  it('however the answer to the creation is lost', async () => {
    const lost: Record<string, FaultInput['action']> = {
      stall: { when: 'after', answer: 'stall' },
      timeout: { when: 'after', answer: { status: 408 } },
      error: { when: 'after', answer: { status: 500 } },
      reset: { when: 'after', answer: 'reset' },
      truncated: { when: 'after', answer: 'truncated' },
      html: { when: 'after', answer: 'html' },
      empty: { when: 'after', answer: 'empty' },
      shapeless: { when: 'after', answer: 'wrong-json' },
      late: { when: 'after', answer: 'reset', visibleAfterMs: 700 },
      repeated: { when: 'after', answer: { status: 400, message: 'This login is already used' } }, // by something on the way
      unsent: { when: 'before', answer: 'reset' },
    };
    const ids = new Map<string, string>();
    for (const [name, action] of Object.entries(lost)) {
      rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action });
      const before = posts();
      ids.set(name, await rig.hire({ firstname: 'Ondine', lastname: `Outcome ${name}`, email: `${name}@example.org` }));
      await eventually('the request', () => (posts() > before ? true : undefined));
    }
    for (const [name, id] of ids) {
      const { corrections, employee } = await rig.untilStatus(id, 'created');
      assert.deepEqual(corrections, [], name);
      const [user, ...more] = usersOf(`${name}@example.org`);
      assert.deepEqual([user?.id, more], [employee?.id, []], name);
      assert.equal(rig.sandbox.lucca.contracts.find(({ ownerId }) => ownerId === user?.id)?.typeId, 1, 'the contract is finished too');
    }
    // The one that was never carried out was sent again; no other.
    assert.equal(posts(), Object.keys(lost).length + 1);
  });

  it('when only the contract type is refused: a person mends that alone, also after a new worker has taken over', async () => {
    rig.sandbox.faults.add({
      system: 'lucca',
      method: 'PATCH',
      path: 'work-contracts',
      times: 1,
      action: { answer: { status: 400, message: 'This type is closed' } },
    });
    const id = await rig.hire({ firstname: 'Cora', lastname: 'Contract', email: 'contract@example.org' });
    const { words } = await rig.untilProblem(id, 'contract-rejected');
    assert.equal(words, 'This type is closed');
    const [user] = usersOf('contract@example.org');
    assert.equal((await rig.hires.state(id)).employee?.id, user?.id);

    await rig.stopWorker();
    await rig.startWorker();
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', problem: 1, fields: { contractType: 'CDD' } });
    const { draft } = await rig.untilStatus(id, 'created');
    assert.deepEqual([draft.contractType?.value, draft.contractType?.origin], [2, 'correction']);
    assert.equal(usersOf('contract@example.org').length, 1);
    assert.deepEqual(
      rig.sandbox.lucca.contracts.flatMap(({ ownerId, typeId }) => (ownerId === user?.id ? [typeId] : [])),
      [2],
    );
  });

  it('with a login of its own, when another takes the derived one between look-up and creation', async () => {
    rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 1, action: { delayMs: 1_500 } });
    const before = posts();
    const slow = await rig.hire({ firstname: 'Lou', lastname: 'Login', email: 'lou@example.org' });
    await eventually('the slow request', () => (posts() > before ? true : undefined));
    await createByHand({ firstName: 'Léa', lastName: 'Login', mail: 'lea@example.org', login: 'llogin' });
    const { corrections } = await rig.untilStatus(slow, 'created');
    assert.deepEqual(corrections, []);
    assert.deepEqual(
      usersOf('lou@example.org').map(({ login }) => login),
      ['lou.login'],
    );
  });

  it('with another login, when HR says that the holder of the one in doubt is a stranger', async () => {
    rig.sandbox.faults.add(
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { when: 'before', answer: 'reset' } },
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { answer: { status: 400, message: 'Refused' } } },
    );
    const id = await rig.hire({ firstname: 'Dina', lastname: 'Doubt', email: 'dina@example.org' });
    await rig.untilProblem(id, 'lucca-rejected');
    await createByHand({ firstName: 'Damien', lastName: 'Doubt', mail: 'damien@example.org', login: 'ddoubt' });
    await rig.hires.correct(id, { kind: 'retry', by: 'Anna' });
    const { existing } = await rig.untilProblem(id, 'employee-exists', 2);
    assert.deepEqual(
      existing?.map(({ same }) => same),
      ['login'],
    );
    await rig.hires.correct(id, { kind: 'create-anyway', by: 'Anna' });
    await rig.untilStatus(id, 'created');
    assert.deepEqual(
      [usersOf('damien@example.org'), usersOf('dina@example.org')].map((users) => users.map(({ login }) => login)),
      [['ddoubt'], ['dina.doubt']],
    );
  });

  it('when a correction changes the e-mail after a draft may have reached Lucca', async () => {
    // Carried out, but shown only after a person has been asked: Lucca's refusal of the repeat hides that the first one succeeded.
    rig.sandbox.faults.add(
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { when: 'after', answer: 'reset', visibleAfterMs: 2_500 } },
      { system: 'lucca', method: 'POST', path: 'users', times: 1, action: { answer: { status: 400, message: 'Refused' } } },
    );
    const id = await rig.hire({ firstname: 'Dora', lastname: 'Draft', email: 'dora@example.org' });
    await rig.untilProblem(id, 'lucca-rejected');
    await eventually('Lucca shows the first one', async () => {
      const query = new URLSearchParams({ mail: 'dora@example.org', fields: 'id' });
      const response = await fetch(`${rig.sandbox.url}/lucca/api/v3/users?${query}`, {
        headers: { authorization: 'lucca application=sandbox' },
      });
      return (await response.text()).includes('"id"') ? true : undefined;
    });
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'dora.draft@acme.example' } });
    const { draft, toChange } = await rig.untilStatus(id, 'created');
    assert.equal(draft.email?.value, 'dora@example.org', 'what Lucca has');
    assert.deepEqual(toChange, {
      email: { value: 'dora.draft@acme.example', origin: 'correction' },
      personalEmail: { value: 'dora@example.org', origin: 'flatchr' },
    });
    const text = rig.sandbox.mail.messages.find(({ subject }) => /Draft.*(?:créée|created|angelegt)/.test(subject))?.text ?? '';
    assert.match(text, /À modifier dans Lucca – Adresse e-mail\s: dora\.draft@acme\.example/);
    assert.match(text, /dora@example\.org/);
    assert.deepEqual(
      rig.sandbox.lucca.users.flatMap(({ lastName, mail }) => (lastName === 'Draft' ? [mail] : [])),
      ['dora@example.org'],
    );
  });
});
