import type { EmployeeDraft } from '../../src/hire/draft.js';
import type { ValidateOrder } from '../../src/hire/steps.js';

/** A draft that the sandbox's Lucca takes. */
export const DRAFT: EmployeeDraft = {
  lastName: { value: 'Martin', origin: 'flatchr' },
  firstName: { value: 'Camille', origin: 'flatchr' },
  email: { value: 'camille.martin@example.org', origin: 'flatchr', flags: ['personal-email'] },
  phone: { value: '+33612345678', origin: 'flatchr' },
  department: { value: 14, origin: 'rule', label: 'Service IT' },
  establishment: { value: 2, origin: 'default', label: 'Lyon' },
  primaryRole: { value: 56, origin: 'default', label: 'Manager' },
  contractType: { value: 2, origin: 'flatchr', label: 'CDD' },
  startDate: { value: '2027-03-01', origin: 'flatchr' },
  login: { value: 'cmartin', origin: 'derived' },
};

/** {@link DRAFT} with other values. */
export function draftWith(
  values: Partial<Record<'lastName' | 'firstName' | 'email' | 'login' | 'startDate', string>>,
  contractType = 2,
): EmployeeDraft {
  const changed = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, origin: 'correction' }]));
  return { ...DRAFT, ...changed, contractType: { value: contractType, origin: 'correction' } };
}

/** What such a draft was made from. */
export const VALIDATED: ValidateOrder = {
  hire: { connection: 'sandbox', applicant: '1', candidate: {}, vacancy: {} },
  fields: {},
  hiredAnyway: false,
  startedAt: '2027-01-04T09:00:00.000Z',
};
