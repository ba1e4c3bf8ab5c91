/**
 * Fields of an employee that a creation sets, by Lucca's names, in the groups in which they are asked for: an account that lacks a field of
 * one group refuses that group alone.
 */
export const WRITTEN_FIELDS = [
  ['firstName', 'lastName', 'mail', 'login', 'dtContractStart'],
  ['legalEntityId', 'departmentId', 'rolePrincipalId'],
  ['personalMobile'],
  ['personalEmail'],
] as const;
