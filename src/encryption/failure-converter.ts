import { DefaultFailureConverter } from '@temporalio/common';

/** Puts messages and stack traces of failures into a payload, so that they are encrypted with the others. Loaded by the SDK, by this name. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
