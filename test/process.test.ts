import assert from 'node:assert/strict';
import { clientOf, startError, StartError } from '../src/process.js';

describe('a process that cannot start', () => {
  it('says in one sentence that Temporal does not answer, and where to look', async function () {
    this.slow(15_000); // the SDK tries for 10 s
    await assert.rejects(clientOf({ address: '127.0.0.1:1', namespace: 'default', dataConverter: {} }), (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, /127\.0\.0\.1:1.*connector\.yaml/);
      return true;
    });
  });

  it('says what was written for a person without a stack', async () => {
    const noNamespace = Promise.reject(new Error('There is no Temporal namespace acme'));
    await assert.rejects(noNamespace.catch(startError), (error: unknown) => error instanceof StartError && /acme/.test(error.message));
  });
});
