import type { Claim } from '../contracts/application.js';

/**
 * Keeps which hire carries an application of Flatchr's, as its own memo and result: `applicant/{connection}/{encoded id}`. Temporal lets it
 * start once for as long as the namespace keeps closed workflows, and that is the whole of it: whoever starts it has the application.
 */
export async function applicant(claim: Claim): Promise<Claim> {
  return claim;
}
