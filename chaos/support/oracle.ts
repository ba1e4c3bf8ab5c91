import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_CONTRACT_TYPE } from '../../sandbox/lucca/state.js';
import type { HireState } from '../../src/workflows/hire/messages.js';
import type { Rig } from '../../test/support/rig.js';
import { sdkLog } from '../../test/support/temporal.js';

/** What became of the hires of a run, as the sandbox's Lucca and Temporal tell. */
export interface Outcome {
  readonly hires: number;
  readonly created: number;
  readonly employees: number;
  /** Requests to create that Lucca got, carried out or not. */
  readonly posts: number;
  readonly requests: number;
}

/** The employees in Lucca that a run's hires made. */
export function oursIn({ sandbox }: Rig) {
  const { users, contracts } = sandbox.lucca;
  const employees = users.filter(({ lastName }) => /zqchaos/i.test(lastName));
  return {
    employees,
    /** How many people they are. */
    persons: new Set(employees.map(({ mail }) => mail)).size,
    /** Those whose contract still has the account's default type. */
    unfinished: employees.filter(({ id }) => contracts.some(({ ownerId, typeId }) => ownerId === id && typeId === DEFAULT_CONTRACT_TYPE))
      .length,
  };
}

/** Waits until no hire is under way any more. @returns their last states. */
export async function settled(rig: Rig, ids: readonly string[], timeoutMs: number): Promise<HireState[]> {
  const deadline = Date.now() + timeoutMs;
  const states: HireState[] = [];
  for (const id of ids)
    for (;;) {
      const state = await rig.hires.state(id).catch(() => undefined); // the server or all workers may be down at this moment
      if (state && state.status !== 'in-progress') {
        states.push(state);
        break;
      }
      assert.ok(Date.now() < deadline, `I3: ${id} is still under way: ${state?.step}`);
      await sleep(200);
    }
  return states;
}

/**
 * The invariants, from what Lucca holds and Temporal shows.
 *
 * I1 one employee per hire · I2 no acknowledged webhook lost · I3 every hire ends created, and nobody was asked · I4 logins unique ·
 * I5 no personal data in logs, workflow ids and failures.
 *
 * @param ids of hires whose webhooks were answered with 202.
 */
export async function judge(rig: Rig, ids: readonly string[], timeoutMs = 300_000): Promise<Outcome> {
  const states = await settled(rig, ids, timeoutMs);
  const { users, contracts, ledger } = rig.sandbox.lucca;
  const { employees: ours, persons } = oursIn(rig);

  assert.equal(states.length, ids.length, 'I2: hires that Temporal does not know');
  const created = states.filter(({ status }) => status === 'created');
  const others = states.filter(({ status }) => status !== 'created').map(({ status, problem }) => problem?.code ?? status);
  assert.deepEqual(others, [], 'I3: hires that did not end created');
  assert.equal(ours.length, persons, 'I1: several employees for one hire');
  for (const { employee, draft } of created) {
    const user = ours.find(({ id }) => id === employee?.id);
    assert.equal(user?.mail, draft.email?.value, 'I1: a hire that is created has no employee of its own');
    const types = contracts.flatMap(({ ownerId, typeId }) => (ownerId === user?.id ? [typeId] : []));
    assert.deepEqual(types, [draft.contractType?.value], 'the contract is not finished');
  }
  const logins = users.map(({ login }) => login.toLowerCase());
  assert.equal(new Set(logins).size, logins.length, 'I4: a login twice');
  for (const line of [...rig.log, ...sdkLog, ...ids]) assert.doesNotMatch(line, /zqchaos|zq\./i, 'I5: personal data');

  return {
    hires: ids.length,
    created: created.length,
    employees: ours.length,
    posts: ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('/users')).length,
    requests: ledger.length,
  };
}
