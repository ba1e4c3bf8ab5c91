import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { ChatError } from '../../chat/chat-client.js';
import { FlatchrError, type FlatchrErrorKind } from '../../flatchr/flatchr-client.js';
import { Failure, type FailureType } from '../../hire/failures.js';
import { LuccaError, type LuccaErrorKind } from '../../lucca/errors.js';
import { MailError } from '../../mail/mailer.js';

const LUCCA: Record<LuccaErrorKind, FailureType> = {
  unauthorized: Failure.LuccaUnauthorized,
  'rate-limited': Failure.LuccaRateLimited,
  'endpoint-gone': Failure.LuccaEndpointGone,
  unavailable: Failure.LuccaUnavailable,
  // Only the creation has an outcome to settle, and settles it itself; everything else that writes can be repeated.
  'outcome-unknown': Failure.LuccaUnavailable,
  // A read that Lucca refuses is no fault of the hire's.
  rejected: Failure.LuccaUnavailable,
};

const FLATCHR: Record<FlatchrErrorKind, FailureType> = {
  unauthorized: Failure.FlatchrUnauthorized,
  forbidden: Failure.FlatchrUnauthorized,
  'not-found': Failure.FlatchrUnavailable,
  // Of what a person typed only a search holds anything, and validateHire deals with that.
  rejected: Failure.FlatchrUnavailable,
  unavailable: Failure.FlatchrUnavailable,
};

/** A key refused, and a list that is gone, are mended by a person, in minutes at best. */
const BY_A_PERSON_MS = 60_000;

/**
 * Turns trouble into the failure that Temporal shows and retries; all else is thrown on as it is: a defect must look like one.
 * The messages of these errors hold no personal data and no secret.
 */
export function technicalTrouble(error: unknown): unknown {
  if (error instanceof LuccaError) return luccaFailure(error);
  if (error instanceof FlatchrError)
    return failure(FLATCHR[error.kind], error.message, FLATCHR[error.kind] === Failure.FlatchrUnauthorized ? BY_A_PERSON_MS : undefined);
  if (error instanceof MailError) return failure(Failure.MailNotDelivered, error.message);
  if (error instanceof ChatError)
    return error.kind === 'refused'
      ? ApplicationFailure.nonRetryable(error.message, Failure.ChatRefused)
      : failure(Failure.ChatUnavailable, error.message, error.retryAfterMs);
  return error;
}

function luccaFailure({ kind, message, request, retryAfterMs }: LuccaError): ApplicationFailure {
  if (kind === 'endpoint-gone') return failure(LUCCA[kind], message, BY_A_PERSON_MS, [request]);
  return failure(LUCCA[kind], message, kind === 'unauthorized' ? BY_A_PERSON_MS : retryAfterMs);
}

/** A failure that is retried: after `retryMs`, else by the activity's retry policy. */
export function failure(type: FailureType, message: string, retryMs?: number, details?: unknown[]): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    ...(details && { details }),
    ...(type === Failure.GatewayHandedOver && { category: ApplicationFailureCategory.BENIGN }), // planned: no line in the log
    ...(retryMs !== undefined && { nextRetryDelay: retryMs }),
  });
}
