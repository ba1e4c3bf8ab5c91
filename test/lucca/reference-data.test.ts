import assert from 'node:assert/strict';
import type { LuccaReader, LuccaRole, LuccaUser } from '../../src/lucca/lucca-client.js';
import { LuccaError } from '../../src/lucca/errors.js';
import { createReferenceData } from '../../src/lucca/reference-data.js';

describe('reference data', () => {
  let now: number;
  let reads: number;
  let looked: number[];
  let head: LuccaUser | undefined;
  let next: () => Promise<LuccaRole[]>;
  const unused = () => assert.fail('not read here');
  const lucca: LuccaReader = {
    contractTemplates: async () => undefined,
    establishments: unused,
    departments: async () => [],
    roles() {
      reads++;
      return next();
    },
    async usersBy(property, values) {
      assert.equal(property, 'id');
      looked.push(...values.map(Number));
      return head ? [head] : [];
    },
    everybody: unused,
    contractsOf: unused,
    linkTo: unused,
  };
  const data = () => createReferenceData(lucca, () => now);

  beforeEach(() => {
    now = 0;
    reads = 0;
    looked = [];
    head = undefined;
    next = async () => [{ id: reads, name: `read ${reads}` }];
  });

  it('reads once for five minutes', async () => {
    const { roles } = data();
    assert.deepEqual(await roles(), [{ id: 1, name: 'read 1' }]);
    now = 5 * 60_000 - 1;
    assert.deepEqual(await roles(), [{ id: 1, name: 'read 1' }]);
    now = 5 * 60_000;
    assert.deepEqual(await roles(), [{ id: 2, name: 'read 2' }]);
  });

  it('reads again on a miss, but not for each of many hires with the same miss', async () => {
    const { roles } = data();
    await roles();
    now = 9_999;
    assert.equal((await roles('fresh'))[0]?.id, 1);
    now = 10_000;
    assert.equal((await roles('fresh'))[0]?.id, 2);
    assert.equal((await roles('fresh'))[0]?.id, 2);
    assert.equal((await roles())[0]?.id, 2, 'the fresh list is the one that is kept');
  });

  it('shares one request among hires that ask together', async () => {
    const { roles } = data();
    const lists = await Promise.all([roles(), roles(), roles('fresh')]);
    assert.equal(reads, 1);
    assert.equal(new Set(lists).size, 1);
  });

  it('does not keep a failure', async () => {
    const { roles } = data();
    next = async () => {
      throw new Error('down');
    };
    await assert.rejects(Promise.all([roles(), roles()]), /down/);
    next = async () => [{ id: 7, name: 'back' }];
    assert.equal((await roles())[0]?.id, 7);
    assert.equal(reads, 2);
  });

  it('keeps each list by itself', async () => {
    const { roles, departments } = data();
    await roles();
    assert.deepEqual(await departments(), []);
  });

  it('asks once in seconds for a list that is gone', async () => {
    const { roles } = data();
    next = async () => {
      throw new LuccaError('endpoint-gone', 'GET /api/v3/roles', { status: 404 });
    };
    for (let hire = 0; hire < 10; hire++) await assert.rejects(roles(), { kind: 'endpoint-gone' });
    assert.equal(reads, 1);
    now = 10_000;
    await assert.rejects(roles(), { kind: 'endpoint-gone' });
    assert.equal(reads, 2);
  });

  it('asks for a head once for all the hires of its department', async () => {
    const { headLeavesOn } = data();
    head = { id: 7, firstName: 'A', lastName: 'B', mail: '', login: '', contractStart: undefined, contractEnd: '2026-12-31' };
    assert.deepEqual(await Promise.all([headLeavesOn(7), headLeavesOn(7)]), ['2026-12-31', '2026-12-31']);
    head = undefined;
    assert.equal(await headLeavesOn(8), undefined, 'whom the key may not see');
    assert.deepEqual(looked, [7, 8]);
  });
});
