/** Form of a value in an address: `list`: several, by commas. `page`: `offset,limit`. `order`: `property,direction`. `sort`: `+property`. */
export type ParameterType = 'text' | 'number' | 'boolean' | 'day' | 'list' | 'page' | 'order' | 'sort';

/** A value in a body. A field stands where its documents say so; `optional`: it may be absent. `nullable`: it may be null. */
export type Field = { readonly optional?: true; readonly nullable?: true } & (
  | { readonly type: 'integer' | 'number' | 'boolean' | 'text' | 'any' }
  /** `YYYY-MM-DD`. */
  | { readonly type: 'day' }
  /** With or without a zone: `2027-01-04T00:00:00`, `2027-01-04T09:00:00.5Z`. */
  | { readonly type: 'instant' }
  | { readonly type: 'list'; readonly of: Field }
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, Field>> }
);

/** How long an endpoint is promised. */
export type Status =
  | { readonly kind: 'live' }
  /** `endsOn`: `YYYY-MM-DD`, the first day on which it may be gone; null where none is announced. */
  | { readonly kind: 'deprecated'; readonly endsOn: string | null };

/** What the documents of a system say of one endpoint that the connector uses, in own words. */
export interface Row {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Without the account's address; what varies in braces: `/work-contracts/{id}`. */
  readonly path: string;
  readonly what: string;
  /** Parameters of the query that are documented, or seen in use, and their forms. */
  readonly parameters: Readonly<Record<string, ParameterType>>;
  /** Body of the request: those that it cannot do without, and all others that are known. */
  readonly body?: { readonly required: Readonly<Record<string, Field>>; readonly known: Readonly<Record<string, Field>> };
  /** Body of the answer of success, as far as it is documented; it may hold more. */
  readonly answer: Field;
  readonly status: Status;
  /** The page that says so. */
  readonly page: string;
  /** `YYYY-MM-DD`: the day on which that page was read. */
  readonly readOn: string;
}
