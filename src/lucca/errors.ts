/**
 * What can go wrong with a request to Lucca. A closed set, so that the caller decides by kind and never by text.
 *
 * - `unauthorized`: the key was refused, or lacks the permission.
 * - `rate-limited`: the quota is used up; nothing was carried out.
 * - `endpoint-gone`: Lucca has no such list any more, or never had: its address, or its method, is unknown there.
 * - `unavailable`: no answer, or one that cannot be read, to a request that changes nothing – or that certainly never arrived.
 * - `outcome-unknown`: the same for a request that changes something and may have been carried out.
 * - `rejected`: Lucca understood and refused; `words` says why.
 */
export type LuccaErrorKind = 'unauthorized' | 'rate-limited' | 'endpoint-gone' | 'unavailable' | 'outcome-unknown' | 'rejected';

/** Its message names the request and the status, never a URL's query, a body or a key: those hold personal data or secrets. */
export class LuccaError extends Error {
  override readonly name = 'LuccaError';
  readonly kind: LuccaErrorKind;
  /** Method and path without query. */
  readonly request: string;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** Milliseconds that Lucca asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** Lucca's own words. For a person's eyes, never for a log: they may quote names. */
  readonly words: string | undefined;

  constructor(
    kind: LuccaErrorKind,
    request: string,
    details: { status?: number; reason?: string; retryAfterMs?: number | undefined; words?: string | undefined } = {},
  ) {
    super(`${request}: ${[kind, details.status, details.reason].filter((part) => part !== undefined).join(' ')}`);
    this.kind = kind;
    this.request = request;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.words = details.words;
  }

  /** Asking again will hardly help: the right or the endpoint is missing, or the answer has an unknown form. */
  get lasts(): boolean {
    if (this.kind === 'unavailable') return this.status !== undefined && this.status < 300;
    return this.kind === 'endpoint-gone' || this.kind === 'unauthorized' || this.kind === 'rejected';
  }
}
