import assert from 'node:assert/strict';
import type { LuccaClient, LuccaRole } from '../../src/lucca/client.js';
import { createReferenceData } from '../../src/lucca/reference-data.js';

describe('reference data', () => {
  let now: number;
  let reads: number;
  let next: () => Promise<LuccaRole[]>;
  const unused = () => assert.fail('not read here');
  const lucca: LuccaClient = {
    establishments: unused,
    departments: async () => [],
    roles() {
      reads++;
      return next();
    },
    usersBy: unused,
    createUser: unused,
    contractsOf: unused,
    setContractType: unused,
    createContract: unused,
    linkTo: unused,
  };
  const data = () => createReferenceData(lucca, () => now);

  beforeEach(() => {
    now = 0;
    reads = 0;
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
});
