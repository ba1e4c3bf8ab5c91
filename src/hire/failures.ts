/**
 * The closed set of failure types, as strings that Temporal carries (`ApplicationFailure.type`).
 * Business problems are no failures: they are results (`FoundProblem`).
 */
export const Failure = {
  /** Lucca refused the API key (401, 403). */
  LuccaUnauthorized: 'LuccaUnauthorized',
  /** The quota is used up (429). */
  LuccaRateLimited: 'LuccaRateLimited',
  /** Lucca has no such list any more; its name is the failure's detail. */
  LuccaEndpointGone: 'LuccaEndpointGone',
  /** Lucca cannot be reached, is in maintenance, or answers what cannot be read; nothing was written. */
  LuccaUnavailable: 'LuccaUnavailable',
  /** The request to create may have been carried out, and no answer tells. */
  EmployeeOutcomeUnknown: 'EmployeeOutcomeUnknown',
  /** Flatchr refused the API key (401, 403). */
  FlatchrUnauthorized: 'FlatchrUnauthorized',
  /** Flatchr cannot be reached, or answers what cannot be read. */
  FlatchrUnavailable: 'FlatchrUnavailable',
  /** Flatchr does not show the candidate in the hired column yet; its search may lag behind the drag. */
  FlatchrNotYetHired: 'FlatchrNotYetHired',
  /** The mail server cannot be reached or refused the mail. */
  MailNotDelivered: 'MailNotDelivered',
  /** The chat cannot be reached, or wants to be asked later. */
  ChatUnavailable: 'ChatUnavailable',
  /** The chat refuses the notice or the webhook for good. */
  ChatRefused: 'ChatRefused',
  /** Flatchr refuses a note at an applicant for good. */
  FlatchrNoteRefused: 'FlatchrNoteRefused',
  /** A note at an applicant may have been written: it is not sent again. */
  FlatchrNoteUnknown: 'FlatchrNoteUnknown',
  /** A person has paused the connection: its hires wait before their next step. */
  ConnectionPaused: 'ConnectionPaused',
  /** The worker's configuration has no such connection. */
  ConnectionUnknown: 'ConnectionUnknown',
  /** Another process takes the connection's gateway to Lucca over. */
  GatewayHandedOver: 'GatewayHandedOver',
  /** A correction was refused; details list what is wrong. */
  CorrectionRefused: 'CorrectionRefused',
  /** A person, or a cancellation, ended the hire. */
  HireAbandoned: 'HireAbandoned',
  /** Nobody answered until the deadline. */
  HireExpired: 'HireExpired',
  /** The connection only previews: what would be sent is known, and nothing was. */
  HirePreviewed: 'HirePreviewed',
} as const;
/** `ApplicationFailure.type`. It stands in histories: from 1.0.0 on a name is never changed. */
export type FailureType = keyof typeof Failure;

/** What a hire cannot do without. */
export type Troubled = 'flatchr' | 'lucca' | 'mail';

const TROUBLED: Partial<Record<string, Troubled>> = {
  LuccaUnauthorized: 'lucca',
  LuccaRateLimited: 'lucca',
  LuccaEndpointGone: 'lucca',
  LuccaUnavailable: 'lucca',
  EmployeeOutcomeUnknown: 'lucca',
  FlatchrUnauthorized: 'flatchr',
  FlatchrUnavailable: 'flatchr',
  MailNotDelivered: 'mail',
} satisfies Partial<Record<FailureType, Troubled>>;

/** What a failure of this type says is in trouble; undefined: nothing that a person would want to know. */
export function troubledBy(failureType: string | null | undefined): Troubled | undefined {
  return TROUBLED[failureType ?? ''];
}
