/** A request and its answer as it came, whatever it was. Holds personal data: it is looked at, and neither kept nor logged. */
export interface Exchange {
  readonly method: string;
  /** Without the system's own address. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** What was sent. */
  readonly sent?: object | undefined;
  readonly status: number;
  readonly retryAfter?: string | undefined;
  readonly body: string;
}
