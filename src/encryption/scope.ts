/** What names its hire behind a prefix, such as `last-notice/hire/acme/1474/…`. */
const HOLDS_A_HIRE = /(?:^|\/)hire\/([^/]+)\/([^/]+)/;
/** What names the applicant alone: `applicant/acme/{encoded id}`, `mail-link/acme/1474/…`. */
const OF_AN_APPLICANT = /^(?:applicant|mail-link)\/([^/]+)\/([^/]+)/;

/**
 * What a workflow's payloads are erased with: all workflows of one applicant have the scope `hire/{connection}/{applicant}`, every other
 * workflow is a scope of its own.
 */
export function scopeOf(workflowId: string): string {
  const [, connection, applicant] = HOLDS_A_HIRE.exec(workflowId) ?? OF_AN_APPLICANT.exec(workflowId) ?? [];
  return applicant === undefined ? workflowId : `hire/${connection}/${applicant}`;
}
