/** Smallest and largest. */
export type Range = readonly [min: number, max: number];

/** What values were seen at one place of some answers, without any of the values. A place may have seen several types. */
export interface Shape {
  /** How many values. */
  readonly seen: number;
  readonly nulls?: number;
  readonly booleans?: number;
  readonly numbers?: { readonly seen: number; readonly integer: boolean; readonly digits: Range };
  readonly texts?: { readonly seen: number; readonly lengths: Range; readonly forms: readonly string[] };
  readonly lists?: { readonly seen: number; readonly lengths: Range; readonly of?: Shape };
  /** A field with fewer values than there are objects was absent in the others. */
  readonly objects?: { readonly seen: number; readonly fields: Readonly<Record<string, Shape>> };
}

/** Answers of one status to one kind of request. */
export interface TracedCall {
  readonly method: string;
  /** With `{id}` for all that is no word of the API. */
  readonly path: string;
  /** Values that are the connector's own as they are; of others how many, or their form. */
  readonly query: Readonly<Record<string, string>>;
  /** Names of the fields that were sent. */
  readonly sent?: readonly string[];
  readonly status: number;
  readonly times: number;
  readonly retryAfter?: string;
  /** `json` has a shape. */
  readonly body: 'empty' | 'html' | 'text' | 'json';
  readonly shape?: Shape;
  /** Of fields whose values are documented: those that were seen, by field. */
  readonly values?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** What a system answered, and what it did not. */
export interface SystemTrace {
  readonly calls: readonly TracedCall[];
  /** Requests without a usable answer: method, path, status or code. */
  readonly failed: readonly string[];
}

/** What a trace asks of the two systems. Nothing but reads. */
export interface TraceSteps {
  /** Where the account's gateway is, within the quota. */
  traceLucca(order: { readonly connection: string }): Promise<SystemTrace>;
  /** Any worker. Without an API key nothing can be asked. */
  traceFlatchr(order: { readonly connection: string }): Promise<SystemTrace>;
}

/** The shapes of all that a connection's two systems answer. No value of a person, no free text, no key, no host. */
export interface Trace {
  readonly lucca: SystemTrace;
  readonly flatchr: SystemTrace;
}
