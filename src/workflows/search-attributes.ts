import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of a hire. They are stored in clear: no personal data. */
export const HireStatusAttribute = defineSearchAttributeKey('HireStatus', 'KEYWORD');
export const HireProblemAttribute = defineSearchAttributeKey('HireProblem', 'KEYWORD');
export const HireConnectionAttribute = defineSearchAttributeKey('HireConnection', 'KEYWORD');
export const HireStartDateAttribute = defineSearchAttributeKey('HireStartDate', 'DATETIME');

/** The applicant's encoded id, once it is known: the one that Flatchr's search tells. */
export const HireApplicantAttribute = defineSearchAttributeKey('HireApplicant', 'KEYWORD');

export const SEARCH_ATTRIBUTES = [
  HireStatusAttribute,
  HireProblemAttribute,
  HireConnectionAttribute,
  HireStartDateAttribute,
  HireApplicantAttribute,
] as const;
