/**
 * Which hire carries an application. Flatchr knows one by two ids – webhooks tell the integer, the search the encoded one – so that two hires
 * may begin for it: the first to claim it carries it, the other hands over what it knows and ends.
 */
export interface Claim {
  readonly connection: string;
  /** The applicant's encoded id. */
  readonly applicant: string;
  /** Id of the hire that carries it. */
  readonly hire: string;
}

/** Workflow id of a claim. No personal data. */
export function claimId({ connection, applicant }: Pick<Claim, 'connection' | 'applicant'>): string {
  return `applicant/${connection}/${applicant}`;
}
