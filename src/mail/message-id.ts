import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

export interface MessageKey {
  /** Run id of the workflow: a new run of the same hire writes new mails. For a daily list its connection and day. */
  readonly runId: string;
  /** Kind of the notice; for a daily list its reader. */
  readonly kind: string;
  /** Number of the problem, where the kind can come more than once in a run. */
  readonly number?: number | undefined;
  /** The sender, as an address or as `Name <address>`. */
  readonly from: string;
}

/**
 * The Message-ID of a notice: the same for every retry, so that mail programs can tell a repeat, and another for every other notice.
 * Opaque: it tells nothing about the hire.
 */
export function messageId({ runId, kind, number, from }: MessageKey): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([runId, kind, number]))
    .digest('base64url');
  return `<${digest}@${domainOf(from)}>`;
}

/** Domain of the sender's address, as headers may hold it: in ASCII. A name before the address may hold an @ of its own. */
export function domainOf(from: string): string {
  const domain = /^.*@([^\s@<>"]+)/s.exec(from)?.[1];
  return (domain && domainToASCII(domain)) || 'localhost';
}
