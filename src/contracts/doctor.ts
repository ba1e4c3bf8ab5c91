import type { Check } from './check.js';

/** What the doctor looks at by activities. */
export interface DoctorSteps {
  /** Flatchr, the mail server and the chat – and, with the first connection, the public address: any worker. */
  checkConnection(order: { readonly connection: string }): Promise<Check[]>;
  /** Lucca, where the account's gateway is. */
  checkLucca(order: { readonly connection: string }): Promise<Check[]>;
  /** Has the operators told where what fails has changed; what fails goes to the log each time. */
  reportFindings(order: { readonly connection: string; readonly checks: readonly Check[] }): Promise<void>;
}

/** A message to the operators about what the doctor found. */
export interface FindingsNotice {
  /** - `checks-fail`: something else fails than before. - `checks-pass`: nothing that was told fails any more. */
  readonly kind: 'checks-fail' | 'checks-pass';
  readonly connection: string;
  /** What fails. */
  readonly checks: readonly Check[];
}
