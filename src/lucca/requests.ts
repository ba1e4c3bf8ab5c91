import type { EmployeeDraft } from '../hire/draft.js';
import type { LuccaRequest, PlannedRequest } from '../hire/preview.js';

/*
 * All that is ever written to Lucca. The client sends what is made here, and a preview shows it: the two cannot differ.
 */

/** Body of `POST /api/v3/users`, in Lucca's field names: docs/systems/lucca.md#creating-an-employee. */
export type NewLuccaUser = {
  readonly firstName: string;
  readonly lastName: string;
  readonly mail: string;
  readonly login: string;
  /** Lucca's name for the *establishment*. */
  readonly legalEntityId: number;
  readonly departmentId: number;
  readonly rolePrincipalId: number;
  /** `YYYY-MM-DDT00:00:00`. */
  readonly dtContractStart: string;
  /** E.164, or as typed. */
  readonly personalMobile?: string;
  readonly personalEmail?: string;
};

/** Body of `POST …/work-contracts`. Days are `YYYY-MM-DD`. */
export type NewLuccaContract = {
  readonly ownerId: number;
  readonly startsOn: string;
  readonly endsOn?: string;
  readonly establishmentId: number;
  readonly typeId: number;
};

export const CONTRACTS = '/directory/api/4.0/work-contracts';

/** Stands in a preview for the id of the contract that Lucca makes with the employee. */
const CONTRACT_ID = '{contractId}';

/** Creates an employee, with a contract of the account's default type. */
export function userRequest(user: NewLuccaUser): LuccaRequest {
  return { method: 'POST', path: '/api/v3/users', query: { contract: 'true', fields: 'id,login' }, body: { ...user } };
}

/** @param endsOn - `YYYY-MM-DD`. */
export function contractTypeRequest(contractId: number | typeof CONTRACT_ID, typeId: number, endsOn?: string): LuccaRequest {
  return { method: 'PATCH', path: `${CONTRACTS}/${contractId}`, body: { typeId, ...(endsOn !== undefined && { endsOn }) } };
}

/** For an employee without a contract. */
export function contractRequest(contract: NewLuccaContract): LuccaRequest {
  return { method: 'POST', path: CONTRACTS, body: { ...contract } };
}

/** What is sent to Lucca of a draft; the contract type has a request of its own. */
export function newUser(draft: EmployeeDraft): NewLuccaUser {
  return {
    firstName: draft.firstName.value,
    lastName: draft.lastName.value,
    mail: draft.email.value,
    login: draft.login.value,
    legalEntityId: draft.establishment.value,
    departmentId: draft.department.value,
    rolePrincipalId: draft.primaryRole.value,
    dtContractStart: `${draft.startDate.value}T00:00:00`,
    ...(draft.phone && { personalMobile: draft.phone.value }), // the candidate's own number
    ...(draft.personalEmail && { personalEmail: draft.personalEmail.value }),
  };
}

/** All that a hire sends, in order, where nothing is refused. */
export function creationRequests(draft: EmployeeDraft): PlannedRequest[] {
  return [
    userRequest(newUser(draft)),
    { ...contractTypeRequest(CONTRACT_ID, draft.contractType.value, draft.contractEnd?.value), onlyIf: 'contract-differs' },
  ];
}
