import type { Check } from '../doctor/check.js';

/** What the doctor looks at by activities. */
export interface DoctorSteps {
  /** Flatchr, the mail server and the chat: any worker. */
  checkConnection(order: { readonly connection: string }): Promise<Check[]>;
  /** Lucca, where the account's gateway is. */
  checkLucca(order: { readonly connection: string }): Promise<Check[]>;
}
