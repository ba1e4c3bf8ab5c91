import type { EmployeeDraft, Field } from './draft.js';

/** A request that writes to Lucca, as it goes out. */
export interface LuccaRequest {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, its keys in this order. */
  readonly body: Readonly<Record<string, string | number>>;
}

/** A request that would be sent. */
export interface PlannedRequest extends LuccaRequest {
  /** `contract-differs`: only where the contract that Lucca makes with the employee has other values. Left out: in any case. */
  readonly onlyIf?: 'contract-differs';
}

/** What would be sent to Lucca for a hire, and has not been. */
export interface Preview {
  /** What was ordered. */
  readonly draft: EmployeeDraft;
  /** Of that what this Lucca is known to refuse: it is not sent. */
  readonly leftOut?: readonly Field[] | undefined;
  readonly requests: readonly PlannedRequest[];
}

/** A request as one reads it: `POST /path?query`. */
export function requestLine({ method, path, query = {} }: LuccaRequest): string {
  const search = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return `${method} ${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
}

/** The values of a preview that are sent. */
export function sentDraft({ draft, leftOut = [] }: Preview): Partial<EmployeeDraft> {
  return Object.fromEntries(Object.entries(draft).filter(([field]) => !leftOut.some((one) => one === field)));
}
