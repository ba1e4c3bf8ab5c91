import assert from 'node:assert/strict';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common';
import { failureConverter } from '../../src/encryption/failure-converter.js';

describe('a failure that is stored', () => {
  const failure = () =>
    ApplicationFailure.create({
      type: 'LuccaRejected',
      message: 'Zqmarkova',
      cause: new Error('Zqprivate', { cause: new Error('Zqwork') }),
    });

  it('has its message and stack in a payload, and those of its causes: only its type stands in clear', () => {
    const stored = failureConverter.errorToFailure(failure(), defaultPayloadConverter);
    const clear = JSON.stringify(stored, (key, value: unknown) => (key === 'encodedAttributes' ? undefined : value));
    assert.doesNotMatch(clear, /Zq|failure-converter\.test/);
    assert.match(clear, /LuccaRejected/);
  });

  it('is read again whole, and stored again without a word more, as a workflow does that fails of an activity', () => {
    const read = failureConverter.failureToError(
      failureConverter.errorToFailure(failure(), defaultPayloadConverter),
      defaultPayloadConverter,
    );
    assert.deepEqual(
      [read.message, (read.cause as Error).message, ((read.cause as Error).cause as Error).message],
      ['Zqmarkova', 'Zqprivate', 'Zqwork'],
    );
    const again = failureConverter.errorToFailure(ApplicationFailure.create({ message: 'x', cause: read }), defaultPayloadConverter);
    assert.doesNotMatch(
      JSON.stringify(again, (key, value: unknown) => (key === 'encodedAttributes' ? undefined : value)),
      /Zq/,
    );
  });
});
