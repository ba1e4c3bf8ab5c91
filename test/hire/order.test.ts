import assert from 'node:assert/strict';
import { APPLICANT_ID, hireId, parseHireId } from '../../src/hire/order.js';

describe('hireId', () => {
  it('is hire/{connection}/{applicant}, and reads back', () => {
    const hire = { connection: 'acme', applicant: 'z7gWQnjXG77hJRak' };
    assert.equal(hireId(hire), 'hire/acme/z7gWQnjXG77hJRak');
    assert.deepEqual(parseHireId('hire/acme/z7gWQnjXG77hJRak'), hire);
  });

  it('knows ids of another shape', () => {
    for (const id of ['', 'hire', 'hire/acme', 'hire/acme/', 'hire//1', 'hire/acme/1/2', 'other/acme/1', '/hire/acme/1'])
      assert.equal(parseHireId(id), undefined, id);
  });
});

describe('APPLICANT_ID', () => {
  it('takes both of the forms that Flatchr writes, and nothing that means more in a path or a log', () => {
    for (const id of ['12345', 'z7gWQnjXG77hJRak', 'a-b_c', 'x'.repeat(64)]) assert.match(id, APPLICANT_ID);
    for (const id of ['', 'x'.repeat(65), 'a/b', 'a b', '../x', 'é', 'a\n', "a'b"]) assert.doesNotMatch(id, APPLICANT_ID);
  });
});
