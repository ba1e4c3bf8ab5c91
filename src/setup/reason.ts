import { FlatchrError } from '../flatchr/flatchr-client.js';
import { LuccaError } from '../lucca/errors.js';
import { MailError } from '../mail/mailer.js';

/** Why a system could not be asked, in words that quote neither a key nor a person. @throws what is no trouble with a system. */
export function reasonOf(error: unknown): { readonly kind: string; readonly reason: string } {
  if (error instanceof LuccaError || error instanceof FlatchrError || error instanceof MailError)
    return { kind: error.kind, reason: error.message };
  throw error;
}
